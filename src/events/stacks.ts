import type { AccountRole } from '../lab/accounts.ts';
import type { DriftedResource } from '../lab/drift.ts';
import type { StackOperation } from '../lab/stack-operation.ts';
import type { StackId } from '../lab/stacks.ts';
import type { Line } from './line.ts';
import type { TeardownItem } from './plans.ts';

export type { StackOperation };

/** An asset is where the stacks expect it. */
export interface AssetEvent extends Line {
  readonly type: 'asset';
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
  readonly state: 'uploaded' | 'present';
}

/** An operation on a stack begins. */
export interface StackStartedEvent extends Line, StackReference {
  readonly type: 'stack-started';
  readonly operation: StackOperation;
}

/** CloudFormation told of a resource of a stack, or of the stack itself. */
export interface ResourceEvent extends Line, StackReference {
  readonly type: 'resource';
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
}

/** An operation on a stack has ended. */
export interface StackFinishedEvent extends Line, StackReference {
  readonly type: 'stack-finished';
  readonly operation: StackOperation;
  readonly outcome: 'succeeded' | 'unchanged' | 'failed';
  readonly seconds: number;
}

/** Everything in a bucket was deleted. */
export interface BucketEmptiedEvent extends Line {
  readonly type: 'bucket-emptied';
  readonly account: AccountRole;
  readonly accountId: string;
  readonly bucket: string;
  readonly versions: number;
}

/** What no stack has, and was deleted by itself. */
export interface DeletedEvent extends Line, Omit<TeardownItem, 'owner' | 'stack' | 'resources'> {
  readonly type: 'deleted';
}

export interface StackReference {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly stack: StackId;
  readonly stackName: string;
}

export interface StackReport extends StackReference {
  /** CloudFormation's status, or `ABSENT`. */
  readonly status: string;
  readonly template: 'current' | 'differs' | 'unknown';
  readonly parameters: 'current' | 'differs' | 'unknown';
  /** Whether all resources of the stack still exist; `differs` if not. */
  readonly resources: 'current' | 'differs' | 'unknown';
  /** Resources that differ from what the stack created, or could not be read. */
  readonly drift?: readonly DriftedResource[];
  readonly outputs: Readonly<Record<string, string>>;
}
