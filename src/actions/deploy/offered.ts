import { usageError } from '../../errors.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import { SERVERLESS_REGIONS } from '../../lab/pipeline.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';

/** Refuses settings that the region does not support and that would fail a release, before anything is written. */
export async function requireOffered(context: ActionContext, ids: readonly StackId[]): Promise<void> {
  if (ids.includes('pipeline')) requireServerless(context);
  const { trainingInstanceType, endpointInstanceType } = context.lab.pipeline;
  await Promise.all([
    ids.includes('selfService') && requireServices(context),
    ids.includes('pipeline') &&
      requireType(context, STACKS.pipeline.account, 'trainingInstanceType', trainingInstanceType),
    ids.includes('pipeline') &&
      endpointInstanceType &&
      requireType(context, STACKS.staging.account, 'endpointInstanceType', endpointInstanceType),
  ]);
}

/** Services that not every region has, and no other choice of settings replaces. */
const NEEDED = { servicecatalog: 'Service Catalog', codepipeline: 'CodePipeline' } as const;

async function requireServices({ cloud, lab }: ActionContext): Promise<void> {
  const lacked = await cloud.datascience.places.lackedServices(Object.keys(NEEDED));
  if (lacked.length === 0) return;
  const names = lacked.map((service) => NEEDED[service as keyof typeof NEEDED]).join(' and ');
  throw usageError(
    'no-service',
    `${lab.region} does not have ${names}`,
    'choose another region, such as us-east-1 or eu-west-1',
  );
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
