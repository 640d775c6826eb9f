import type { ObservedStack } from '../lab/stack-status.ts';

/** A resource that a stack update could not delete and no longer tracks. */
export interface Orphan {
  readonly stackName: string;
  /** Such as `AWS::EC2::Subnet`. */
  readonly resourceType: string;
  readonly id: string;
  readonly reason: string;
}

export interface Orphans {
  of(stack: ObservedStack): Promise<Orphan[]>;
  /** Deletes it once it is empty; returns false for types that are never deleted, and for what is already gone. */
  delete(orphan: Orphan): Promise<boolean>;
}
