import type { NotebookReport } from '../../../events.ts';
import type { ActionContext } from '../../context.ts';
import type { Outcome } from '../../outcome.ts';
import { reachDataScience } from '../../reach-data-science.ts';
import { reportOf } from '../report.ts';
import { readNotebooksNamed, type DoomedNotebook } from './read.ts';

/** Everybody's notebooks, or one person's, for administrators. */
export async function listEverybodys(context: ActionContext, owner?: string): Promise<Outcome> {
  await reachDataScience(context);
  const notebooks = (await readNotebooksNamed(context, owner)).map(withOwner);
  return { command: context.command, status: 'succeeded', notebooks };
}

function withOwner({ launched, owner, ...standing }: DoomedNotebook): NotebookReport {
  const { launchedAt } = launched;
  return { ...reportOf(launched, standing), owner, ...(launchedAt && { launchedAt }) };
}
