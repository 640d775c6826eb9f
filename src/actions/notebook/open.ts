import { LabError } from '../../errors.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { reachNotebooks, requireInstance, requireLaunched } from './reach.ts';

export interface OpenRequest {
  readonly name: string;
  /** Whether to open a browser instead of printing the address. */
  readonly browser: boolean;
}

/** Opens the notebook for the caller. The address is a secret for the five minutes in which it works. */
export async function openNotebook(context: ActionContext, { name, browser }: OpenRequest): Promise<Outcome> {
  const { command, ui } = context;
  const notebooks = await reachNotebooks(context);
  const notebook = await requireInstance(notebooks, await requireLaunched(notebooks, name));
  const state = await notebooks.state(notebook);
  if (state?.status !== 'InService') throw notOpen(name, state?.status ?? 'gone');
  const url = await notebooks.presignedUrl(notebook);
  const opened = browser && (await openPage(context, url));
  if (!opened) ui.reveal({ name: 'notebook-url', text: url });
  return { command, status: 'succeeded', opened: { name, notebook, inBrowser: opened } };
}

function notOpen(name: string, status: string): LabError {
  const isBusy = status === 'Pending' || status === 'Stopping';
  return new LabError({
    code: 'not-in-service',
    message: `notebook ${name} cannot be opened, as it is ${status}`,
    hint: {
      say: isBusy ? 'start it, which waits until it is in service' : 'start it',
      command: mlopsLab('notebook', 'start', name),
    },
  });
}

/** A rehearsal has no Jupyter, and its addresses lead nowhere. */
async function openPage({ browser, ui, alone }: ActionContext, url: string): Promise<boolean> {
  const refused = alone ? 'a rehearsal runs no Jupyter' : await browser.open(url);
  if (refused === undefined) return true;
  ui.emit({ type: 'notice', level: 'warning', message: `no browser was opened: ${refused}` });
  return false;
}
