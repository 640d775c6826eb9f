import { ACCOUNT_NAMES, REGION } from '../lab/site.ts';
import type { Named } from './named.ts';

/** Something that might be acted upon. */
export interface Place extends Named {
  readonly arn: string;
  readonly account: string;
  readonly kind: Kind;
  /** Values of condition keys that belong to it. */
  readonly context?: Context;
}

export type Context = Readonly<Record<string, string | readonly string[]>>;

export const SAGEMAKER_KINDS = [
  'endpoint',
  'endpoint-config',
  'model',
  'model-package',
  'model-package-group',
  'notebook-instance',
  'notebook-instance-lifecycle-config',
  'training-job',
] as const;

export type SageMakerKind = (typeof SAGEMAKER_KINDS)[number];

/** What kind of thing it is, by which it is known what is tried on it. */
export type Kind =
  | SageMakerKind
  | 'alarm'
  | 'bucket'
  | 'function'
  | 'image'
  | 'interface'
  | 'key'
  | 'log-group'
  | 'log-stream'
  | 'nothing'
  | 'object'
  | 'parameter'
  | 'pipeline'
  | 'product'
  | 'role'
  | 'stack'
  | 'topic';

/** A place of a service that names its things `arn:aws:<service>:<region>:<account>:…`. */
export function regional(service: string, account: string, kind: Kind, [name, id]: readonly [string, string]): Place {
  return { name, kind, account, arn: `arn:aws:${service}:${REGION}:${account}:${id}` };
}

/** `any key of the Tools account`. */
export function anyOf(kind: string, account: string): string {
  return `any ${kind} of ${ACCOUNT_NAMES[account] ?? account}`;
}

/** `another key of the Tools account`, `other data of the lab in the Staging account`. */
export function another(kind: string, account: string, of = 'of'): string {
  return `${kind === 'data' ? 'other' : 'another'} ${kind} ${of} ${ACCOUNT_NAMES[account] ?? account}`;
}

export const OF_THE_LAB = 'of the lab in';
