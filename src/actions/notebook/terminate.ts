import type { NotebookReport } from '../../events.ts';
import type { Launched, Notebooks } from '../../ports/notebooks.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { bringTo } from './bring-to.ts';
import { recordFailure } from './failure.ts';
import { followRecord, reported } from './follow-record.ts';
import { findLaunched, reachNotebooks } from './reach.ts';
import { reportOn } from './report.ts';

/** Terminates a notebook with everything that belongs to it; does nothing if it is already gone. */
export async function terminateNotebook(context: ActionContext, options: RunOptions, name: string): Promise<Outcome> {
  const { command } = context;
  const notebooks = await reachNotebooks(context);
  const launched = await findLaunched(notebooks, name);
  if (!launched) return nothingThere(context, name);
  const report = await reportOn(notebooks, launched);
  if (options.dryRun) {
    return {
      command,
      status: 'succeeded',
      notebooks: [report],
      next: [IN_EARNEST],
    };
  }
  if (!options.yes && !(await agreed(context, report))) return { command, status: 'declined' };
  const rested = await atRest(context, notebooks, launched);
  if (rested) await giveBack(context, notebooks, rested);
  return { command, status: 'succeeded' };
}

function nothingThere({ command, ui }: ActionContext, name: string): Outcome {
  const message = `you have launched no notebook by the name ${name}, or it is terminated already`;
  ui.emit({ type: 'notice', level: 'info', message });
  return { command, status: 'unchanged' };
}

async function agreed({ ui }: ActionContext, { name, notebookStatus, bucket }: NotebookReport): Promise<boolean> {
  const running = notebookStatus === 'InService' ? ', which is running' : '';
  const message = `Terminate ${name}${running}? Its volume and all that is in its bucket ${bucket ?? ''} go with it.`;
  return ui.confirm({ message, default: false, flag: '--yes' });
}

/** Waits for the operation in progress, whatever its outcome. Undefined if that was the termination. */
async function atRest(context: ActionContext, notebooks: Notebooks, launched: Launched): Promise<Launched | undefined> {
  const { name, status, recordId } = launched;
  if (status !== 'UNDER_CHANGE') return launched;
  await followRecord(context, notebooks, { operation: 'attach', name }, () => Promise.resolve(recordId));
  return findLaunched(notebooks, name);
}

/** Stops it first, so that nothing writes to the bucket any more: only an empty bucket can be deleted. */
async function giveBack(context: ActionContext, notebooks: Notebooks, launched: Launched): Promise<void> {
  const { name } = launched;
  const { notebook, bucket } = await notebooks.parts(launched);
  if (notebook) await stop(context, notebooks, name, notebook);
  if (bucket) await empty(context, notebooks, bucket);
  const about = { operation: 'terminate', name } as const;
  const record = await followRecord(context, notebooks, about, () => notebooks.terminate(launched));
  if (record.state === 'failed') throw await recordFailure(notebooks, name, launched, record);
}

async function stop(context: ActionContext, notebooks: Notebooks, name: string, notebook: string): Promise<void> {
  const status = (await notebooks.state(notebook))?.status;
  if (status === undefined || status === 'Stopped') return;
  await reported(context, { operation: 'stop', name }, () =>
    bringTo(context, notebooks, { name, notebook }, 'Stopped'),
  );
}

async function empty({ ui, lab }: ActionContext, notebooks: Notebooks, bucket: string): Promise<void> {
  const versions = await notebooks.empty(bucket);
  const account = 'datascience';
  if (versions > 0) {
    ui.emit({ type: 'bucket-emptied', account, accountId: lab.accounts[account].id, bucket, versions });
  }
}
