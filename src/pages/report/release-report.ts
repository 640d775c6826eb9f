import type { ActionFinishedEvent, ActionReference, RunReport } from '../../events.ts';
import type { ReportHead } from './head.ts';

/** What became of a submission, action by action: the file of `--report`. */
export interface ReleaseReportFile extends ReportHead {
  readonly submission?: RunReport['submission'];
  readonly release?: RunReport['release'];
  readonly actions: readonly ActionDone[];
}

/** An action of the pipeline; one without an end goes on there. */
export interface ActionDone extends Omit<ActionReference, 'executionId'> {
  readonly began: string;
  readonly ended?: string;
  readonly outcome?: ActionFinishedEvent['outcome'];
  /** Its result, or why it failed. */
  readonly says?: string;
}
