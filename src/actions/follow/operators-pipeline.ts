import { LabError } from '../../errors.ts';
import { pipelineName } from '../../lab/names.ts';
import { DEPLOY_PIPELINE } from '../../lab/remedies.ts';
import type { Pipeline } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { ownStack } from '../foreign.ts';

/**
 * The lab's pipeline as the operator of the Tools account reaches it; refuses one of its name that is not the lab's.
 */
export async function operatorsPipeline(context: ActionContext): Promise<Pipeline> {
  const { cloud, lab } = context;
  const name = pipelineName(lab);
  const stack = await ownStack(context, 'pipeline');
  const made = stack ? await cloud.tools.stacks.resourcesOfType(stack.id, 'AWS::CodePipeline::Pipeline') : [];
  if (made.includes(name)) return cloud.tools.pipeline(name);
  throw new LabError({
    code: 'no-pipeline',
    message: `the lab "${lab.name}" has no pipeline in account ${lab.accounts.tools.id}`,
    hint: DEPLOY_PIPELINE,
  });
}
