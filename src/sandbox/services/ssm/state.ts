import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';

import { own } from '../../../own.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { ServicePlace } from '../../kernel/service.ts';
import type { Slice, World } from '../../kernel/world.ts';

export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  /** Of a SecureString what KMS made of the value, base64. */
  readonly value: string;
  readonly keyId?: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly tier: ParameterTier;
  readonly dataType: string;
  readonly modifiedAt: number;
  readonly modifiedBy: string;
}

export interface Parameter {
  readonly name: string;
  /** The oldest first; never empty. */
  readonly versions: ParameterVersion[];
  tags: Tags;
}

const SSM: Slice<Record<string, Parameter>> = { name: 'ssm', initial: () => ({}) };

export function parametersOf({ cloud, account, region }: ServicePlace): Record<string, Parameter> {
  return cloud.world.slice(SSM, account, region);
}

/** `x` and `/x` are one parameter, which has one ARN; paths always begin with a slash. */
export function parameterNamed(place: ServicePlace, name: string): Parameter | undefined {
  const parameters = parametersOf(place);
  const bare = name.replace(/^\//, '');
  const names = bare.includes('/') ? [name] : [bare, `/${bare}`];
  const known = names.find((each) => Object.hasOwn(parameters, each));
  return known === undefined ? undefined : own(parameters, known);
}

export function tagsOfParameter(arn: string, place: ServicePlace): Readonly<Tags> | undefined {
  return parameterNamed(place, `/${arn.split(':parameter/')[1] ?? ''}`)?.tags;
}

export function parameterInventory(world: World, account: string): string[] {
  return [...world.each(SSM)]
    .filter((slice) => slice.account === account)
    .flatMap(({ region, value }) => Object.keys(value).map((name) => parameterArn({ account, region }, name)));
}

/** A name that is a path brings its own slash. */
export function parameterArn({ account, region }: { account: string; region: string }, name: string): string {
  return `arn:aws:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}
