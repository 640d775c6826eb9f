import type { DescribeStackEventsOutput, ListStacksOutput } from '@aws-sdk/client-cloudformation';
import type {
  DescribeProductOutput,
  DescribeRecordOutput,
  ProvisionProductOutput,
  SearchProductsOutput,
} from '@aws-sdk/client-service-catalog';
import { deploy } from '../../src/actions/deploy/index.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../src/lab/accounts.ts';
import { nameOf } from '../../src/lab/person.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { iamAuthorizer } from '../../src/sandbox/authorization/authorizer.ts';
import { holderByArn } from '../../src/sandbox/services/iam/holders.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal, type RehearsalOptions } from '../support/rehearsal.ts';
import { isOperator } from './operator-policies.ts';
import { inRole, operatorOf, type Person } from './people.ts';
import { recording, type Recorder } from './recorder.ts';

export interface Stage extends Rehearsal {
  readonly recorder: Recorder;
  readonly outputs: Readonly<Record<string, string>>;
  readonly launchRole: string;
  readonly scientist: Person;
}

/** A lab whose releases want an approval, and write to somebody about it. */
export const CAREFUL_LAB = { ...LAB, pipeline: { ...LAB.pipeline, approval: true, notifyEmail: 'team@example.com' } };

interface StageOptions extends RehearsalOptions {
  /** Policies of an account's operator, instead of AdministratorAccess. */
  readonly operatorPolicies?: (account: AccountRole) => readonly object[];
}

/** The lab as `init` leaves it, with IAM enforced, and a data scientist in it. */
export async function labWithScientist(): Promise<Stage> {
  const { state, blobs } = await deployedLab();
  return newLabWithScientist({ storage: memoryStorage(state, blobs) });
}

/**
 * The same, deployed with IAM enforced as far as that is left to do. An operator with policies of its own is not stopped where they do
 * not suffice, so that a run shows all that is missing; what is recorded tells it.
 */
export async function newLabWithScientist(options: StageOptions): Promise<Stage> {
  const { operatorPolicies: policies } = options;
  const recorder = recording(iamAuthorizer, (holder) => policies !== undefined && isOperator(holder));
  const rehearsal = await rehearse({ ...options, authorize: recorder.authorize });
  if (policies) for (const account of ACCOUNT_ROLES) limitOperator(rehearsal, account, policies(account));
  const { outputs } = await deploy(rehearsal.context, STACK_IDS, UNATTENDED);
  const { DataScientistRoleArn = '', LaunchRoleArn = '' } = outputs?.selfService ?? {};
  return {
    ...rehearsal,
    recorder,
    outputs: { ...outputs?.prerequisites, ...outputs?.catalog, ...outputs?.network, ...outputs?.selfService },
    launchRole: LaunchRoleArn,
    scientist: inRole(rehearsal.sandbox, DataScientistRoleArn, 'ada'),
  };
}

function limitOperator({ sandbox }: Rehearsal, account: AccountRole, policies: readonly object[]): void {
  const operator = holderByArn(sandbox.cloud.world, LAB.accounts[account].roleArn ?? '');
  operator?.attachedPolicies.splice(0);
  for (const [index, policy] of policies.entries()) {
    if (operator) operator.inlinePolicies[`operator-${String(index + 1)}`] = JSON.stringify(policy);
  }
}

/** Labs that go on from where this one stands, each for itself. */
export function continued({ sandbox: { cloud } }: Rehearsal, lab = LAB): () => Promise<Stage> {
  const saved = cloud.world.snapshot();
  return () => newLabWithScientist({ lab, storage: memoryStorage(saved, cloud.blobs) });
}

/** What a request to Service Catalog came to, and what it gave. */
interface Ended {
  readonly status: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
}

export function ended(stage: Stage, Id: string | undefined, { invoke } = stage.scientist): Ended {
  for (let look = 0; look < 200; look += 1) {
    const record = invoke<DescribeRecordOutput>('servicecatalog', 'DescribeRecord', { Id });
    const status = record.RecordDetail?.Status;
    const outputs = (record.RecordOutputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
    if (status === 'SUCCEEDED' || status === 'FAILED') {
      return { status, outputs: Object.fromEntries(outputs) as Record<string, string> };
    }
    pass(stage, 30);
  }
  throw new Error(`request ${Id} does not end`);
}

export function pass({ sandbox }: Stage, seconds: number): void {
  sandbox.cloud.advanceTo(sandbox.cloud.world.now + seconds * 1000);
}

/** What an update says of a parameter that has no default. */
export const SAME_OWNER = { Key: 'Owner', UsePreviousValue: true };

/** Launches the notebook product as one does in the console. */
export function launch(
  stage: Stage,
  name: string,
  owner = nameOf(stage.scientist.principal.arn),
): Ended & { readonly id: string | undefined } {
  const { invoke } = stage.scientist;
  const { ProductViewSummaries } = invoke<SearchProductsOutput>('servicecatalog', 'SearchProducts', {});
  const ProductId = ProductViewSummaries?.[0]?.ProductId;
  const product = invoke<DescribeProductOutput>('servicecatalog', 'DescribeProduct', { Id: ProductId });
  invoke('servicecatalog', 'ListLaunchPaths', { ProductId });
  const { RecordDetail } = invoke<ProvisionProductOutput>('servicecatalog', 'ProvisionProduct', {
    ProductId,
    ProvisioningArtifactId: product.ProvisioningArtifacts?.[0]?.Id,
    ProvisionedProductName: name,
    ProvisioningParameters: [{ Key: 'Owner', Value: owner }],
    Tags: [{ Key: 'cost-center', Value: 'research' }],
  });
  return { id: RecordDetail?.ProvisionedProductId, ...ended(stage, RecordDetail?.RecordId) };
}

/** Why stacks of launches failed, as their events say it. */
export function causes({ sandbox, scientist }: Stage): string[] {
  const { invoke } = operatorOf(sandbox, scientist.principal.account);
  const { StackSummaries = [] } = invoke<ListStacksOutput>('cloudformation', 'ListStacks', {});
  const launched = StackSummaries.filter(({ StackName }) => StackName?.startsWith('SC-'));
  return launched.flatMap(({ StackId: StackName }) => {
    const { StackEvents = [] } = invoke<DescribeStackEventsOutput>('cloudformation', 'DescribeStackEvents', {
      StackName,
    });
    const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
    const reasons = failed.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
    return reasons.filter((reason) => !reason.endsWith('cancelled'));
  });
}
