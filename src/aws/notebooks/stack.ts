import {
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type CloudFormationClient,
  type Stack,
  type StackResource,
} from '@aws-sdk/client-cloudformation';
import type { Launched, Parts } from '../../ports/notebooks.ts';
import type { StackFailure } from '../../ports/stacks.ts';
import { isAbsent } from '../errors.ts';
import { firstCause, readOperation } from '../stack-events.ts';

/** What exists of a launch: read from resources rather than outputs, which a failed stack does not have. */
export async function partsOf(client: CloudFormationClient, { stack }: Launched): Promise<Parts> {
  const found = await findStack(client, stack);
  if (!found) return { parameters: {}, outputs: {} };
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: found.StackId }));
  const notebook = standing(StackResources, 'AWS::SageMaker::NotebookInstance')?.split('/').at(-1);
  const bucket = standing(StackResources, 'AWS::S3::Bucket');
  return {
    ...(notebook && { notebook }),
    ...(bucket && { bucket }),
    parameters: Object.fromEntries(
      (found.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
    ),
    outputs: Object.fromEntries(
      (found.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
}

/** The first real cause in the latest operation. */
export async function failureOf(client: CloudFormationClient, { stack }: Launched): Promise<StackFailure | undefined> {
  const id = (await findStack(client, stack))?.StackId;
  return id ? firstCause(await readOperation(client, id), id) : undefined;
}

async function findStack(client: CloudFormationClient, StackName: string): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function standing(resources: readonly StackResource[], type: string): string | undefined {
  return resources.find(
    ({ ResourceType, ResourceStatus = '', PhysicalResourceId }) =>
      ResourceType === type && isThere(type, ResourceStatus) && PhysicalResourceId !== '',
  )?.PhysicalResourceId;
}

/** A bucket that could not be created may be listed under somebody else's bucket name; a notebook still shows. */
function isThere(type: string, status: string): boolean {
  return status !== 'DELETE_COMPLETE' && !(type === 'AWS::S3::Bucket' && status === 'CREATE_FAILED');
}
