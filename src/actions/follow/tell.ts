import type { ActionReference, LabEvent } from '../../events.ts';
import { own } from '../../own.ts';
import type { ActionRun, Execution } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { answers, approvalOf } from './awaited.ts';

type Told = Readonly<Record<string, ActionRun['status']>>;

const OUTCOMES = { Succeeded: 'succeeded', Failed: 'failed', Abandoned: 'abandoned' } as const;

/** What is new since what was told already: the runs that began and those that ended, in their order. */
export function newsOf(
  { showSteps }: Pick<ActionContext, 'showSteps'>,
  execution: Pick<Execution, 'id' | 'version'>,
  told: Told,
  runs: readonly ActionRun[],
): LabEvent[] {
  return runs.flatMap((run) => {
    const reference = { executionId: execution.id, stage: run.stage, action: run.action };
    const asks = run.isApproval && run.status === 'InProgress' ? [approvalOf(run, execution, runs)] : [];
    const before = own(told, run.id);
    return [
      ...(before ? [] : [{ type: 'action-started', ...reference } as const]),
      ...(before
        ? []
        : asks.map(
            (approval) => ({ type: 'approval-waiting', ...approval, next: showSteps(answers(approval)) }) as const,
          )),
      ...(before === run.status ? [] : ended(reference, run)),
    ];
  });
}

/** The same runs as told. */
export function toldOf(runs: readonly ActionRun[]): Told {
  return Object.fromEntries(runs.map(({ id, status }) => [id, status]));
}

function ended(reference: ActionReference, { status, started, ended: end, message, outputs }: ActionRun): LabEvent[] {
  if (status === 'InProgress') return [];
  const seconds = Math.max(0, end - started) / 1000;
  const outcome = OUTCOMES[status];
  return [{ type: 'action-finished', ...reference, outcome, seconds, ...(message && { message }), outputs }];
}
