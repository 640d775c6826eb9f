import type { DescribeStackEventsOutput, ListStacksOutput } from '@aws-sdk/client-cloudformation';
import type {
  DescribeProductOutput,
  DescribeRecordOutput,
  ProvisionProductOutput,
  SearchProductsOutput,
} from '@aws-sdk/client-service-catalog';
import { deploy } from '../../src/actions/deploy/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Bundle } from '../../src/ports/assets.ts';
import { iamEnforcement } from '../../src/sandbox/authorization/enforce.ts';
import { rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { inRole, noting, operatorOf, type Person } from './people.ts';

export interface Stage extends Rehearsal {
  readonly used: (roleArn: string) => Set<string>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly launchRole: string;
  readonly scientist: Person;
}

/** A lab with IAM enforced, and a data scientist in it. */
export async function labWithScientist(bundle?: Bundle): Promise<Stage> {
  const { authorize, used } = noting(await iamEnforcement());
  const rehearsal = await rehearse({ enforceIam: authorize, ...(bundle && { bundle }) });
  const { outputs } = await deploy(rehearsal.context, STACK_IDS, UNATTENDED);
  const { DataScientistRoleArn = '', LaunchRoleArn = '' } = outputs?.selfService ?? {};
  return {
    ...rehearsal,
    used,
    outputs: { ...outputs?.prerequisites, ...outputs?.catalog, ...outputs?.selfService },
    launchRole: LaunchRoleArn,
    scientist: inRole(rehearsal.sandbox, DataScientistRoleArn, 'ada'),
  };
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

/** Launches the notebook product as one does in the console. */
export function launch(stage: Stage, name: string): Ended & { readonly id: string | undefined } {
  const { invoke } = stage.scientist;
  const { ProductViewSummaries } = invoke<SearchProductsOutput>('servicecatalog', 'SearchProducts', {});
  const ProductId = ProductViewSummaries?.[0]?.ProductId;
  const product = invoke<DescribeProductOutput>('servicecatalog', 'DescribeProduct', { Id: ProductId });
  invoke('servicecatalog', 'ListLaunchPaths', { ProductId });
  const { RecordDetail } = invoke<ProvisionProductOutput>('servicecatalog', 'ProvisionProduct', {
    ProductId,
    ProvisioningArtifactId: product.ProvisioningArtifacts?.[0]?.Id,
    ProvisionedProductName: name,
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
