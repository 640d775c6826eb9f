import { own } from '../../own.ts';
import { AwsError } from './aws-error.ts';
import type { Properties, ResourceContext } from './service.ts';
import { tagMap, type Tag, type Tags } from './tags.ts';

/** Properties that become members of an input: those that a template must give, and optional ones. */
export type PropertiesOf<Input, Needed extends keyof Input, Others extends keyof Input = never> = {
  readonly [K in Needed]: Exclude<Input[K], undefined>;
} & { readonly [K in Others]?: Exclude<Input[K], undefined> };

/** A boolean property; CloudFormation also accepts text, which parameters always are. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A text property; CloudFormation also accepts numbers and booleans. */
export function textual(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

export function numeric(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** The tags of a resource: the stack's, overridden by its own. */
export function resourceTags(properties: Properties, context: ResourceContext): Tags {
  return { ...context.stackTags, ...tagMap(properties['Tags'] as readonly Tag[] | undefined) };
}

export function removedKeys(before: Properties, after: Properties): string[] {
  return Object.keys(before).filter((key) => !Object.hasOwn(after, key));
}

/** The given ones among the named properties. */
export function given<P extends Properties, K extends keyof P & string>(
  properties: P,
  names: readonly K[],
): Pick<P, K> {
  const entries = names
    .map((name) => [name, own(properties, name)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Pick<P, K>;
}

/** Refuses a property that the sandbox would otherwise silently ignore. */
export function refuseUnknown(type: string, properties: Properties, known: readonly string[]): void {
  const unknown = Object.keys(properties).find((name) => !known.includes(name));
  if (unknown) throw new AwsError('NotImplemented', `the sandbox does not implement ${unknown} of ${type}`, 501);
}
