import type { ObservedStack } from '../lab/stack-status.ts';

/** What a stack could not delete when it was updated, and has let go of. */
export interface Orphan {
  readonly stackName: string;
  /** Such as `AWS::EC2::Subnet`. */
  readonly resourceType: string;
  readonly id: string;
  readonly reason: string;
}

export interface Orphans {
  of(stack: ObservedStack): Promise<Orphan[]>;
  /** Deletes it once nothing is in it any more; false where it is of a type that is not deleted, or gone already. */
  delete(orphan: Orphan): Promise<boolean>;
}
