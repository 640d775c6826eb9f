import type { StackResource } from '../lab/drift.ts';
import type { ResourceChange } from '../lab/plan.ts';
import type { DesiredStack, ObservedStack } from '../lab/stack-status.ts';

/** One event of a stack. */
export interface StackEvent {
  readonly logicalId: string;
  readonly resourceType: string;
  readonly status: string;
  readonly reason?: string;
  /** Empty until the resource has one. */
  readonly physicalId: string;
  /** ISO 8601. */
  readonly time: string;
}

/** How to carry out a stack operation. */
export interface OperationMode {
  /** Resources count as done once configured, before they are stable; rollback stays on all the same. */
  readonly express: boolean;
}

export interface DeleteMode extends OperationMode {
  /** The logical ids of resources to leave where they are; a stack takes them after a deletion that failed. */
  readonly retain?: readonly string[];
}

/** The URL of a template that is too long to send inline. */
export interface StackRequest extends DesiredStack {
  readonly templateUrl?: string;
}

/** An operation that has begun; `token` distinguishes its events from those of earlier operations. */
export interface StackOperationHandle {
  readonly stackId: string;
  readonly token: string;
  /** The change set that the operation carries out. */
  readonly changeSet?: string;
  /** Whether it is the first operation on its stack, so that all of the stack's events are its own. */
  readonly isFirst?: true;
}

/** Somebody else changed the stack in the meantime: read it again. */
export type Overtaken = 'overtaken';

/** An operation that somebody else may have begun, whose token is unknown. */
export interface StackOperationReference {
  readonly stackId: string;
  readonly token?: string;
  readonly changeSet?: string;
  readonly isFirst?: true;
}

export interface Following {
  /** Whether others wait for what it tells. */
  readonly awaited?: boolean;
}

/** How an operation ended. */
export interface OperationOutcome {
  /** The status in which it ended, or that of the operation somebody else began after it. */
  readonly ended: string | undefined;
  /** The stack afterwards; undefined if it is gone. */
  readonly stack: ObservedStack | undefined;
}

export interface ChangePreview {
  readonly changeSet: string;
  readonly changes: readonly ResourceChange[];
}

/** The first real cause of a failed operation. */
export interface StackFailure {
  readonly logicalId: string;
  readonly resourceType: string;
  readonly status: string;
  readonly reason: string;
}

/** The CloudFormation operations that a lab needs, in one account and region. */
export interface Stacks {
  /** Finds the existing stack by name; by id also a deleted one. */
  find(nameOrId: string): Promise<ObservedStack | undefined>;
  template(stackId: string): Promise<string>;
  /** The stack's resources, from its own record. */
  resources(stackId: string): Promise<StackResource[]>;
  /** The physical ids of a stack's resources of one type. */
  resourcesOfType(stackId: string, resourceType: string): Promise<string[]>;
  /** The physical ids of all resources that a stack has or had. */
  resourceIds(stackId: string): Promise<string[]>;

  create(request: StackRequest, mode: OperationMode): Promise<StackOperationHandle | Overtaken>;
  /** What an update would change; undefined if nothing. The change set stays until it is executed or discarded. */
  preview(
    standing: ObservedStack,
    request: StackRequest,
    mode: OperationMode,
  ): Promise<ChangePreview | Overtaken | undefined>;
  execute(stackId: string, preview: ChangePreview): Promise<StackOperationHandle | Overtaken>;
  discard(preview: ChangePreview): Promise<void>;
  /** Rolls a stack back whose update or rollback failed. */
  rollBack(standing: ObservedStack): Promise<StackOperationHandle | Overtaken>;
  delete(stackId: string, mode: DeleteMode): Promise<StackOperationHandle | Overtaken>;

  /** Follows an operation to its end; without a token, whatever is in progress. */
  follow(
    operation: StackOperationReference,
    onEvent: (event: StackEvent) => void,
    how?: Following,
  ): Promise<OperationOutcome>;
  /** Why an operation on a stack failed, as far as CloudFormation says; without a token, the latest operation. */
  failure(operation: StackOperationReference): Promise<StackFailure | undefined>;
}
