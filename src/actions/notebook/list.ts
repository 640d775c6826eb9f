import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { reachNotebooks } from './reach.ts';
import { reportOn } from './report.ts';

/** Reports everything that the same person has launched. */
export async function listNotebooks(context: ActionContext): Promise<Outcome> {
  const notebooks = await reachNotebooks(context);
  const own = await notebooks.list();
  const reports = await Promise.all(own.map((launched) => reportOn(notebooks, launched)));
  const next = reports.length === 0 ? [{ say: 'launch a notebook', command: mlopsLab('notebook', 'launch') }] : [];
  return { command: context.command, status: 'succeeded', notebooks: reports, next };
}
