import type { DriftedResource } from '../lab/drift.ts';

/** What became of the resources of stacks outside of CloudFormation, in one account and region. */
export interface Drift {
  /** Those that are not there any more or of no use, and those of which it cannot be told. */
  of(stackId: string): Promise<DriftedResource[]>;
}
