import { EXIT, LabError } from '../../errors.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import { dependentsOf, inOrder } from '../../lab/order.ts';
import { verdictOf, type Verdict } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { OperationMode } from '../../ports/stacks.ts';
import type { ActionContext } from '../context.ts';
import { describeOrphan } from '../orphans.ts';
import { modeOf, OthersShares } from '../shares.ts';
import { attach, PAUSE, ROUNDS, runOperation, stackFailure, unsteady, type OperationEnd } from '../stack-run.ts';
import type { KeptNotebook } from '../notebook/everybody/end-all.ts';
import { Failures } from './failures.ts';
import { endForTeardown, refuseWhereKept } from './notebooks.ts';
import type { Doomed, DoomedStack } from './read.ts';
import { haltPipeline, NEEDED_BY_RELEASES, settled, sweepReleases } from './releases.ts';

/** A failed deletion is retried once, after emptying again what a late writer may have filled. */
const TRIES = 2;

/** Endpoints keep their subnets for minutes while they are deleted; express mode would fail instead of waiting. */
const NEVER_EXPRESS: readonly StackId[] = ['network'];

/**
 * Stops the pipeline and deletes what it created while the stacks that this needs still exist: an endpoint cannot be
 * deleted once its role is gone. Then deletes the stacks, in parallel where independent, and those that others need
 * last; a stack that only names a resource of another does not keep it. What fails keeps what it needs, and nothing else.
 */
export async function applyTeardown(
  context: ActionContext,
  { stacks, notebooks, accounts }: Doomed,
  mode: OperationMode,
): Promise<Failures> {
  const failures = new Failures();
  const byId = new Map(stacks.map((each) => [each.id, each]));
  const pipeline = byId.get('pipeline');
  if (pipeline) await failures.keeping(['pipeline'], () => haltPipeline(context, pipeline.stack.id));
  let kept: readonly KeptNotebook[] = [];
  const first: Readonly<Partial<Record<AccountRole, () => Promise<void>>>> = {
    datascience: async () => void (kept = await endForTeardown(context, notebooks)),
  };
  await sweepAll(context, accounts, failures, first);
  const remove = async (id: StackId): Promise<void> => {
    refuseWhereKept(id, kept);
    const stack = byId.get(id);
    const account = pipeline && SWEPT_AGAIN[id];
    if (account) await sweepReleases(context, account);
    if (stack) await removeStack(context, stack, NEVER_EXPRESS.includes(id) ? { express: false } : mode);
  };
  const deleting = (id: StackId) => failures.deleting(id, () => remove(id));
  await inOrder([...byId.keys()], dependentsFirst, deleting).catch(() => undefined);
  failures.throwIfFatal();
  return failures;
}

const dependentsFirst = (id: StackId) => ({ whole: dependentsOf(id), named: [] });

/** All accounts in parallel, each after what comes `first` there. A failure in one does not stop the others. */
async function sweepAll(
  context: ActionContext,
  accounts: readonly AccountRole[],
  failures: Failures,
  first: Readonly<Partial<Record<AccountRole, () => Promise<void>>>>,
): Promise<void> {
  await settled(
    accounts.map((account) =>
      failures.keeping(NEEDED_BY_RELEASES[account], async () => {
        await first[account]?.();
        await sweepReleases(context, account);
      }),
    ),
  );
}

/**
 * A function that was running when the pipeline stopped may have continued. So the functions are deleted before these
 * stacks, and whatever they created since the first sweep is deleted then.
 */
const SWEPT_AGAIN: Readonly<Partial<Record<StackId, AccountRole>>> = { staging: 'staging', prerequisites: 'tools' };

async function removeStack(context: ActionContext, doomed: DoomedStack, mode: OperationMode): Promise<void> {
  const shares = new OthersShares(context);
  for (let failures = 0; ;) {
    const end = await deleteOnce(context, doomed, modeOf(context, doomed.id, mode));
    if (!end || end.succeeded) return;
    const failure = await stackFailure(context, doomed.id, end);
    if (await shares.outlasted(failure)) continue;
    failures += 1;
    if (failures === TRIES) throw failure;
  }
}

/** Returns the outcome of our deletion; undefined if the stack was already gone. */
async function deleteOnce(
  context: ActionContext,
  doomed: DoomedStack,
  mode: OperationMode,
): Promise<OperationEnd | undefined> {
  const { id, stack } = doomed;
  const { stacks } = context.cloud[STACKS[id].account];
  for (let round = 0; round < ROUNDS; round += 1) {
    const verdict = await verdictAtRest(context, doomed);
    if (verdict === 'gone') return undefined;
    if (verdict === 'stuck') await recover(context, doomed);
    await removeOrphans(context, doomed);
    await emptyBuckets(context, doomed);
    const end = await runOperation(context, id, 'delete', () => stacks.delete(stack.id, mode));
    if (end !== 'overtaken') return end;
    await context.clock.sleep(PAUSE);
  }
  throw unsteady(stack.name);
}

/**
 * The stack may have changed since the plan was made; its operation in progress has to end before it can be deleted.
 */
async function verdictAtRest(context: ActionContext, { id, stack }: DoomedStack): Promise<Verdict> {
  const { stacks } = context.cloud[STACKS[id].account];
  const standing = await stacks.find(stack.id);
  const verdict = standing ? verdictOf(standing.status) : 'gone';
  if (verdict !== 'busy') return verdict;
  await attach(context, id, stack.id);
  const rested = await stacks.find(stack.id);
  return rested ? verdictOf(rested.status) : 'gone';
}

/**
 * After a rollback the stack tracks again what a failed update created or replaced, and deletes it, too. A stack that
 * cannot be rolled back can still be deleted as it is.
 */
async function recover(context: ActionContext, { id, stack }: DoomedStack): Promise<void> {
  const { stacks } = context.cloud[STACKS[id].account];
  const standing = await stacks.find(stack.id);
  if (!standing) return;
  try {
    await runOperation(context, id, 'recover', () => stacks.rollBack(standing));
  } catch (error) {
    if (!(error instanceof LabError) || error.exitCode === EXIT.credentials) throw error;
    const message = `stack ${stack.name} cannot be rolled back and is deleted as it is: ${error.message}`;
    context.ui.emit({ type: 'notice', level: 'warning', message });
  }
}

/** They use what the stack consists of, such as its network. */
async function removeOrphans({ cloud, lab, ui }: ActionContext, { id, stack }: DoomedStack): Promise<void> {
  const { account } = STACKS[id];
  const orphans = await cloud[account].orphans();
  for (const orphan of await orphans.of(stack)) {
    if (!(await orphans.delete(orphan))) continue;
    ui.emit({
      type: 'deleted',
      account,
      accountId: lab.accounts[account].id,
      kind: 'orphan',
      ...describeOrphan(orphan),
    });
  }
}

async function emptyBuckets({ cloud, lab, ui }: ActionContext, { id, stack }: DoomedStack): Promise<void> {
  const { account } = STACKS[id];
  const buckets = await cloud[account].stacks.resourcesOfType(stack.id, 'AWS::S3::Bucket');
  await Promise.all(
    buckets.map(async (bucket) => {
      const versions = await cloud[account].objects.empty(bucket);
      if (versions > 0)
        ui.emit({ type: 'bucket-emptied', account, accountId: lab.accounts[account].id, bucket, versions });
    }),
  );
}
