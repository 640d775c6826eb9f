import type { PersonsNotebook } from '../../../events.ts';
import { notebookOfStack } from '../../../lab/notebook-names.ts';
import { slots } from '../../../lab/slots.ts';
import type { AccountNotebooks, OthersLaunch } from '../../../ports/account-notebooks.ts';
import type { ActionContext } from '../../context.ts';
import { AT_ONCE } from '../../notebook/everybody/read.ts';

export interface OwnedNotebook {
  /** The name of the session that launched it; absent while Service Catalog does not say. */
  readonly owner?: string | undefined;
  readonly notebook: PersonsNotebook;
}

/** Everybody's notebooks, by the one who launched each. */
export async function readPeoplesNotebooks(context: ActionContext): Promise<OwnedNotebook[]> {
  const { cloud, lab } = context;
  const notebooks = await cloud.datascience.notebooks(lab);
  const inTurn = slots(AT_ONCE);
  const launches = await notebooks.list();
  return Promise.all(launches.map((launch) => inTurn(() => owned(context, notebooks, launch))));
}

async function owned(
  { lab }: ActionContext,
  notebooks: AccountNotebooks,
  launch: OthersLaunch,
): Promise<OwnedNotebook> {
  const { name, status, message, launchedAt, owner } = launch;
  const known = owner === undefined ? undefined : notebookOfStack(lab, launch.stack);
  const parts = known === undefined ? await notebooks.parts(launch) : undefined;
  const notebook = known ?? parts?.notebook;
  const state = notebook === undefined ? undefined : await notebooks.state(notebook);
  return {
    owner: owner ?? parts?.parameters.Owner,
    notebook: {
      name,
      status,
      ...(message && { message }),
      ...(notebook && state && { notebook, notebookStatus: state.status }),
      ...(launchedAt && { launchedAt }),
      ...(state?.since !== undefined && { since: new Date(state.since).toISOString() }),
    },
  };
}
