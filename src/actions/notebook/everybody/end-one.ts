import { EXIT, LabError } from '../../../errors.ts';
import type { AccountNotebooks } from '../../../ports/account-notebooks.ts';
import type { CatalogRecord, Launched } from '../../../ports/notebooks.ts';
import type { ActionContext } from '../../context.ts';
import { freshSession } from '../../sessions.ts';
import { recordFailure } from '../failure.ts';
import { endOfRecord, reported } from '../follow-record.ts';
import type { DoomedNotebook } from './read.ts';

/** A termination may fail for what a late writer put into the bucket. */
const TRIES = 2;

/**
 * Ends a notebook that is at rest, with its bucket and whatever its stack retains. Service Catalog does it with the
 * launch role; where that cannot, as it is gone or lacks a permission, the administrator's own rights do.
 */
export function endNotebook(
  context: ActionContext,
  notebooks: AccountNotebooks,
  doomed: DoomedNotebook,
): Promise<void> {
  const { launched } = doomed;
  return reported(context, { operation: 'terminate', name: launched.name }, async () => {
    const failed = await endByCatalog(context, notebooks, doomed);
    if (failed) await endWithoutCatalog(context, notebooks, doomed, failed);
    await deleteRemains(notebooks, doomed);
  });
}

/** The record of the termination that failed. It does at once where a bucket stays that is not empty. */
async function endByCatalog(
  context: ActionContext,
  notebooks: AccountNotebooks,
  { launched, parts: { bucket }, keepsBucket }: DoomedNotebook,
): Promise<CatalogRecord | undefined> {
  let failed: CatalogRecord | undefined;
  for (let tries = keepsBucket ? TRIES - 1 : 0; tries < TRIES; tries += 1) {
    if (bucket) await emptied(context, notebooks, bucket);
    failed = await failureOf(context, notebooks, launched, await notebooks.terminate(launched));
    if (!failed) break;
  }
  return failed;
}

async function deleteRemains(notebooks: AccountNotebooks, { launched, keepsBucket }: DoomedNotebook): Promise<void> {
  const remains = await notebooks.remains(launched);
  const going = remains.filter(({ resourceType }) => !keepsBucket || resourceType !== 'AWS::S3::Bucket');
  for (const resource of going) await notebooks.deleteResource(resource);
}

/** The record of a termination that failed; there is none of a product that was gone. */
async function failureOf(
  context: ActionContext,
  notebooks: AccountNotebooks,
  { name }: Launched,
  recordId: string | undefined,
): Promise<CatalogRecord | undefined> {
  if (recordId === undefined) return undefined;
  const record = await endOfRecord(context, notebooks, name, recordId);
  return record.state === 'failed' ? record : undefined;
}

async function emptied({ ui, lab }: ActionContext, notebooks: AccountNotebooks, bucket: string): Promise<void> {
  const versions = await notebooks.empty(bucket);
  const account = 'datascience';
  if (versions > 0) {
    ui.emit({ type: 'bucket-emptied', account, accountId: lab.accounts[account].id, bucket, versions });
  }
}

/**
 * Service Catalog gives the product up last: until then a run that is interrupted finds it again, which it would not
 * find by its stack alone.
 */
async function endWithoutCatalog(
  context: ActionContext,
  notebooks: AccountNotebooks,
  doomed: DoomedNotebook,
  failed: CatalogRecord,
): Promise<void> {
  const { launched } = doomed;
  const { message: why } = await recordFailure(notebooks, launched.name, launched, failed);
  const message = `${why}; its stack is deleted with the rights of the administrator`;
  if (!doomed.keepsBucket) context.ui.emit({ type: 'notice', level: 'warning', message });
  await freshSession(context, 'datascience');
  await deleteStack(notebooks, doomed);
  const refused = await failureOf(context, notebooks, launched, await notebooks.forget(launched));
  if (refused) throw await recordFailure(notebooks, launched.name, launched, refused);
}

/** What CloudFormation could not delete, deleted itself, is gone when the stack is deleted again. */
async function deleteStack(notebooks: AccountNotebooks, doomed: DoomedNotebook): Promise<void> {
  const { launched } = doomed;
  if ((await whyKept(notebooks, doomed)) === undefined) return;
  await deleteRemains(notebooks, doomed);
  const why = await whyKept(notebooks, doomed);
  if (why === undefined) return;
  throw new LabError({
    code: 'termination-failed',
    message: `the stack ${launched.stack} of ${launched.name} cannot be deleted: ${why}`,
    hint: { say: 'fix the cause and run the same command again: it goes on with what is left', command: 'again' },
  });
}

/** CloudFormation may refuse at once, as for a role of the stack that is gone. */
async function whyKept(
  notebooks: AccountNotebooks,
  { launched, keepsBucket }: DoomedNotebook,
): Promise<string | undefined> {
  try {
    return await notebooks.deleteStack(launched, { keepsBucket: keepsBucket === true });
  } catch (error) {
    if (error instanceof LabError && error.exitCode === EXIT.failed) return error.message;
    throw error;
  }
}
