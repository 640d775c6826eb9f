import type { ApprovalReport } from '../../pages/report/approval-report.ts';
import { headOf } from './head.ts';
import { toldOf, type RunRecord } from './record.ts';

export function approvalReport(record: RunRecord): ApprovalReport {
  const told = toldOf(record, 'approval-waiting').at(-1);
  const { answer } = record.result ?? {};
  return { ...headOf(record), ...(told && { approval: told }), ...(answer && { answer }) };
}
