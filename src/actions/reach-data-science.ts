import { LabError } from '../errors.ts';
import type { ActionContext } from './context.ts';
import { ownStack } from './foreign.ts';
import { verifyAccounts } from './verify-accounts.ts';

/**
 * For actions done as a data scientist: makes sure that the account is the right one and its lab this one. Callers who
 * may not read stacks continue, since the role of another lab's data scientists does not reach this lab's buckets and
 * pipeline.
 */
export async function reachDataScience(context: ActionContext): Promise<void> {
  await verifyAccounts(context, ['datascience']);
  try {
    await ownStack(context, 'selfService');
  } catch (error) {
    if (!(error instanceof LabError && error.code === 'access-denied')) throw error;
  }
}
