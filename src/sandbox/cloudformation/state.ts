import type {
  Capability,
  ChangeSetStatus,
  ExecutionStatus,
  OnStackFailure,
  OperationType,
  ResourceStatus,
  StackStatus,
} from '@aws-sdk/client-cloudformation';

import type { Principal } from '../kernel/principal.ts';
import type { Properties } from '../kernel/service.ts';
import type { Tags } from '../kernel/tags.ts';
import type { Slice } from '../kernel/world.ts';
import type { DeletionPolicy } from './template/model.ts';
import type { ParameterValues } from './template/parameters.ts';

/** CloudFormation's part of the world, for one account and region. */
export interface CloudFormationState {
  /** By stack id, deleted ones included. */
  readonly stacks: Record<string, Stack>;
  /** Name → id, of those that are not deleted. */
  readonly live: Record<string, string>;
  /** Ids of those that something is done with; kept in `engine/under-way.ts`, as `live` is. */
  readonly underWay: Record<string, true>;
  readonly changeSets: Record<string, ChangeSet>;
  /** Events that requests wrote and that nobody was told of yet; see `announceEvents`. */
  unannounced: number;
}

export const STATE: Slice<CloudFormationState> = {
  name: 'cloudformation',
  initial: () => ({ stacks: {}, live: {}, underWay: {}, changeSets: {}, unannounced: 0 }),
};

/** What a stack is to be: all that a request says about its contents. */
export interface StackDefinition {
  /** What `kept-texts.ts` keeps the text by. */
  readonly template: string;
  /** The template's own, kept beside it so that stacks can be described without reading it. */
  readonly description?: string;
  readonly parameters: ParameterValues;
  readonly tags: Readonly<Tags>;
  readonly capabilities: readonly Capability[];
  readonly notificationArns: readonly string[];
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
  status: StackStatus;
  statusReason?: string;
  definition: StackDefinition;
  roleArn?: string;
  timeoutMinutes?: number;
  disableRollback: boolean;
  /** As CreateStack was told; a stack that failed with DO_NOTHING cannot go on. */
  onFailure?: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  terminationProtection: boolean;
  /** JSON of the stack policy, which updates are held to. */
  policy?: string;
  retainExceptOnCreate: boolean;
  deletionMode?: 'STANDARD' | 'FORCE_DELETE_STACK';
  express: boolean;
  deploymentConfig?: { readonly Mode?: 'STANDARD' | 'EXPRESS'; readonly DisableRollback?: boolean };
  readonly parentId?: string;
  readonly rootId?: string;
  changeSetId?: string;
  resources: Record<string, StackResource>;
  outputs: Record<string, StackOutput>;
  /** Names of the exports that the stack takes values from. */
  imports: string[];
  readonly events: StackEventRecord[];
  /** Properties as the events show them, see `kept-texts.ts`. */
  readonly shown: Record<string, string>;
  readonly operations: { readonly type: OperationType; readonly id: string; readonly token?: string }[];
  operation?: StackOperation;
  /** The last known stable state, while the stack is on its way to another one: what a rollback goes back to. */
  checkpoint?: Checkpoint;
  /** Resources that are no longer the stack's: to be deleted when its present operation cleans up. */
  superseded: Superseded[];
}

export interface Checkpoint {
  /** Absent when there is none: the stack never was complete. */
  readonly definition?: StackDefinition;
  readonly resources: Readonly<Record<string, StackResource>>;
}

/** A resource as a stack's record holds it. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  physicalId?: string;
  status: ResourceStatus;
  statusReason?: string;
  updatedAt: number;
  /** As last applied with success; absent as long as nothing was. */
  properties?: Properties;
  /** What an update tried to apply and, as long as this is here, did not complete. */
  attempted?: Properties;
  /** The stack's tags as last applied. */
  tags?: Readonly<Tags>;
  /** What `Ref` and `Fn::GetAtt` give. */
  reference?: string;
  attributes?: Readonly<Record<string, unknown>>;
  /** As of the template that the properties came from: deletion must know them when the template no longer has it. */
  dependsOn: readonly string[];
  deletionPolicy?: DeletionPolicy;
  updateReplacePolicy?: DeletionPolicy;
}

export interface Superseded {
  readonly resource: StackResource;
  readonly policy: DeletionPolicy;
}

export interface StackOutput {
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface StackEventRecord {
  readonly id: string;
  readonly time: number;
  readonly operationId: string;
  readonly operationType: OperationType;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
  /** What `Stack.shown` has them by. */
  readonly properties?: string;
  readonly token?: string;
  /** Which early validation wrote the event, as DescribeEvents names them, and where the template is wrong. */
  readonly validation?: 'PROPERTY_VALIDATION' | 'NAME_CONFLICT_VALIDATION';
  readonly validationPath?: string;
}

/** What a stack is doing; see `engine/flows.ts` for what leads to what. */
export type Flow = 'create' | 'update' | 'rollback' | 'update-rollback' | 'delete';
export type Phase = 'begin' | 'apply' | 'revert' | 'cleanup' | 'remove' | 'finish';

export interface StackOperation {
  readonly id: string;
  readonly type: OperationType;
  readonly flow: Flow;
  phase: Phase;
  readonly token?: string;
  readonly principal: Principal;
  readonly startedAt: number;
  /** When the phase begins to act; its tasks have times of their own. */
  dueAt: number;
  /** When the operation times out. */
  readonly deadline?: number;
  onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  tasks: Task[];
  /** Why the operation does not go on; the tasks in flight are being cancelled. */
  failure?: string;
  /** Of an update: the policy that it is held to in place of the stack's own. */
  readonly policy?: string;
  /** Of a deletion: logical ids not to delete, or everything that cannot be. */
  readonly retain?: readonly string[];
  readonly force?: boolean;
  /** Of a deletion: what the stack goes back to when an export is in use. */
  readonly previousStatus: StackStatus;
  /** Of a rollback that is continued: logical ids to leave alone, or all that failed. */
  readonly skip?: readonly string[];
}

export type TaskAction = 'create' | 'update' | 'replace' | 'delete' | 'retain' | 'restore';

/** One thing to do with one resource. */
export interface Task {
  readonly key: string;
  readonly logicalId: string;
  /** Absent until it is known: an update finds out when what it depends on is done. */
  action?: TaskAction;
  stage: 'waiting' | 'started' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Keys of tasks that come first. */
  readonly after: readonly string[];
  /** What is to be deleted, which need not be what the stack's record holds. */
  readonly target?: StackResource;
  properties?: Properties;
  /** Of a replacement: its type, which may be another one. */
  replacementType?: string;
  /** The properties as the resource's events show them. */
  shown?: string;
  dueAt?: number;
  /** Why the task is going to fail when it is due. */
  reason?: string;
  /** How often the handler refused and was asked again. */
  attempts?: number;
  /** How often a clean-up could not delete the resource. */
  failures?: number;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly createdAt: number;
  /** When `status` is known to those who ask. */
  readonly readyAt: number;
  status: ChangeSetStatus;
  executionStatus: ExecutionStatus;
  statusReason?: string;
  readonly token?: string;
  readonly definition: StackDefinition;
  readonly roleArn?: string;
  readonly onStackFailure?: OnStackFailure;
  readonly deploymentConfig?: Stack['deploymentConfig'];
  /** Whether what the template names and is there already shall come into the stack. */
  readonly importsExisting?: true;
  /** JSON of the SDK's `Change[]`, with property values. */
  changes: string;
}
