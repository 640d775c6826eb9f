import type { ActionReference, LabEvent } from '../../events.ts';
import { own } from '../../own.ts';
import type { ActionRun, Execution } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { answers, approvalOf } from './awaited.ts';

type Reported = Readonly<Record<string, ActionRun['status']>>;

const OUTCOMES = { Succeeded: 'succeeded', Failed: 'failed', Abandoned: 'abandoned' } as const;

/** The events since the runs that were reported already: runs that began and runs that ended, in their order. */
export function newsOf(
  { showSteps }: Pick<ActionContext, 'showSteps'>,
  execution: Pick<Execution, 'id' | 'version'>,
  reported: Reported,
  runs: readonly ActionRun[],
): LabEvent[] {
  return runs.flatMap((run) => {
    const reference = { executionId: execution.id, stage: run.stage, action: run.action };
    const before = own(reported, run.id);
    const approvals = run.isApproval && run.status === 'InProgress' ? [approvalOf(run, execution, runs)] : [];
    const asks = approvals.map(
      (approval) => ({ type: 'approval-waiting', ...approval, next: showSteps(answers(approval)) }) as const,
    );
    return [
      ...(before ? [] : [{ type: 'action-started', ...reference, began: iso(run.started) } as const, ...asks]),
      ...(before === run.status ? [] : ended(reference, run)),
    ];
  });
}

/** The runs once they are reported. */
export function reportedOf(runs: readonly ActionRun[]): Reported {
  return Object.fromEntries(runs.map(({ id, status }) => [id, status]));
}

function ended(reference: ActionReference, { status, started, ended: end, message, outputs }: ActionRun): LabEvent[] {
  if (status === 'InProgress') return [];
  const seconds = Math.max(0, end - started) / 1000;
  const outcome = OUTCOMES[status];
  const about = { outcome, seconds, ended: iso(end), ...(message && { message }), outputs };
  return [{ type: 'action-finished', ...reference, ...about }];
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
