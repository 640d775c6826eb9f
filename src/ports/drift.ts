import type { Examination } from '../lab/drift.ts';

/** What became of the resources of stacks outside of CloudFormation, in one account and region. */
export interface Drift {
  /** Drifted is what is not there any more or of no use, and what cannot be told of. */
  of(stackId: string): Promise<Examination>;
}
