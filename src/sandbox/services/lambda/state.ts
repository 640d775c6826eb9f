import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';

import type { Cloud } from '../../kernel/service.ts';
import type { PropertiesOf } from '../../kernel/resource-properties.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { Slice } from '../../kernel/world.ts';

/** A function, as it was last configured. */
export interface FunctionRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  /** When what was changed last came into force; until then the function is Pending, or its update in progress. */
  readyAt: number;
  modifiedAt: number;
  /** Another one after each change of code or configuration. */
  revision: string;
  code: FunctionCode;
  settings: FunctionSettings;
  tags: Tags;
  /** Statements of the function's own policy, by their ids. */
  readonly policy: Record<string, object>;
  reservedConcurrency?: number;
  eventInvokeConfig?: EventInvokeConfig;
}

export interface FunctionCode {
  /** Its content among the blobs, which is its SHA-256 too. */
  readonly blob: string;
  readonly size: number;
}

export interface FunctionSettings {
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  /** The role's own id when it was handed over, for which the grant is by which Lambda decrypts the variables. */
  readonly grantee?: string;
  readonly description: string;
  /** In seconds. */
  readonly timeout: number;
  /** In MB. */
  readonly memorySize: number;
  readonly ephemeralStorage: number;
  readonly architecture: string;
  readonly tracing: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly logGroup?: string;
}

export interface EventInvokeConfig {
  readonly modifiedAt: number;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAge?: number;
}

/** An event that waits for its function to be run, whoever sent it having been answered already. */
export interface QueuedEvent {
  readonly id: string;
  readonly functionName: string;
  readonly payload: string;
  readonly queuedAt: number;
  readonly dueAt: number;
  /** How often the function failed to handle it. */
  readonly failures: number;
}

/** What CloudFormation has still to change of a function: one thing after the other, each when the last is done. */
export interface StackUpdate {
  code?: StackCode;
  settings?: Omit<UpdateFunctionConfigurationRequest, 'FunctionName'>;
}

/** A function's code as a template names it, or holds it as text. */
export type StackCode = {
  readonly Code: Omit<NonNullable<CreateFunctionRequest['Code']>, 'ZipFile'> & { readonly ZipFile?: string };
} & PropertiesOf<CreateFunctionRequest, never, 'Runtime' | 'Architectures'>;

export interface LambdaState {
  readonly functions: Record<string, FunctionRecord>;
  queue: QueuedEvent[];
  /** By the function's name. */
  readonly stackUpdates: Record<string, StackUpdate>;
}

export const lambdaSlice: Slice<LambdaState> = {
  name: 'lambda',
  initial: () => ({ functions: {}, queue: [], stackUpdates: {} }),
};

export interface Place {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

export function lambdaOf({ cloud, account, region }: Place): LambdaState {
  return cloud.world.slice(lambdaSlice, account, region);
}

export function functionArn(name: string, { account, region }: Pick<Place, 'account' | 'region'>): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}
