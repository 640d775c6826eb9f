import type { LooseKind } from '../lab/loose-kinds.ts';
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
  /** Deletes what no stack has; a key begins its waiting period. Returns false for what is already gone. */
  deleteLoose(kind: LooseKind, name: string): Promise<boolean>;
  /** The id of the key that encrypts a bucket, if it is one of these; its deletion is called off, since none could be read. */
  keepKey(bucket: string, keys: readonly string[]): Promise<string | undefined>;
}
