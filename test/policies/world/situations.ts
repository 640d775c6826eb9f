import { MARK, MARK_OF_NAMESAKE, REGION, SPOKE, TOOLS } from '../lab/site.ts';
import type { Side } from './actor.ts';
import type { Named } from './named.ts';
import { ownerId } from './owners.ts';
import type { Context } from './place.ts';

/** How something is tried, as far as a policy may ask for it. */
export interface Situation extends Named {
  readonly context: Context;
}

interface Family {
  readonly actions: RegExp;
  /** The sides whose policies ask. */
  readonly sides: readonly Side[];
  /** The first is the usual one. */
  readonly situations: readonly Situation[];
}

function situation(name: string, context: Context = {}): Situation {
  return { name, context };
}

/** Each of the one with each of the other, among those of either. */
function both(one: readonly Situation[], other: readonly Situation[]): Situation[] {
  return one.flatMap((left) =>
    other.map((right) => ({
      name: `${left.name} (${right.name})`,
      among: [left.name, right.name],
      context: { ...left.context, ...right.context },
    })),
  );
}

const USUAL = [situation('as usual')];

const OVER_TLS = 'over TLS';

const PREFIXES: readonly Situation[] = [
  { ...situation('all of it'), among: [OVER_TLS] },
  ...['notebooks/', 'data/', 'nonprod/', 'production/'].map((prefix) => ({
    ...situation(`below ${prefix}`, { 's3:prefix': prefix }),
    among: [OVER_TLS],
  })),
];
const WITHOUT_TLS = situation('without TLS', { 'aws:SecureTransport': 'false', 's3:prefix': 'notebooks/' });

function forLog(group: string): Context {
  const arn = `arn:aws:logs:${REGION}:${TOOLS}:log-group:/aws/lambda/${group}`;
  return { 'kms:EncryptionContext:aws:logs:arn': arn };
}

function forTopic(topic: string): Context {
  return { 'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:${REGION}:${TOOLS}:${topic}` };
}

const KEY_USES = [
  situation('through S3', { 'kms:ViaService': `s3.${REGION}.amazonaws.com` }),
  situation('directly'),
  situation('through SNS', { 'kms:ViaService': `sns.${REGION}.amazonaws.com` }),
  ...['TrainModel', 'GetStatus', 'DeployModel', 'EvaluateModel'].map((name) => ({
    ...situation(`for ${name}'s log`, forLog(`MLOps-BIA-${name}-lab`)),
    among: ["for a function's log"],
  })),
  situation('for another log', forLog('something-else')),
  situation("for the lab's topic", forTopic('mlops-lab--notifications')),
  situation("for the lab's other topic", forTopic('mlops-lab--other')),
  situation('for another topic', forTopic('something-else')),
  situation('through another service', { 'kms:ViaService': `ssm.${REGION}.amazonaws.com` }),
  situation('for an AWS service', { 'kms:GrantIsForAWSResource': 'true' }),
];

const BOUNDARIES = [
  situation("within the notebooks' boundary", {
    'iam:PermissionsBoundary': `arn:aws:iam::${SPOKE}:policy/mlops-lab--nb-boundary-${REGION}`,
  }),
  situation('without a boundary'),
  situation('within another boundary of the lab', {
    'iam:PermissionsBoundary': `arn:aws:iam::${SPOKE}:policy/mlops-lab--wide`,
  }),
  situation('within another boundary', { 'iam:PermissionsBoundary': `arn:aws:iam::${SPOKE}:policy/wide` }),
];

const VPC = `arn:aws:ec2:${REGION}:${SPOKE}:vpc`;
const NETWORKS = [
  situation("in the lab's network", { 'ec2:Vpc': `${VPC}/vpc` }),
  situation('in another network', { 'ec2:Vpc': `${VPC}/another` }),
];

const NOTEBOOKS = [
  situation('closed', { 'sagemaker:DirectInternetAccess': 'Disabled', 'sagemaker:RootAccess': 'Disabled' }),
  situation('with root', { 'sagemaker:DirectInternetAccess': 'Disabled', 'sagemaker:RootAccess': 'Enabled' }),
  situation('with internet', { 'sagemaker:DirectInternetAccess': 'Enabled', 'sagemaker:RootAccess': 'Disabled' }),
];

const MARKS = [
  situation("marked as the lab's", { 'aws:RequestTag/mlops-lab:deployment': MARK }),
  situation('unmarked'),
  situation("marked as a namesake's", { 'aws:RequestTag/mlops-lab:deployment': MARK_OF_NAMESAKE }),
];
const JOB_NETWORKS = [
  situation('in a network', { 'sagemaker:VpcSubnets': ['subnet-0123'], 'sagemaker:VpcSecurityGroupIds': ['sg-0123'] }),
  situation('in no network'),
];

const OWNERS = { 'aws:TagKeys': ['mlops-lab:owner'] };
const TAGS = [
  situation('another tag', { 'aws:TagKeys': ['mlops-lab:team'], 'aws:RequestTag/mlops-lab:team': 'research' }),
  situation('ada as its owner', { ...OWNERS, 'aws:RequestTag/mlops-lab:owner': ownerId('ada') }),
  situation('bob as its owner', { ...OWNERS, 'aws:RequestTag/mlops-lab:owner': ownerId('bob') }),
  situation('no owner any more', OWNERS),
];

const NAMES = [
  situation('as it is', { 'sts:RoleSessionName': 'session' }),
  situation('as ada', { 'sts:RoleSessionName': 'ada' }),
  situation('as bob', { 'sts:RoleSessionName': 'bob' }),
  situation('as bob by source identity', { 'sts:RoleSessionName': 'bob', 'sts:SourceIdentity': 'bob' }),
  situation('as bob by the source identity ada', { 'sts:RoleSessionName': 'bob', 'sts:SourceIdentity': 'ada' }),
  situation('with the external id', { 'sts:RoleSessionName': 'session', 'sts:ExternalId': `mlops-lab--${TOOLS}` }),
  situation("with lab-2's external id", {
    'sts:RoleSessionName': 'session',
    'sts:ExternalId': `mlops-lab-2--${TOOLS}`,
  }),
];

const LARGE = situation('on a large instance', {
  ...JOB_NETWORKS[0]?.context,
  ...MARKS[0]?.context,
  'sagemaker:InstanceTypes': ['ml.p3.2xlarge'],
});

/** Where a policy of the lab asks how something is done, the ways to do it. */
const FAMILIES: readonly Family[] = [
  { actions: /^s3:ListBucket(Versions)?$/, sides: ['place'], situations: [...PREFIXES, WITHOUT_TLS] },
  { actions: /^s3:ListBucket(Versions)?$/, sides: ['own'], situations: PREFIXES },
  { actions: /^s3:/, sides: ['place'], situations: [situation(OVER_TLS), WITHOUT_TLS] },
  { actions: /^kms:/, sides: ['own', 'place'], situations: KEY_USES },
  {
    actions: /^iam:PassRole$/,
    sides: ['own', 'boundary'],
    situations: [
      situation('to SageMaker', { 'iam:PassedToService': 'sagemaker.amazonaws.com' }),
      situation('to Lambda', { 'iam:PassedToService': 'lambda.amazonaws.com' }),
    ],
  },
  { actions: /^iam:(Tag|Untag)Role$/, sides: ['own'], situations: TAGS },
  { actions: /^iam:/, sides: ['own'], situations: BOUNDARIES },
  { actions: /^ec2:(Create|Delete|Modify)NetworkInterface/, sides: ['own', 'boundary'], situations: NETWORKS },
  { actions: /^sagemaker:CreateNotebookInstance$/, sides: ['own'], situations: NOTEBOOKS },
  {
    actions: /^sagemaker:UpdateNotebookInstance$/,
    sides: ['own'],
    situations: [situation('leaving root access as it is'), ...NOTEBOOKS.slice(0, 2)],
  },
  {
    actions: /^sagemaker:CreateTrainingJob$/,
    sides: ['boundary'],
    situations: [...both(JOB_NETWORKS, MARKS), LARGE],
  },
  { actions: /^sagemaker:CreateEndpointConfig$/, sides: ['boundary'], situations: [...MARKS, LARGE] },
  {
    actions: /^sagemaker:Create(AutoML|HyperParameter|Model$|Processing|Training)/,
    sides: ['own', 'boundary'],
    situations: both(JOB_NETWORKS, MARKS),
  },
  { actions: /^sagemaker:CreateEndpoint(Config)?$/, sides: ['own', 'boundary'], situations: MARKS },
  { actions: /^sagemaker:(Add|Delete)Tags$/, sides: ['own'], situations: TAGS },
  { actions: /^sts:AssumeRole$/, sides: ['place'], situations: NAMES },
  {
    actions: /^servicecatalog:(\w*ProvisionedProduct\w*|DescribeRecord|ListRecordHistory)$/,
    sides: ['own'],
    situations: [
      situation('what oneself launched', { 'servicecatalog:userLevel': 'self' }),
      situation('what others launched', { 'servicecatalog:accountLevel': 'self' }),
    ],
  },
  {
    actions: /^cloudwatch:PutMetricData$/,
    sides: ['own'],
    situations: [
      situation("in the endpoints' namespace", { 'cloudwatch:namespace': '/aws/sagemaker/Endpoints' }),
      situation("in another namespace of SageMaker's", { 'cloudwatch:namespace': '/aws/sagemaker/TrainingJobs' }),
      situation('in another namespace', { 'cloudwatch:namespace': 'Custom' }),
    ],
  },
];

const found = new Map<string, readonly Situation[]>();

/** In which ways an action is tried where policies of a side decide. */
export function situationsOf(action: string, side: Side): readonly Situation[] {
  const key = `${side} ${action}`;
  const known = found.get(key);
  if (known) return known;
  const family = FAMILIES.find(({ actions, sides }) => actions.test(action) && sides.includes(side));
  const situations = family?.situations ?? USUAL;
  found.set(key, situations);
  return situations;
}
