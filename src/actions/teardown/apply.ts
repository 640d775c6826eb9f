import { dependentsOf, inOrder } from '../../lab/order.ts';
import { verdictOf } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { OperationMode } from '../../ports/stacks.ts';
import type { ActionContext } from '../context.ts';
import { runOperation, stackFailure, type OperationEnd } from '../stack-run.ts';
import type { DoomedStack } from './read.ts';

/** A delete that fails is tried once more, after emptying again what a late writer may have filled. */
const ATTEMPTS = 2;

/** Deletes the stacks, those that others need last, and side by side what does not depend on each other. */
export async function applyTeardown(
  context: ActionContext,
  doomed: readonly DoomedStack[],
  mode: OperationMode,
): Promise<void> {
  const byId = new Map(doomed.map((each) => [each.id, each]));
  const remove = async (id: StackId): Promise<void> => {
    const stack = byId.get(id);
    if (stack) await removeStack(context, stack, mode);
  };
  await inOrder([...byId.keys()], dependentsOf, remove);
}

async function removeStack(context: ActionContext, doomed: DoomedStack, mode: OperationMode): Promise<void> {
  const { id, stack } = doomed;
  const { stacks } = context.cloud[STACKS[id].account];
  if (verdictOf(stack.status) === 'busy' && stack.status !== 'REVIEW_IN_PROGRESS') {
    await runOperation(context, id, 'attach', () => Promise.resolve({ stackId: stack.id }));
  }
  let end: OperationEnd | undefined;
  for (let attempt = 0; attempt < ATTEMPTS && !end?.succeeded; attempt += 1) {
    await emptyBuckets(context, doomed);
    end = await runOperation(context, id, 'delete', () => stacks.delete(stack.id, mode));
  }
  if (end && !end.succeeded) throw await stackFailure(context, id, end);
}

async function emptyBuckets({ cloud, ui }: ActionContext, { id, stack }: DoomedStack): Promise<void> {
  const { account } = STACKS[id];
  const buckets = await cloud[account].stacks.resourcesOfType(stack.id, 'AWS::S3::Bucket');
  await Promise.all(
    buckets.map(async (bucket) => {
      const versions = await cloud[account].objects.empty(bucket);
      if (versions > 0) ui.emit({ type: 'bucket-emptied', account, bucket, versions });
    }),
  );
}
