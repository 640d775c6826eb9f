import type { ResultEvent } from '../../events.ts';
import type { ActionContext } from '../context.ts';
import { reachNotebooks } from './reach.ts';
import { reportOn } from './report.ts';

/** Reports everything that the same person has launched. */
export async function listNotebooks(context: ActionContext): Promise<ResultEvent> {
  const notebooks = await reachNotebooks(context);
  const own = await notebooks.list();
  const reports = await Promise.all(own.map((launched) => reportOn(notebooks, launched)));
  const next = reports.length === 0 ? ['launch a notebook with "mlops-lab notebook launch"'] : [];
  return { command: context.command, status: 'succeeded', notebooks: reports, next };
}
