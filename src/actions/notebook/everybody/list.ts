import type { NotebookReport } from '../../../events.ts';
import type { ActionContext } from '../../context.ts';
import type { Outcome } from '../../outcome.ts';
import { reachDataScience } from '../../reach-data-science.ts';
import { readNotebooks, type DoomedNotebook } from './read.ts';

/** Everybody's notebooks, or one person's, for administrators. */
export async function listEverybodys(context: ActionContext, owner?: string): Promise<Outcome> {
  await reachDataScience(context);
  const notebooks = (await readNotebooks(context, owner)).map(reportOn);
  return { command: context.command, status: 'succeeded', notebooks };
}

function reportOn({ launched, owner, parts, state }: DoomedNotebook): NotebookReport {
  const { notebook, bucket, parameters, outputs } = parts;
  return {
    name: launched.name,
    owner,
    status: launched.status,
    ...(launched.status !== 'AVAILABLE' && launched.message && { message: launched.message }),
    ...(launched.launchedAt && { launchedAt: launched.launchedAt }),
    ...(notebook && { notebook }),
    ...(state && { notebookStatus: state.status }),
    ...(state?.instanceType && { instanceType: state.instanceType }),
    ...(bucket && { bucket }),
    parameters,
    outputs,
  };
}
