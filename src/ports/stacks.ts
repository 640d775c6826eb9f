import type { StackResource } from '../lab/drift.ts';
import type { ResourceChange } from '../lab/plan.ts';
import type { DesiredStack, ObservedStack } from '../lab/stack-status.ts';

/** One thing that happened in a stack. */
export interface StackEvent {
  readonly logicalId: string;
  readonly resourceType: string;
  readonly status: string;
  readonly reason?: string;
  /** Empty as long as there is none. */
  readonly physicalId: string;
  /** ISO 8601. */
  readonly time: string;
}

/** How a stack operation is to be carried out. */
export interface OperationMode {
  /** Resources count as done when they are configured, before they are stable; rollback is asked for all the same. */
  readonly express: boolean;
}

/** A template that is too long to be sent along, by where it can be fetched from. */
export interface StackRequest extends DesiredStack {
  readonly templateUrl?: string;
}

/** An operation that was begun; `token` tells its events from those of earlier ones. */
export interface StackOperationHandle {
  readonly stackId: string;
  readonly token: string;
  /** The change set that the operation carries out. */
  readonly changeSet?: string;
  /** Whether it is the first operation on its stack, all of whose events are thus its own. */
  readonly isFirst?: true;
}

/** Somebody else was faster, and the stack is not as it was looked at: it has to be looked at again. */
export type Overtaken = 'overtaken';

/** An operation that was perhaps begun by somebody else, whose token is not known. */
export interface StackOperationReference {
  readonly stackId: string;
  readonly token?: string;
  readonly changeSet?: string;
  readonly isFirst?: true;
}

/** How an operation ended. */
export interface OperationOutcome {
  /** The status in which it ended; that in which somebody else began another one, if that took its place. */
  readonly ended: string | undefined;
  /** The stack afterwards; undefined when it is gone without a trace. */
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

/** CloudFormation in one account and region, as far as a lab needs it. */
export interface Stacks {
  /** By name the living stack; by id also one that was deleted. */
  find(nameOrId: string): Promise<ObservedStack | undefined>;
  template(stackId: string): Promise<string>;
  /** What a stack has, as it knows it. */
  resources(stackId: string): Promise<StackResource[]>;
  /** The physical ids of a stack's resources of one type. */
  resourcesOfType(stackId: string, resourceType: string): Promise<string[]>;
  /** The physical ids of all resources that a stack has or had. */
  resourceIds(stackId: string): Promise<string[]>;

  create(request: StackRequest, mode: OperationMode): Promise<StackOperationHandle | Overtaken>;
  /** What an update would change; undefined when it would change nothing. The change set stays until it is used. */
  preview(
    standing: ObservedStack,
    request: StackRequest,
    mode: OperationMode,
  ): Promise<ChangePreview | Overtaken | undefined>;
  execute(stackId: string, preview: ChangePreview): Promise<StackOperationHandle | Overtaken>;
  discard(preview: ChangePreview): Promise<void>;
  /** Takes a stack whose update failed, or whose rollback did, back to where it was before. */
  rollBack(standing: ObservedStack): Promise<StackOperationHandle | Overtaken>;
  delete(stackId: string, mode: OperationMode): Promise<StackOperationHandle | Overtaken>;

  /**
   * Follows an operation to its end. Without a token it follows whatever is under way.
   */
  follow(operation: StackOperationReference, onEvent: (event: StackEvent) => void): Promise<OperationOutcome>;
  /** Why an operation on a stack failed, without a token the latest, as far as CloudFormation tells. */
  failure(operation: StackOperationReference): Promise<StackFailure | undefined>;
}
