import type { CreateStackOutput, DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import type {
  CreateConstraintOutput,
  CreatePortfolioOutput,
  CreateProductOutput,
  ListConstraintsForPortfolioOutput,
  ListPortfoliosOutput,
  ProvisionProductOutput,
} from '@aws-sdk/client-service-catalog';
import type { ListRolePoliciesResponse } from '@aws-sdk/client-iam';
import { dataScientistRole, launchRole } from '../../src/lab/names.ts';
import { PRODUCT_NAME } from '../../src/lab/notebook.ts';
import { principalArn } from '../../src/sandbox/kernel/principal.ts';
import { operatorOf, type Person } from '../permissions/people.ts';
import { LAB, type Rehearsal } from './rehearsal.ts';

const SPOKE = LAB.accounts.datascience.id;
const OTHER_ROLE = 'another-launch-role';

export const OTHER_PORTFOLIO = 'Another portfolio';

export function spokeOperator({ sandbox }: Rehearsal): Person {
  return operatorOf(sandbox, SPOKE);
}

/** Offers the lab's product in a portfolio beside the lab's, with another launch role. */
export async function offerElsewhere(rehearsal: Rehearsal): Promise<void> {
  const { invoke } = spokeOperator(rehearsal);
  makeRole(rehearsal);
  const made = { DisplayName: OTHER_PORTFOLIO, ProviderName: 'somebody', IdempotencyToken: 'other' };
  const { PortfolioDetail } = invoke<CreatePortfolioOutput>('servicecatalog', 'CreatePortfolio', made);
  const { ProductId, SourcePortfolioId } = labCatalog(rehearsal);
  const inIt = { PortfolioId: PortfolioDetail?.Id, ProductId };
  invoke('servicecatalog', 'AssociateProductWithPortfolio', { ...inIt, SourcePortfolioId });
  // Constraints begin to see it after a while.
  await rehearsal.context.clock.sleep(60_000);
  invoke<CreateConstraintOutput>('servicecatalog', 'CreateConstraint', {
    ...inIt,
    Type: 'LAUNCH',
    Parameters: JSON.stringify({ RoleArn: `arn:aws:iam::${SPOKE}:role/${OTHER_ROLE}` }),
    IdempotencyToken: 'other',
  });
  const access = { PortfolioId: inIt.PortfolioId, PrincipalARN: dataScientistRole(LAB), PrincipalType: 'IAM' };
  invoke('servicecatalog', 'AssociatePrincipalWithPortfolio', access);
}

/** Takes that portfolio away, and its launch role. */
export function withdrawElsewhere(rehearsal: Rehearsal): void {
  const { invoke } = spokeOperator(rehearsal);
  const { PortfolioDetails = [] } = invoke<ListPortfoliosOutput>('servicecatalog', 'ListPortfolios', {});
  const portfolioId = PortfolioDetails.find(({ DisplayName }) => DisplayName === OTHER_PORTFOLIO)?.Id;
  const access = { PortfolioId: portfolioId, PrincipalARN: dataScientistRole(LAB) };
  invoke('servicecatalog', 'DisassociatePrincipalFromPortfolio', access);
  withdrawProduct(rehearsal, portfolioId);
  invoke('servicecatalog', 'DeletePortfolio', { Id: portfolioId });
  invoke('iam', 'DeleteRolePolicy', { RoleName: OTHER_ROLE, PolicyName: 'all' });
  invoke('iam', 'DeleteRole', { RoleName: OTHER_ROLE });
}

/** Takes the lab's product out of a portfolio, by default the lab's: nobody can launch from there any more. */
export function withdrawProduct(rehearsal: Rehearsal, portfolioId = labCatalog(rehearsal).LocalPortfolioId): void {
  const { invoke } = spokeOperator(rehearsal);
  const inIt = { PortfolioId: portfolioId, ProductId: labCatalog(rehearsal).ProductId };
  const constraints = invoke<ListConstraintsForPortfolioOutput>('servicecatalog', 'ListConstraintsForPortfolio', inIt);
  for (const { ConstraintId: Id } of constraints.ConstraintDetails ?? []) {
    invoke('servicecatalog', 'DeleteConstraint', { Id });
  }
  invoke('servicecatalog', 'DisassociateProductFromPortfolio', inIt);
}

/**
 * Launches a product of somebody else's in the account, in the very words of the lab's. Returns the name of its
 * stack, which is what exists of it.
 */
export async function launchTheirs(rehearsal: Rehearsal): Promise<string> {
  const { invoke, principal } = spokeOperator(rehearsal);
  const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  const { StackId } = invoke<CreateStackOutput>('cloudformation', 'CreateStack', { StackName: 'theirs', TemplateBody });
  await rehearsal.context.clock.sleep(120_000);
  const { ProductViewDetail, ProvisioningArtifactDetail } = invoke<CreateProductOutput>(
    'servicecatalog',
    'CreateProduct',
    {
      Name: PRODUCT_NAME,
      Owner: 'Central IT',
      ProductType: 'CLOUD_FORMATION_TEMPLATE',
      ProvisioningArtifactParameters: { Name: 'v1', Info: { ImportFromPhysicalId: StackId } },
      IdempotencyToken: 'theirs',
    },
  );
  const made = {
    DisplayName: 'Data Scientists - Local Portfolio',
    ProviderName: 'Central IT',
    IdempotencyToken: 'theirs',
  };
  const { PortfolioDetail } = invoke<CreatePortfolioOutput>('servicecatalog', 'CreatePortfolio', made);
  const PortfolioId = PortfolioDetail?.Id;
  const ProductId = ProductViewDetail?.ProductViewSummary?.ProductId;
  invoke('servicecatalog', 'AssociateProductWithPortfolio', { PortfolioId, ProductId });
  const access = { PortfolioId, PrincipalARN: principalArn(principal), PrincipalType: 'IAM' };
  invoke('servicecatalog', 'AssociatePrincipalWithPortfolio', access);
  await rehearsal.context.clock.sleep(120_000);
  const { RecordDetail } = invoke<ProvisionProductOutput>('servicecatalog', 'ProvisionProduct', {
    ProductId,
    ProvisioningArtifactId: ProvisioningArtifactDetail?.Id,
    ProvisionedProductName: 'mlops-lab--nb-0badcafe',
  });
  await rehearsal.context.clock.sleep(120_000);
  return `SC-${SPOKE}-${RecordDetail?.ProvisionedProductId ?? ''}`;
}

/** As somebody does by hand who thinks that nobody needs it any more. */
export function deleteLaunchRole(rehearsal: Rehearsal): void {
  const { invoke } = spokeOperator(rehearsal);
  const role = { RoleName: launchRole(LAB).split('/')[1] };
  const { PolicyNames = [] } = invoke<ListRolePoliciesResponse>('iam', 'ListRolePolicies', role);
  for (const PolicyName of PolicyNames) invoke('iam', 'DeleteRolePolicy', { ...role, PolicyName });
  invoke('iam', 'DeleteRole', role);
}

function makeRole(rehearsal: Rehearsal): void {
  const { invoke } = spokeOperator(rehearsal);
  const document = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const trust = document({ Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' });
  invoke('iam', 'CreateRole', { RoleName: OTHER_ROLE, AssumeRolePolicyDocument: trust });
  const all = document({ Action: '*', Resource: '*' });
  invoke('iam', 'PutRolePolicy', { RoleName: OTHER_ROLE, PolicyName: 'all', PolicyDocument: all });
}

interface LabCatalog {
  readonly ProductId: string | undefined;
  readonly SourcePortfolioId: string | undefined;
  readonly LocalPortfolioId: string | undefined;
}

function labCatalog(rehearsal: Rehearsal): LabCatalog {
  const input = { StackName: 'LabDSAccountSCSetup' };
  const { Stacks = [] } = spokeOperator(rehearsal).invoke<DescribeStacksOutput>(
    'cloudformation',
    'DescribeStacks',
    input,
  );
  const { Parameters = [], Outputs = [] } = Stacks[0] ?? {};
  const parameter = (key: string) => Parameters.find(({ ParameterKey }) => ParameterKey === key)?.ParameterValue;
  return {
    ProductId: parameter('SagemakerProductID'),
    SourcePortfolioId: parameter('MasterPortfolioId'),
    LocalPortfolioId: Outputs.find(({ OutputKey }) => OutputKey === 'LocalPortfolioId')?.OutputValue,
  };
}
