import type { Examination } from '../lab/drift.ts';

/** Finds resources that were changed outside of CloudFormation, in one account and region. */
export interface Drift {
  /** Returns the resources that are gone, unusable, or could not be read. */
  of(stackId: string): Promise<Examination>;
}
