import {
  paginateListStackResources,
  type CloudFormationClient,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';
import {
  DeleteNotebookInstanceCommand,
  DeleteNotebookInstanceLifecycleConfigCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { ObservedStack } from '../../lab/stack-status.ts';
import { own } from '../../own.ts';
import type { LaunchedResource } from '../../ports/account-notebooks.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Launched } from '../../ports/notebooks.ts';
import type { Stacks } from '../../ports/stacks.ts';
import { errorName, isAbsent } from '../errors.ts';
import { deleteBucket } from '../orphans/buckets.ts';
import { untilGone } from '../releases/gone.ts';
import { notebookState } from './instance.ts';

interface Makers {
  readonly clock: Clock;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly sagemaker: SageMakerClient;
}

type Delete = (makers: Makers, id: string) => Promise<boolean>;

/** What a launch makes that outlives its stack, in the order in which it can be deleted. The rest goes with these. */
const DELETERS: Readonly<Record<string, Delete>> = {
  'AWS::SageMaker::NotebookInstance': deleteNotebook,
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': deleteLifecycle,
  'AWS::S3::Bucket': ({ s3, clock }, bucket) => deleteBucket(s3, clock, bucket),
  'AWS::IAM::Role': ({ iam }, role) => deleteRole(iam, role),
};

const ORDER = Object.keys(DELETERS);

/** By its id, CloudFormation shows a deleted stack for 90 days, with what it retained. */
export async function remainsOf(client: CloudFormationClient, { stack }: Launched): Promise<LaunchedResource[]> {
  const found: StackResourceSummary[] = [];
  try {
    for await (const page of paginateListStackResources({ client }, { StackName: stack })) {
      found.push(...(page.StackResourceSummaries ?? []));
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return found
    .filter(({ PhysicalResourceId, ResourceStatus }) => PhysicalResourceId && isLeft(ResourceStatus))
    .map(({ ResourceType = '', PhysicalResourceId = '' }) => ({ resourceType: ResourceType, id: PhysicalResourceId }))
    .filter(({ resourceType }) => ORDER.includes(resourceType))
    .sort((one, other) => ORDER.indexOf(one.resourceType) - ORDER.indexOf(other.resourceType));
}

/** What could not be created may have the name of somebody else's. */
function isLeft(status: string | undefined): boolean {
  return status !== 'DELETE_COMPLETE' && status !== 'CREATE_FAILED';
}

/** A stack without a service role is deleted with the rights of whoever asks for it (API reference, DeleteStack). */
export async function deleteLaunchStack(
  stacks: Stacks,
  { stack }: Launched,
  { keepsBucket }: { readonly keepsBucket: boolean },
): Promise<string | undefined> {
  const standing = await stacks.find(stack);
  if (!standing || standing.status === 'DELETE_COMPLETE') return undefined;
  const retain = keepsBucket ? await undeletedBuckets(stacks, standing) : [];
  const operation = await stacks.delete(standing.id, { express: false, retain });
  const followed = operation === 'overtaken' ? { stackId: standing.id } : operation;
  const { ended, stack: after } = await stacks.follow(followed, () => undefined);
  const status = ended ?? after?.status;
  if (status === undefined || status === 'DELETE_COMPLETE') return undefined;
  const failure = await stacks.failure(followed);
  return failure
    ? `${failure.logicalId}, ${failure.resourceType}: ${failure.reason}`
    : (after?.statusReason ?? `stack ${standing.name} is ${status}`);
}

/** A deletion may leave a resource only once it failed to delete it (API reference, DeleteStack). */
async function undeletedBuckets(stacks: Stacks, { id, status }: ObservedStack): Promise<string[]> {
  if (status !== 'DELETE_FAILED') return [];
  const standing = await stacks.resources(id);
  return standing.filter(({ resourceType }) => resourceType === 'AWS::S3::Bucket').map(({ logicalId }) => logicalId);
}

export async function deleteResource(makers: Makers, { resourceType, id }: LaunchedResource): Promise<boolean> {
  return (await own(DELETERS, resourceType)?.(makers, id)) ?? false;
}

/** It has to be stopped before. */
async function deleteNotebook({ sagemaker, clock }: Makers, id: string): Promise<boolean> {
  const NotebookInstanceName = id.split('/').at(-1) ?? id;
  if ((await notebookState(sagemaker, NotebookInstanceName)) === undefined) return false;
  await untilGone(clock, `notebook ${NotebookInstanceName}`, async () => {
    const status = (await notebookState(sagemaker, NotebookInstanceName))?.status;
    if (status === 'Stopped' || status === 'Failed') {
      await sagemaker.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName }));
    }
    return status;
  });
  return true;
}

async function deleteLifecycle({ sagemaker }: Makers, id: string): Promise<boolean> {
  const name = id.split('/').at(-1) ?? id;
  try {
    const input = { NotebookInstanceLifecycleConfigName: name };
    await sagemaker.send(new DeleteNotebookInstanceLifecycleConfigCommand(input));
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('RecordNotFound')) return false;
    throw error;
  }
}

/** Policies that somebody added outside of the stack hold it, too. */
async function deleteRole(client: IAMClient, RoleName: string): Promise<boolean> {
  try {
    for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
      for (const PolicyName of PolicyNames) await client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    }
    for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName })) {
      for (const { PolicyArn } of AttachedPolicies) {
        await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
      }
    }
    await client.send(new DeleteRoleCommand({ RoleName }));
    return true;
  } catch (error) {
    if (/^NoSuchEntity(Exception)?$/.test(errorName(error))) return false;
    throw error;
  }
}
