import type { DescribeStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import type {
  DescribeProductOutput,
  ListLaunchPathsOutput,
  SearchProductsOutput,
  SearchProvisionedProductsOutput,
} from '@aws-sdk/client-service-catalog';
import { dataScientistRole } from '../../src/lab/names.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { inRole } from '../permissions/people.ts';
import { continued, deployedLab, saved, type SavedWorld } from './lab-in-place.ts';
import { offerElsewhere, OTHER_PORTFOLIO, spokeOperator, withdrawElsewhere, withdrawProduct } from './portfolios.ts';
import { LAB, type Rehearsal } from './rehearsal.ts';

/** How many people there are, and of how many each of this holds. */
interface ClassSize {
  readonly people: number;
  /** Who have two notebooks. */
  readonly twice: number;
  /** Whose terminations failed. */
  readonly tainted: number;
  /** Who launched from another portfolio, with another role. */
  readonly elsewhere: number;
}

/** 30 notebooks of 28 people. */
export const WHOLE_CLASS: ClassSize = { people: 28, twice: 2, tainted: 5, elsewhere: 2 };

/** Five notebooks of four people: ann, who has two, bob, cid, whose notebook is tainted, and dee, whose launch role is gone. */
export const SMALL_CLASS: ClassSize = { people: 4, twice: 1, tainted: 1, elsewhere: 1 };

/** What each bucket holds, in bytes. */
export const HELD = 1000;

const ENOUGH_INSTANCES: Fault = { kind: 'quota', quota: 'sagemaker:*-instances:*', value: 40 };

const classes = new Map<ClassSize, Promise<SavedWorld>>();

/**
 * A class at the end of its course, launched once in this process. Of what was launched elsewhere the portfolio and the launch
 * role are gone; the lab's product is in no portfolio any more.
 */
export function classInPlace(size: ClassSize): Promise<SavedWorld> {
  const found = classes.get(size) ?? newClass(size);
  classes.set(size, found);
  return found;
}

async function newClass({ people, twice, tainted, elsewhere }: ClassSize): Promise<SavedWorld> {
  const rehearsal = await continued(await deployedLab(), { faults: [ENOUGH_INSTANCES] });
  const everybody = namesOf(people);
  const others = everybody.slice(people - elsewhere);
  await offerElsewhere(rehearsal);
  for (const person of everybody) launch(rehearsal, person, others.includes(person));
  for (const person of everybody.slice(0, twice)) launch(rehearsal, person, false, `${person}-again`);
  await rehearsal.context.clock.sleep(1_200_000);
  for (const person of everybody) fillBuckets(rehearsal, person);
  for (const person of everybody.slice(-elsewhere - tainted, -elsewhere)) failToTerminate(rehearsal, person);
  await rehearsal.context.clock.sleep(1_200_000);
  withdrawElsewhere(rehearsal);
  withdrawProduct(rehearsal);
  return saved(rehearsal);
}

/** ann, bob, cid, dee, and as many more as it takes. */
function namesOf(people: number): string[] {
  return Array.from({ length: people }, (_, at) => ['ann', 'bob', 'cid', 'dee'][at] ?? `person-${String(at + 1)}`);
}

/** As one does it in the console. */
function launch({ sandbox }: Rehearsal, owner: string, elsewhere: boolean, name = owner): void {
  const { invoke } = inRole(sandbox, dataScientistRole(LAB), owner);
  const { ProductViewSummaries = [] } = invoke<SearchProductsOutput>('servicecatalog', 'SearchProducts', {});
  const ProductId = ProductViewSummaries[0]?.ProductId;
  const product = invoke<DescribeProductOutput>('servicecatalog', 'DescribeProduct', { Id: ProductId });
  const paths = invoke<ListLaunchPathsOutput>('servicecatalog', 'ListLaunchPaths', { ProductId });
  const path = paths.LaunchPathSummaries?.find(({ Name }) => (Name === OTHER_PORTFOLIO) === elsewhere);
  invoke('servicecatalog', 'ProvisionProduct', {
    ProductId,
    ProvisioningArtifactId: product.ProvisioningArtifacts?.[0]?.Id,
    PathId: path?.Id,
    ProvisionedProductName: name,
    ProvisioningParameters: [{ Key: 'Owner', Value: owner }],
    Tags: [{ Key: 'cost-center', Value: 'research' }],
  });
}

function launchesOf({ sandbox }: Rehearsal, owner: string) {
  const { invoke } = inRole(sandbox, dataScientistRole(LAB), owner);
  const own = { AccessLevelFilter: { Key: 'User', Value: 'self' } };
  return (
    invoke<SearchProvisionedProductsOutput>('servicecatalog', 'SearchProvisionedProducts', own).ProvisionedProducts ??
    []
  );
}

function fillBuckets(rehearsal: Rehearsal, owner: string): void {
  const { invoke } = spokeOperator(rehearsal);
  for (const { PhysicalId } of launchesOf(rehearsal, owner)) {
    const { StackResources = [] } = invoke<DescribeStackResourcesOutput>('cloudformation', 'DescribeStackResources', {
      StackName: PhysicalId,
    });
    const bucket = StackResources.find(({ ResourceType }) => ResourceType === 'AWS::S3::Bucket')?.PhysicalResourceId;
    invoke('s3', 'PutObject', { Bucket: bucket, Key: 'work/table.csv', Body: new Uint8Array(HELD) });
  }
}

/** Its bucket is not empty. */
function failToTerminate(rehearsal: Rehearsal, owner: string): void {
  const { invoke } = inRole(rehearsal.sandbox, dataScientistRole(LAB), owner);
  for (const { Id } of launchesOf(rehearsal, owner)) {
    invoke('servicecatalog', 'TerminateProvisionedProduct', { ProvisionedProductId: Id });
  }
}
