import { EXIT, LabError } from '../../../errors.ts';
import { slots } from '../../../lab/slots.ts';
import type { AccountNotebooks } from '../../../ports/account-notebooks.ts';
import type { ActionContext } from '../../context.ts';
import { bringTo } from '../bring-to.ts';
import { followRecord, reported } from '../follow-record.ts';
import { endNotebook } from './end-one.ts';
import { AT_ONCE, keepingBucket, readNotebook, type DoomedNotebook } from './read.ts';

/** A notebook that could not be ended, and why. */
export interface KeptNotebook {
  readonly doomed: DoomedNotebook;
  readonly error: LabError;
}

/**
 * Ends notebooks side by side. First all are stopped, so that nothing makes or writes anything more; then `sweep` deletes
 * what they made, which takes their roles; then they go. One that cannot go does not keep the others.
 */
export async function endNotebooks(
  context: ActionContext,
  doomed: readonly DoomedNotebook[],
  sweep: (stopped: readonly DoomedNotebook[]) => Promise<void>,
): Promise<KeptNotebook[]> {
  if (doomed.length === 0) return [];
  const notebooks = await context.cloud.datascience.notebooks(context.lab);
  const stopped = await each(doomed, (one) => atRest(context, notebooks, one));
  await sweep(stopped.done);
  const ended = await each(stopped.done, (one) => endNotebook(context, notebooks, one));
  return [...stopped.kept, ...ended.kept];
}

interface Ends<T> {
  readonly done: readonly T[];
  readonly kept: readonly KeptNotebook[];
}

async function each<T>(doomed: readonly DoomedNotebook[], work: (one: DoomedNotebook) => Promise<T>): Promise<Ends<T>> {
  const inTurn = slots(AT_ONCE);
  const done: T[] = [];
  const kept: KeptNotebook[] = [];
  const run = async (one: DoomedNotebook): Promise<void> => {
    try {
      done.push(await work(one));
    } catch (error) {
      kept.push({ doomed: one, error: itsOwn(error) });
    }
  };
  await Promise.all(doomed.map((one) => inTurn(() => run(one))));
  return { done, kept };
}

/** Without credentials no other notebook can be ended either. */
function itsOwn(error: unknown): LabError {
  if (!(error instanceof LabError)) throw error;
  if (error.exitCode === EXIT.credentials || error.exitCode === EXIT.interrupted) throw error;
  return error;
}

/** Stopped, after its operation in progress, whatever came of that. */
async function atRest(
  context: ActionContext,
  notebooks: AccountNotebooks,
  doomed: DoomedNotebook,
): Promise<DoomedNotebook> {
  const rested = await afterOperation(context, notebooks, doomed);
  const { notebook } = rested.parts;
  const status = notebook && (await notebooks.state(notebook))?.status;
  if (status && status !== 'Stopped') {
    const { name } = rested.launched;
    await reported(context, { operation: 'stop', name }, () =>
      bringTo(context, notebooks, { name, notebook }, 'Stopped'),
    );
  }
  return rested;
}

async function afterOperation(
  context: ActionContext,
  notebooks: AccountNotebooks,
  doomed: DoomedNotebook,
): Promise<DoomedNotebook> {
  const { name, status, recordId } = doomed.launched;
  if (status !== 'UNDER_CHANGE') return doomed;
  await followRecord(context, notebooks, { operation: 'attach', name }, () => Promise.resolve(recordId));
  const after = await readNotebook(context, notebooks, doomed.launched);
  return doomed.keepsBucket ? keepingBucket(after) : after;
}
