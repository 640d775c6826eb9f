import { ACCOUNT_ROLES } from '../../src/lab/accounts.ts';
import { PORTFOLIOS, PRODUCT } from '../../src/lab/catalog.ts';
import { ownerTags } from '../../src/lab/owner.ts';
import { LAB, type Rehearsal } from './rehearsal.ts';

/** How a stranger's resources look like the lab's: by name, by a name that only its rules tell apart, by copied tags. */
export const LOOKS = [
  { name: 'mlops-lab-starter', tags: {} },
  { name: 'mlops-lab--mine', tags: { team: 'neighbours' } },
  { name: 'mlops-lab--copy', tags: { ...ownerTags(LAB), 'mlops-lab:lab': 'lab' } },
] as const;

type Look = (typeof LOOKS)[number];
type Call = <Output = object>(service: string, operation: string, input: object) => Output;

const IMAGE = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const TEMPLATE = 'Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } }';

/**
 * Settles strangers in all accounts of the lab, of every kind that the lab has, and returns what they made. They stay
 * the same for as long as nobody touches them.
 */
export function settleNeighbours({ sandbox }: Rehearsal): readonly string[] {
  const inventory = () => ACCOUNT_ROLES.flatMap((role) => sandbox.cloud.inventory(LAB.accounts[role].id));
  const before = new Set(inventory());
  const make = (steps: (call: Call, account: string, look: Look) => void) => {
    for (const role of ACCOUNT_ROLES) {
      const account = LAB.accounts[role].id;
      const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;
      const call = <Output>(service: string, operation: string, input: object) =>
        sandbox.cloud.answer({ principal, account, region: LAB.region, service, operation, input }) as Output;
      for (const look of LOOKS) steps(call, account, look);
    }
  };
  make(stores);
  make(catalog);
  make(messages);
  sandbox.cloud.advanceTo(sandbox.clock.now() + 60_000);
  make(machines);
  sandbox.cloud.advanceTo(sandbox.clock.now() + 30 * 60_000);
  return inventory().filter((arn) => !before.has(arn));
}

function stores(call: Call, account: string, { name, tags }: Look): void {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const TagSet = Tags;
  const Bucket = `${name}-${account}-us-east-1`;
  call('s3', 'CreateBucket', { Bucket });
  call('s3', 'PutObject', { Bucket, Key: 'model.tar.gz', Body: new Uint8Array([1]) });
  if (Tags.length > 0) call('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet } });
  call('iam', 'CreateRole', { RoleName: `${name}-us-east-1`, AssumeRolePolicyDocument: TRUST, Tags });
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
  call('iam', 'AttachRolePolicy', { RoleName: `${name}-us-east-1`, PolicyArn });
  const Statement = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  call('iam', 'CreatePolicy', { PolicyName: `${name}-us-east-1`, PolicyDocument });
  const kmsTags = Tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
  const { KeyMetadata } = call<{ KeyMetadata: { KeyId: string } }>('kms', 'CreateKey', { Tags: kmsTags });
  call('kms', 'CreateAlias', { AliasName: `alias/${name}`, TargetKeyId: KeyMetadata.KeyId });
  call('ssm', 'PutParameter', { Name: `/mlops/lab/${name}`, Type: 'String', Value: 'theirs', Tags });
  call('cloudformation', 'CreateStack', { StackName: name.replace('--', '-'), TemplateBody: TEMPLATE, Tags });
  const TagSpecifications = [{ ResourceType: 'vpc', Tags }];
  call('ec2', 'CreateVpc', { CidrBlock: '10.1.0.0/16', ...(Tags.length > 0 && { TagSpecifications }) });
}

function catalog(call: Call, account: string, { name, tags }: Look): void {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const [DisplayName = ''] = PORTFOLIOS;
  const token = { IdempotencyToken: `${name}-${account}` };
  call('servicecatalog', 'CreatePortfolio', { DisplayName, ProviderName: 'Central IT', Tags, ...token });
  const LoadTemplateFromURL = `https://${name}-${account}-us-east-1.s3.us-east-1.amazonaws.com/product.yaml`;
  const Bucket = `${name}-${account}-us-east-1`;
  call('s3', 'PutObject', { Bucket, Key: 'product.yaml', Body: new TextEncoder().encode(TEMPLATE) });
  call('servicecatalog', 'CreateProduct', {
    Name: PRODUCT,
    Owner: 'Central IT',
    ProductType: 'CLOUD_FORMATION_TEMPLATE',
    ProvisioningArtifactParameters: { Name: 'v1', Type: 'CLOUD_FORMATION_TEMPLATE', Info: { LoadTemplateFromURL } },
    Tags,
    ...token,
  });
}

function messages(call: Call, _: string, { name, tags }: Look): void {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  call('events', 'PutRule', { Name: name, EventPattern: '{"source":["theirs"]}', Tags });
  call('sns', 'CreateTopic', { Name: name, Tags });
  call('monitoring', 'PutMetricAlarm', {
    AlarmName: name,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 1,
    MetricName: 'Invocations',
    Namespace: 'AWS/Lambda',
    Period: 300,
    Statistic: 'Sum',
    Threshold: 1,
    Tags,
  });
  const withTags = Tags.length > 0 && { tags };
  call('logs', 'CreateLogGroup', { logGroupName: `/aws/sagemaker/Endpoints/${name}`, ...withTags });
  call('logs', 'CreateLogGroup', { logGroupName: `/aws/lambda/MLOps-BIA-${name}`, ...withTags });
}

function machines(call: Call, account: string, { name, tags }: Look): void {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const role = `arn:aws:iam::${account}:role/${name}-us-east-1`;
  const ModelDataUrl = `s3://${name}-${account}-us-east-1/model.tar.gz`;
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl };
  call('sagemaker', 'CreateModel', { ModelName: name, ExecutionRoleArn: role, PrimaryContainer, Tags });
  const ServerlessConfig = { MemorySizeInMB: 2048, MaxConcurrency: 1 };
  const ProductionVariants = [{ VariantName: 'AllTraffic', ModelName: name, ServerlessConfig }];
  call('sagemaker', 'CreateEndpointConfig', { EndpointConfigName: name, ProductionVariants, Tags });
  call('sagemaker', 'CreateEndpoint', { EndpointName: name, EndpointConfigName: name, Tags });
  call('sagemaker', 'CreateModelPackageGroup', { ModelPackageGroupName: name.replace('--', '-'), Tags });
  call('sagemaker', 'CreateNotebookInstanceLifecycleConfig', { NotebookInstanceLifecycleConfigName: name });
  const NotebookInstanceName = name;
  call('sagemaker', 'CreateNotebookInstance', {
    NotebookInstanceName,
    InstanceType: 'ml.t3.medium',
    RoleArn: role,
    Tags,
  });
}

/** Whatever the sandbox's state says of these resources. */
export function recordsOf({ sandbox }: Rehearsal, arns: readonly string[]): readonly string[] {
  const names = new Set(arns.flatMap((arn) => [arn, nameIn(arn)]));
  const found: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { name, arn, id } = value as Record<string, unknown>;
    const isTheirs = [key, name, arn, id].some((each) => typeof each === 'string' && names.has(each));
    if (isTheirs) found.push(`${key}: ${JSON.stringify(value)}`);
    else for (const [inner, each] of Object.entries(value)) walk(each, inner);
  };
  walk((JSON.parse(sandbox.cloud.world.snapshot()) as { slices: unknown }).slices, '');
  return found.sort();
}

/** What follows the kind of resource in an ARN. */
function nameIn(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  return resource.replace(/^(log-group:|alarm:|parameter(?=\/)|(?!alias)[\w-]+\/)/, '').replace(/:\*$/, '');
}
