import type { AccountRole } from './accounts.ts';

export const STACK_IDS = ['prerequisites', 'staging', 'catalog', 'selfService'] as const;

export type StackId = (typeof STACK_IDS)[number];

/** Where the value of a template parameter comes from. */
export type ParameterSource =
  | { readonly from: 'setting'; readonly setting: 'name' | 'networkZones' }
  | { readonly from: 'account'; readonly account: AccountRole }
  | { readonly from: 'output'; readonly stack: StackId; readonly output: string }
  | { readonly from: 'asset'; readonly asset: 'productTemplateUrl' | 'productVersion' | 'notebooksPrefix' }
  | { readonly from: 'derived'; readonly value: 'deployExternalId' };

export interface StackDefinition {
  readonly id: StackId;
  /** The workshop's name for the stack; see `stackName` for labs that are not called `lab`. */
  readonly workshopName: string;
  readonly account: AccountRole;
  /** Path below the package's `templates` folder. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, ParameterSource>>;
  /** Outputs that other stacks, the commands or people rely on. */
  readonly outputs: readonly string[];
  /** The command that deploys the stack on its own. */
  readonly command: 'tools' | 'datascience' | 'staging';
}

const labName = { from: 'setting', setting: 'name' } as const;

/** What the lab consists of. A stack depends on the stacks whose outputs it takes, and on the assets if it takes one. */
export const STACKS: Readonly<Record<StackId, StackDefinition>> = {
  prerequisites: {
    id: 'prerequisites',
    workshopName: 'pre-reqs',
    account: 'tools',
    template: 'tools/pre-reqs.yaml',
    parameters: {
      LabName: labName,
      SpokeAccountID: { from: 'account', account: 'datascience' },
      StagingAccountID: { from: 'account', account: 'staging' },
    },
    outputs: ['AssetBucketName', 'SubmissionBucketName', 'ArtifactBucketName', 'KeyArn'],
    command: 'tools',
  },
  staging: {
    id: 'staging',
    workshopName: 'LabStagingAccountSetup',
    account: 'staging',
    template: 'staging/prepare_staging_account.yaml',
    parameters: {
      LabName: labName,
      ToolsAccountID: { from: 'account', account: 'tools' },
      DeployExternalId: { from: 'derived', value: 'deployExternalId' },
    },
    outputs: ['DeployRoleArn', 'DeployExternalId', 'SageMakerExecutionRoleArn', 'ModelBucketName', 'ModelKeyArn'],
    command: 'staging',
  },
  catalog: {
    id: 'catalog',
    workshopName: 'LabSCToolsAccountSetup',
    account: 'tools',
    template: 'tools/prepare_tools_account.yaml',
    parameters: {
      LabName: labName,
      SpokeAccountID: { from: 'account', account: 'datascience' },
      ProductTemplateURL: { from: 'asset', asset: 'productTemplateUrl' },
      ProductVersion: { from: 'asset', asset: 'productVersion' },
    },
    outputs: ['MasterPortfolioId', 'SagemakerProductID', 'ToolsAccountID'],
    command: 'tools',
  },
  selfService: {
    id: 'selfService',
    workshopName: 'LabDSAccountSCSetup',
    account: 'datascience',
    template: 'datascience/prepare_datascientist_account.yaml',
    parameters: {
      LabName: labName,
      MasterPortfolioId: { from: 'output', stack: 'catalog', output: 'MasterPortfolioId' },
      SagemakerProductID: { from: 'output', stack: 'catalog', output: 'SagemakerProductID' },
      ToolsAccountID: { from: 'output', stack: 'catalog', output: 'ToolsAccountID' },
      AssetBucketName: { from: 'output', stack: 'prerequisites', output: 'AssetBucketName' },
      SubmissionBucketName: { from: 'output', stack: 'prerequisites', output: 'SubmissionBucketName' },
      KeyArn: { from: 'output', stack: 'prerequisites', output: 'KeyArn' },
      NotebooksPrefix: { from: 'asset', asset: 'notebooksPrefix' },
      NetworkZones: { from: 'setting', setting: 'networkZones' },
    },
    outputs: ['SwitchRoleLink', 'DataScientistRoleArn', 'LaunchRoleArn', 'LocalPortfolioId', 'VpcId', 'SubnetIds'],
    command: 'datascience',
  },
};
