import type { ActionContext, RunOptions } from '../context.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { bringTo } from './bring-to.ts';
import { reported } from './follow-record.ts';
import { reachNotebooks, requireInstance, requireLaunched } from './reach.ts';
import { reportOn } from './report.ts';

export interface PowerRequest {
  readonly name: string;
  readonly operation: 'start' | 'stop';
}

const GOALS = { start: 'InService', stop: 'Stopped' } as const;

/** Starts or stops a notebook and waits for it. Its files stay. */
export async function powerNotebook(
  context: ActionContext,
  { dryRun }: RunOptions,
  { name, operation }: PowerRequest,
): Promise<Outcome> {
  const { command } = context;
  const notebooks = await reachNotebooks(context);
  const launched = await requireLaunched(notebooks, name);
  const notebook = await requireInstance(notebooks, launched);
  const isDone = (await notebooks.state(notebook))?.status === GOALS[operation];
  if (!isDone && !dryRun) {
    await reported(context, { operation, name }, () =>
      bringTo(context, notebooks, { name, notebook }, GOALS[operation]),
    );
  }
  const report = await reportOn(notebooks, launched);
  const next = dryRun ? [IN_EARNEST] : [];
  return { command, status: isDone ? 'unchanged' : 'succeeded', notebooks: [report], next: isDone ? [] : next };
}
