import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { concludeRelease } from './conclude.ts';
import { executionToWatch } from './find.ts';
import { followExecution } from './follow.ts';
import { look, PAUSE } from './look.ts';
import { operatorsPipeline } from './operators-pipeline.ts';

/** Attaches to an execution as the operator of the Tools account, and follows it to its end. */
export async function watchPipeline(context: ActionContext, executionId: string | undefined): Promise<Outcome> {
  await verifyAccounts(context, ['tools']);
  const pipeline = await operatorsPipeline(context);
  const stages = await look(context.clock, () => pipeline.stages());
  await context.clock.sleep(PAUSE);
  const execution = await executionToWatch(context, pipeline, executionId);
  return concludeRelease(context, pipeline, await followExecution(context, pipeline, execution, stages));
}
