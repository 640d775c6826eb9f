import { STACK_IDS, type StackId } from '../../../src/lab/stacks.ts';
import type { Hand, Stage } from './stage.ts';

/** What somebody does by hand, and the resources that are then gone, by stack. */
export interface Accident {
  readonly name: string;
  readonly happen: (stage: Stage) => void;
  readonly gone: Readonly<Partial<Record<StackId, readonly string[]>>>;
  /** What has to be made again with it, since it holds what nobody knows any more. */
  readonly alongside?: readonly string[];
  /** What takes the ids of what was made again. */
  readonly updated?: Readonly<Partial<Record<StackId, readonly string[]>>>;
}

const EVERYTHING_OF_THE_IMPORT = ['AcceptedPortfolioShare', 'ProductAssociation', 'LaunchConstraint'];

const ENDPOINTS = [
  'S3Endpoint',
  'SageMakerApiEndpoint',
  'SageMakerRuntimeEndpoint',
  'StsEndpoint',
  'LogsEndpoint',
  'CodePipelineEndpoint',
];

const FUNCTIONS = ['TrainModel', 'GetStatus', 'DeployModel', 'EvaluateModel'];

const ROLES = ['StartRole', 'PipelineRole', 'ObserverRole', 'TrainingRole', ...FUNCTIONS.map((name) => `${name}Role`)];

export const ACCIDENTS: readonly Accident[] = [
  {
    name: 'the share of the portfolio',
    happen: unshare,
    gone: { catalog: ['PortfolioShare'], selfService: EVERYTHING_OF_THE_IMPORT },
  },
  {
    name: 'the import of the portfolio',
    happen: ({ hands, idOf }) => {
      const input = { PortfolioId: idOf('selfService', 'AcceptedPortfolioShare') };
      hands.datascience('servicecatalog', 'RejectPortfolioShare', input);
    },
    gone: { selfService: EVERYTHING_OF_THE_IMPORT },
  },
  {
    name: 'the asset bucket',
    happen: (stage) => deleteBucket(stage.hands.tools, stage.idOf('prerequisites', 'AssetBucket')),
    gone: { prerequisites: ['AssetBucket', 'AssetBucketPolicy'] },
  },
  {
    name: 'the bucket of the models',
    happen: (stage) => deleteBucket(stage.hands.staging, stage.idOf('staging', 'ModelBucket')),
    gone: { staging: ['ModelBucket', 'ModelBucketPolicy'] },
  },
  {
    name: 'the policy of a bucket',
    happen: ({ hands, idOf }) => {
      hands.tools('s3', 'DeleteBucketPolicy', { Bucket: idOf('prerequisites', 'SubmissionBucket') });
    },
    gone: { prerequisites: ['SubmissionBucketPolicy'] },
  },
  {
    name: 'the alias of a key',
    happen: ({ hands, idOf }) => hands.tools('kms', 'DeleteAlias', { AliasName: idOf('prerequisites', 'KeyAlias') }),
    gone: { prerequisites: ['KeyAlias'] },
  },
  {
    name: 'the launch role',
    happen: (stage) => deleteRole(stage.hands.datascience, stage.idOf('selfService', 'LaunchRole')),
    gone: { selfService: ['LaunchRole'] },
  },
  {
    name: 'the role of the data scientists',
    happen: (stage) => deleteRole(stage.hands.datascience, stage.idOf('selfService', 'DataScientistRole')),
    gone: { selfService: ['DataScientistRole', 'PortfolioAccess'] },
    alongside: ['DataScientistRoleParameter'],
  },
  {
    name: 'the boundary of the notebooks',
    happen: ({ hands, idOf }) => {
      hands.datascience('iam', 'DeletePolicy', { PolicyArn: idOf('selfService', 'NotebookBoundary') });
    },
    gone: { selfService: ['NotebookBoundary'] },
  },
  {
    name: 'the launch constraint and the access to the portfolio',
    happen: ({ hands, idOf }) => {
      hands.datascience('servicecatalog', 'DeleteConstraint', { Id: idOf('selfService', 'LaunchConstraint') });
      const [PortfolioId, PrincipalARN] = idOf('selfService', 'PortfolioAccess').split('|');
      const input = { PortfolioId, PrincipalARN };
      hands.datascience('servicecatalog', 'DisassociatePrincipalFromPortfolio', input);
    },
    gone: { selfService: ['LaunchConstraint', 'PortfolioAccess'] },
  },
  {
    name: 'parameters',
    happen: ({ hands }) => {
      hands.datascience('ssm', 'DeleteParameters', { Names: ['/mlops/lab/vpc-id', '/mlops/lab/deployment'] });
    },
    gone: { network: ['VpcParameter'], selfService: ['DeploymentParameter'] },
  },
  {
    name: 'an endpoint of the network',
    happen: ({ hands, idOf }) => {
      hands.datascience('ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: [idOf('network', 'StsEndpoint')] });
    },
    gone: { network: ['StsEndpoint'] },
  },
  {
    name: 'a function',
    happen: ({ hands, idOf }) => {
      hands.tools('lambda', 'DeleteFunction', { FunctionName: idOf('pipeline', 'TrainModel') });
    },
    gone: { pipeline: ['TrainModel', 'TrainModelRetries'] },
  },
  {
    name: 'the pipeline',
    happen: ({ hands, idOf }) => hands.tools('codepipeline', 'DeletePipeline', { name: idOf('pipeline', 'Pipeline') }),
    gone: { pipeline: ['Pipeline'] },
  },
  {
    name: 'the rule that starts the pipeline',
    happen: (stage) => deleteRule(stage.hands.tools, stage.idOf('pipeline', 'StartRule')),
    gone: { pipeline: ['StartRule'] },
  },
  {
    name: 'the topic',
    happen: ({ hands, idOf }) => hands.tools('sns', 'DeleteTopic', { TopicArn: idOf('pipeline', 'Notifications') }),
    gone: { pipeline: ['Notifications', 'NotificationsPolicy'] },
  },
  {
    name: 'log groups',
    happen: ({ hands, idOf }) => {
      hands.tools('logs', 'DeleteLogGroup', { logGroupName: idOf('pipeline', 'GetStatusLog') });
      hands.staging('logs', 'DeleteLogGroup', { logGroupName: idOf('staging', 'ProductionLog') });
    },
    gone: { pipeline: ['GetStatusLog'], staging: ['ProductionLog'] },
  },
  {
    name: 'the group of the models',
    happen: ({ hands }) => {
      hands.tools('sagemaker', 'DeleteModelPackageGroup', { ModelPackageGroupName: 'mlops-lab' });
    },
    gone: { pipeline: ['ModelPackageGroup'] },
  },
  {
    name: 'alarms',
    happen: ({ hands, idOf }) => {
      hands.staging('monitoring', 'DeleteAlarms', { AlarmNames: [idOf('staging', 'ProductionErrors')] });
    },
    gone: { staging: ['ProductionErrors'] },
  },
  {
    name: 'the portfolio of the data scientists',
    happen: ({ hands, idOf }) => {
      const hand = hands.datascience;
      const [PortfolioId, ProductId] = idOf('selfService', 'ProductAssociation').split('|');
      const PrincipalARN = idOf('selfService', 'PortfolioAccess').split('|')[1];
      hand('servicecatalog', 'DeleteConstraint', { Id: idOf('selfService', 'LaunchConstraint') });
      hand('servicecatalog', 'DisassociateProductFromPortfolio', { PortfolioId, ProductId });
      hand('servicecatalog', 'DisassociatePrincipalFromPortfolio', { PortfolioId, PrincipalARN });
      hand('servicecatalog', 'DeletePortfolio', { Id: PortfolioId });
    },
    gone: { selfService: ['LocalPortfolio', 'ProductAssociation', 'LaunchConstraint', 'PortfolioAccess'] },
  },
  {
    name: 'the product and its portfolio',
    happen: deleteCatalog,
    gone: {
      catalog: [
        'MasterPortfolio',
        'SagemakerProduct',
        'SagemakerProductAssociation',
        'FirstCostCenterAssociation',
        'SecondCostCenterAssociation',
        'PortfolioShare',
      ],
      selfService: EVERYTHING_OF_THE_IMPORT,
    },
    updated: { selfService: ['DataScientistRole'] },
  },
  {
    name: 'the network',
    happen: (stage) => deleteNetwork(stage),
    gone: {
      network: [
        'Vpc',
        'RouteTable',
        'Subnet1',
        'Subnet1Routes',
        'NotebookSecurityGroup',
        'EndpointSecurityGroup',
        'EndpointIngress',
        ...ENDPOINTS,
      ],
    },
    updated: {
      network: ['VpcParameter', 'Subnet1Parameter', 'SecurityGroupParameter'],
      selfService: ['DataScientistRole', 'LaunchRole', 'NotebookBoundary'],
    },
  },
  {
    name: 'all roles of a stack, and more',
    happen: (stage) => {
      const { hands, idOf } = stage;
      for (const role of ROLES) deleteRole(hands.tools, idOf('pipeline', role));
      deleteRule(hands.tools, idOf('pipeline', 'StartRule'));
      deleteRole(hands.staging, idOf('staging', 'DeployRole'));
      unshare(stage);
    },
    gone: {
      pipeline: [...ROLES, 'StartRule'],
      staging: ['DeployRole'],
      catalog: ['PortfolioShare'],
      selfService: EVERYTHING_OF_THE_IMPORT,
    },
    alongside: FUNCTIONS.flatMap((name) => [name, `${name}Retries`]),
  },
];

/** Those that take what another one takes along. */
const OVERLAPPING: ReadonlySet<string> = new Set([
  'the import of the portfolio',
  'the role of the data scientists',
  'the launch constraint and the access to the portfolio',
  'the portfolio of the data scientists',
  'the product and its portfolio',
  'the network',
  'all roles of a stack, and more',
]);

const APART = ACCIDENTS.filter(({ name }) => !OVERLAPPING.has(name));

/** Something of each kind at once. */
export const ALL_SORTS: Accident = {
  name: 'all sorts of things',
  happen: (stage) => APART.forEach(({ happen }) => happen(stage)),
  gone: Object.fromEntries(
    STACK_IDS.map((id) => [id, APART.flatMap(({ gone }) => gone[id] ?? [])] as const).filter(
      ([, ids]) => ids.length > 0,
    ),
  ),
};

export function unshare({ hands, idOf }: Stage): void {
  const [PortfolioId, AccountId] = idOf('catalog', 'PortfolioShare').split('|');
  hands.tools('servicecatalog', 'DeletePortfolioShare', { PortfolioId, AccountId });
}

function deleteCatalog(stage: Stage): void {
  const { hands, idOf, sandbox } = stage;
  const hand = hands.tools;
  const [PortfolioId, ProductId] = idOf('catalog', 'SagemakerProductAssociation').split('|');
  unshare(stage);
  // One operation on shares after the other.
  sandbox.cloud.advanceTo(sandbox.cloud.world.now + 60_000);
  for (const option of ['FirstCostCenterOption', 'SecondCostCenterOption']) {
    const input = { ResourceId: ProductId, TagOptionId: idOf('catalog', option) };
    hand('servicecatalog', 'DisassociateTagOptionFromResource', input);
  }
  hand('servicecatalog', 'DisassociateProductFromPortfolio', { PortfolioId, ProductId });
  hand('servicecatalog', 'DeleteProduct', { Id: ProductId });
  hand('servicecatalog', 'DeletePortfolio', { Id: PortfolioId });
}

export function deleteRole(hand: Hand, RoleName: string): void {
  const { PolicyNames } = hand<{ PolicyNames: string[] }>('iam', 'ListRolePolicies', { RoleName });
  for (const PolicyName of PolicyNames) hand('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  hand('iam', 'DeleteRole', { RoleName });
}

export function deleteBucket(hand: Hand, Bucket: string): void {
  const { Versions = [] } = hand<{ Versions?: object[] }>('s3', 'ListObjectVersions', { Bucket });
  for (const version of Versions) hand('s3', 'DeleteObject', { Bucket, ...version });
  hand('s3', 'DeleteBucket', { Bucket });
}

function deleteNetwork({ hands, idOf, sandbox }: Stage): void {
  const hand = hands.datascience;
  const id = (logicalId: string) => idOf('network', logicalId);
  hand('ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: ENDPOINTS.map(id) });
  // Their network interfaces hold the subnet for a while.
  sandbox.cloud.advanceTo(sandbox.cloud.world.now + 600_000);
  hand('ec2', 'DisassociateRouteTable', { AssociationId: id('Subnet1Routes') });
  hand('ec2', 'DeleteSubnet', { SubnetId: id('Subnet1') });
  hand('ec2', 'DeleteRouteTable', { RouteTableId: id('RouteTable') });
  hand('ec2', 'DeleteSecurityGroup', { GroupId: id('EndpointSecurityGroup') });
  hand('ec2', 'DeleteSecurityGroup', { GroupId: id('NotebookSecurityGroup') });
  hand('ec2', 'DeleteVpc', { VpcId: id('Vpc') });
}

export function deleteRule(hand: Hand, Rule: string): void {
  const { Targets } = hand<{ Targets: { Id: string }[] }>('events', 'ListTargetsByRule', { Rule });
  hand('events', 'RemoveTargets', { Rule, Ids: Targets.map(({ Id }) => Id) });
  hand('events', 'DeleteRule', { Name: Rule });
}
