import type { ApprovalAnswerReport, ApprovalWaitingEvent } from '../../events.ts';
import type { ReportHead } from './head.ts';

/** What somebody decides a release by, and how they did: the file of `approve --report`. */
export interface ApprovalReport extends ReportHead {
  /** Absent if nothing waits. */
  readonly approval?: Omit<ApprovalWaitingEvent, 'type'>;
  readonly answer?: ApprovalAnswerReport;
}
