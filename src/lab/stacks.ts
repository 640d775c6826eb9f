import type { AccountRole } from './accounts.ts';
import type { CatalogSettings } from './catalog.ts';
import type { HardeningSettings } from './hardening.ts';
import type { PipelineSettings } from './pipeline.ts';

export const STACK_IDS = ['prerequisites', 'staging', 'network', 'catalog', 'selfService', 'pipeline'] as const;

export type StackId = (typeof STACK_IDS)[number];

/** The assets that templates refer to: keys in the asset bucket, unless stated otherwise. */
export interface AssetReferences {
  readonly productTemplateKey: string;
  /** Names the version of the notebook product: the beginning of its template's hash. */
  readonly productVersion: string;
  /** The folder of the notebooks in the asset bucket. */
  readonly notebooksPrefix: string;
  readonly trainModelKey: string;
  readonly getStatusKey: string;
  readonly deployModelKey: string;
  readonly evaluateModelKey: string;
  readonly holdoutKey: string;
  readonly courseKey: string;
}

/** Where the value of a template parameter comes from. */
export type ParameterSource =
  | { readonly from: 'setting'; readonly setting: 'name' }
  /** The availability zone of the subnet of that number. */
  | { readonly from: 'zone'; readonly subnet: 1 | 2 | 3 }
  /** Empty if it is not set. */
  | { readonly from: 'pipelineSetting'; readonly setting: keyof PipelineSettings }
  | { readonly from: 'catalogSetting'; readonly setting: keyof CatalogSettings }
  | { readonly from: 'hardening'; readonly setting: keyof HardeningSettings }
  | { readonly from: 'account'; readonly account: AccountRole }
  /**
   * With `resource`, the output is the id of that resource and available as soon as the resource exists: whoever takes
   * it only needs the id.
   */
  | { readonly from: 'output'; readonly stack: StackId; readonly output: string; readonly resource?: string }
  | { readonly from: 'asset'; readonly asset: 'productTemplateUrl' | keyof AssetReferences }
  | { readonly from: 'derived'; readonly value: 'deployExternalId' | 'executionMode' };

export interface StackDefinition {
  readonly id: StackId;
  /** The workshop's name for the stack, or one of its kind; see `stackName` for labs that are not called `lab`. */
  readonly workshopName: string;
  readonly account: AccountRole;
  /** Path below the package's `templates` folder. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, ParameterSource>>;
  /** Outputs that other stacks, the commands or people rely on. */
  readonly outputs: readonly string[];
  /** The command that deploys the stack on its own. */
  readonly command: 'tools' | 'datascience' | 'staging' | 'pipeline';
}

const labName = { from: 'setting', setting: 'name' } as const;
const decided = (setting: keyof PipelineSettings) => ({ from: 'pipelineSetting', setting }) as const;
const hardened = (setting: keyof HardeningSettings) => ({ from: 'hardening', setting }) as const;
const asset = (key: keyof AssetReferences) => ({ from: 'asset', asset: key }) as const;
const outputOf = (stack: StackId) => (output: string) => ({ from: 'output', stack, output }) as const;
const fromPrerequisites = outputOf('prerequisites');
const fromStaging = outputOf('staging');
const fromCatalog = outputOf('catalog');
const idOf = (stack: StackId, resource: string, output: string) =>
  ({ from: 'output', stack, output, resource }) as const;

/** The stacks of the lab. A stack depends on the stacks whose outputs it takes, and on the assets if it takes one. */
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
      RetentionDays: decided('retentionDays'),
      AccessLogs: hardened('accessLogs'),
      EncryptLogs: hardened('encryptLogs'),
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
      EndpointInstanceType: decided('endpointInstanceType'),
      RetentionDays: decided('retentionDays'),
      AccessLogs: hardened('accessLogs'),
    },
    outputs: [
      'DeployRoleArn',
      'DeployExternalId',
      'NonProdRoleArn',
      'ProductionRoleArn',
      'ModelBucketName',
      'ModelKeyArn',
    ],
    command: 'staging',
  },
  network: {
    id: 'network',
    workshopName: 'LabDSAccountNetwork',
    account: 'datascience',
    template: 'datascience/network.yaml',
    parameters: {
      LabName: labName,
      ToolsAccountID: { from: 'account', account: 'tools' },
      Zone1: { from: 'zone', subnet: 1 },
      Zone2: { from: 'zone', subnet: 2 },
      Zone3: { from: 'zone', subnet: 3 },
      FlowLogs: hardened('flowLogs'),
    },
    outputs: ['VpcId', 'SubnetIds', 'NotebookSecurityGroupId'],
    command: 'datascience',
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
      ProductVersion: asset('productVersion'),
      FirstCostCenter: { from: 'catalogSetting', setting: 'firstCostCenter' },
      SecondCostCenter: { from: 'catalogSetting', setting: 'secondCostCenter' },
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
      MasterPortfolioId: fromCatalog('MasterPortfolioId'),
      SagemakerProductID: fromCatalog('SagemakerProductID'),
      ToolsAccountID: fromCatalog('ToolsAccountID'),
      AssetBucketName: fromPrerequisites('AssetBucketName'),
      SubmissionBucketName: fromPrerequisites('SubmissionBucketName'),
      KeyArn: fromPrerequisites('KeyArn'),
      NotebooksPrefix: asset('notebooksPrefix'),
      VpcId: idOf('network', 'Vpc', 'VpcId'),
      NotebookSecurityGroupId: idOf('network', 'NotebookSecurityGroup', 'NotebookSecurityGroupId'),
    },
    outputs: ['SwitchRoleLink', 'DataScientistRoleArn', 'LaunchRoleArn', 'LocalPortfolioId'],
    command: 'datascience',
  },
  pipeline: {
    id: 'pipeline',
    workshopName: 'LabMLOpsPipeline',
    account: 'tools',
    template: 'tools/mlops_pipeline.yaml',
    parameters: {
      LabName: labName,
      SpokeAccountID: { from: 'account', account: 'datascience' },
      AssetBucketName: fromPrerequisites('AssetBucketName'),
      SubmissionBucketName: fromPrerequisites('SubmissionBucketName'),
      ArtifactBucketName: fromPrerequisites('ArtifactBucketName'),
      KeyArn: fromPrerequisites('KeyArn'),
      DeployRoleArn: fromStaging('DeployRoleArn'),
      DeployExternalId: fromStaging('DeployExternalId'),
      NonProdRoleArn: fromStaging('NonProdRoleArn'),
      ProductionRoleArn: fromStaging('ProductionRoleArn'),
      ModelBucketName: fromStaging('ModelBucketName'),
      ModelKeyArn: fromStaging('ModelKeyArn'),
      TrainModelKey: asset('trainModelKey'),
      GetStatusKey: asset('getStatusKey'),
      DeployModelKey: asset('deployModelKey'),
      EvaluateModelKey: asset('evaluateModelKey'),
      HoldoutKey: asset('holdoutKey'),
      CourseKey: asset('courseKey'),
      Metric: decided('metric'),
      Threshold: decided('threshold'),
      Plausibility: decided('plausibility'),
      RequireApproval: decided('approval'),
      NotificationEmail: decided('notifyEmail'),
      ExecutionMode: { from: 'derived', value: 'executionMode' },
      TrainingInstanceType: decided('trainingInstanceType'),
      TrainingImage: decided('trainingImage'),
      EndpointInstanceType: decided('endpointInstanceType'),
      ServerlessMemoryMB: decided('serverlessMemory'),
      ServerlessMaxConcurrency: decided('serverlessConcurrency'),
      EncryptLogs: hardened('encryptLogs'),
      NetworkIsolation: hardened('networkIsolation'),
    },
    outputs: ['PipelineName', 'PipelineConsoleLink', 'ObserverRoleArn', 'ModelPackageGroupName'],
    command: 'pipeline',
  },
};
