import { usageError } from '../../errors.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import { SERVERLESS_REGIONS } from '../../lab/pipeline.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';

/** Refuses settings that the region does not support and that would fail a release, before anything is written. */
export async function requireOffered(context: ActionContext, ids: readonly StackId[]): Promise<void> {
  if (!ids.includes('pipeline')) return;
  requireServerless(context);
  const { trainingInstanceType, endpointInstanceType } = context.lab.pipeline;
  await requireType(context, STACKS.pipeline.account, 'trainingInstanceType', trainingInstanceType);
  if (endpointInstanceType)
    await requireType(context, STACKS.staging.account, 'endpointInstanceType', endpointInstanceType);
}

function requireServerless({ lab: { region, pipeline } }: ActionContext): void {
  if (pipeline.endpointInstanceType !== undefined || SERVERLESS_REGIONS.includes(region)) return;
  throw usageError(
    'no-serverless',
    `SageMaker has no serverless endpoints in ${region}`,
    'set pipeline.endpointInstanceType (--endpoint-instance-type ml.m5.large), which is billed by the hour, or choose ' +
      'another region',
  );
}

async function requireType(
  { cloud, lab }: ActionContext,
  account: AccountRole,
  setting: 'trainingInstanceType' | 'endpointInstanceType',
  type: string,
): Promise<void> {
  const lacked = await cloud[account].places.lackedTypes([type]);
  if (lacked.length === 0) return;
  throw usageError(
    'no-instance-type',
    `pipeline.${setting}: ${lab.region} has no instances of the type ${type}`,
    'choose another type, such as ml.m5.large',
  );
}
