import type { ActionReference, LabEvent } from '../../events.ts';
import { own } from '../../own.ts';
import type { ActionRun } from '../../ports/pipeline.ts';
import { evaluationsOf, submissionOf } from './report.ts';

type Told = Readonly<Record<string, ActionRun['status']>>;

const OUTCOMES = { Succeeded: 'succeeded', Failed: 'failed', Abandoned: 'abandoned' } as const;

/** What is new since what was told already: the runs that began and those that ended, in their order. */
export function newsOf(executionId: string, told: Told, runs: readonly ActionRun[]): LabEvent[] {
  return runs.flatMap((run) => {
    const reference = { executionId, stage: run.stage, action: run.action };
    const before = own(told, run.id);
    return [...(before ? [] : begun(reference, run, runs)), ...(before === run.status ? [] : ended(reference, run))];
  });
}

/** The same runs as told. */
export function toldOf(runs: readonly ActionRun[]): Told {
  return Object.fromEntries(runs.map(({ id, status }) => [id, status]));
}

function begun(reference: ActionReference, { isApproval, status }: ActionRun, runs: readonly ActionRun[]): LabEvent[] {
  const started: LabEvent = { type: 'action-started', ...reference };
  return isApproval && status === 'InProgress' ? [started, approvalWaiting(reference, runs)] : [started];
}

/** The approval, with what the evaluation before it found. */
export function approvalWaiting(reference: ActionReference, runs: readonly ActionRun[]): LabEvent {
  const submission = submissionOf(runs);
  const evaluation = evaluationsOf(runs).at(-1);
  return {
    type: 'approval-waiting',
    ...reference,
    ...(submission && { submission }),
    ...(evaluation && { evaluation }),
  };
}

function ended(reference: ActionReference, { status, started, ended: end, message, outputs }: ActionRun): LabEvent[] {
  if (status === 'InProgress') return [];
  const seconds = Math.max(0, end - started) / 1000;
  const outcome = OUTCOMES[status];
  return [{ type: 'action-finished', ...reference, outcome, seconds, ...(message && { message }), outputs }];
}
