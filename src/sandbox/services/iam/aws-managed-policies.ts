import { own } from '../../../own.ts';

/** What AWS's managed policies allow, for those that a lab may attach. By name under `arn:aws:iam::aws:policy/`. */
const DOCUMENTS: Readonly<Record<string, readonly object[]>> = {
  AdministratorAccess: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  PowerUserAccess: [
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['iam:ListRoles', 'iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole'],
      Resource: '*',
    },
  ],
  // AWS spells out more than a thousand actions, near enough all that begin with a reading verb.
  ReadOnlyAccess: [{ Effect: 'Allow', Action: ['*:Get*', '*:List*', '*:Describe*', '*:Search*'], Resource: '*' }],
  IAMFullAccess: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }],
  AmazonS3FullAccess: [{ Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' }],
  AmazonS3ReadOnlyAccess: [{ Effect: 'Allow', Action: ['s3:Get*', 's3:List*', 's3:Describe*'], Resource: '*' }],
  AmazonSageMakerFullAccess: [
    { Effect: 'Allow', Action: ['sagemaker:*', 'logs:*', 'cloudwatch:*', 'ecr:Get*', 'ecr:BatchGet*'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      Resource: ['arn:aws:s3:::*SageMaker*', 'arn:aws:s3:::*Sagemaker*', 'arn:aws:s3:::*sagemaker*'],
    },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::*:role/*AmazonSageMaker*',
      Condition: { StringEquals: { 'iam:PassedToService': ['glue.amazonaws.com', 'sagemaker.amazonaws.com'] } },
    },
  ],
  AmazonSSMManagedInstanceCore: [
    { Effect: 'Allow', Action: ['ssm:*Association*', 'ssm:GetParameter*', 'ssm:*Instance*'], Resource: '*' },
    { Effect: 'Allow', Action: ['ssmmessages:*', 'ec2messages:*'], Resource: '*' },
  ],
  AWSCloudFormationFullAccess: [{ Effect: 'Allow', Action: 'cloudformation:*', Resource: '*' }],
  AWSServiceCatalogAdminFullAccess: [
    {
      Effect: 'Allow',
      Action: ['servicecatalog:*', 'cloudformation:*', 'iam:GetRole', 'iam:ListRoles'],
      Resource: '*',
    },
  ],
  AWSServiceCatalogEndUserFullAccess: [
    {
      Effect: 'Allow',
      Action: [
        ...['CreateStack', 'DeleteStack', 'DescribeStackEvents', 'DescribeStacks', 'SetStackPolicy', 'UpdateStack'],
        ...['ValidateTemplate', 'DescribeStackResources', 'CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'],
      ].map((action) => `cloudformation:${action}`),
      Resource: ['arn:aws:cloudformation:*:*:stack/SC-*', 'arn:aws:cloudformation:*:*:changeSet/SC-*'],
    },
    { Effect: 'Allow', Action: 'cloudformation:GetTemplateSummary', Resource: '*' },
    { Effect: 'Allow', Action: browsing(['ProvisionProduct']), Resource: '*' },
    ownProducts([
      'DescribeProvisionedProduct',
      'TerminateProvisionedProduct',
      'UpdateProvisionedProduct',
      'ExecuteProvisionedProductServiceAction',
    ]),
  ],
  AWSServiceCatalogEndUserReadOnlyAccess: [
    {
      Effect: 'Allow',
      Action: [
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStacks',
        'cloudformation:DescribeStackResources',
      ],
      Resource: 'arn:aws:cloudformation:*:*:stack/SC-*',
    },
    { Effect: 'Allow', Action: ['cloudformation:GetTemplateSummary'], Resource: '*' },
    { Effect: 'Allow', Action: browsing([]), Resource: '*' },
    ownProducts(['DescribeProvisionedProduct']),
  ],
  AWSCodePipeline_FullAccess: [{ Effect: 'Allow', Action: ['codepipeline:*', 's3:ListAllMyBuckets'], Resource: '*' }],
  AWSLambda_FullAccess: [{ Effect: 'Allow', Action: ['lambda:*', 'logs:Describe*'], Resource: '*' }],
  CloudWatchLogsFullAccess: [{ Effect: 'Allow', Action: ['logs:*', 'cloudwatch:GenerateQuery'], Resource: '*' }],
  'service-role/AWSLambdaBasicExecutionRole': [
    { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
  ],
  'service-role/AWSLambdaVPCAccessExecutionRole': [
    {
      Effect: 'Allow',
      Action: [
        ...['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'ec2:CreateNetworkInterface'],
        ...['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface'],
        ...['ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
      ],
      Resource: '*',
    },
  ],
};

/** How the ARNs of AWS's own policies begin. */
export const OF_AWS = 'arn:aws:iam::aws:policy/';

export function isAwsManagedPolicy(arn: string): boolean {
  return awsManagedPolicy(arn) !== undefined;
}

/** The document of one of AWS's own policies. */
export function awsManagedPolicy(arn: string): string | undefined {
  const statements = arn.startsWith(OF_AWS) ? own(DOCUMENTS, arn.slice(OF_AWS.length)) : undefined;
  return statements && JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function awsManagedPolicyArns(): string[] {
  return Object.keys(DOCUMENTS).map((name) => OF_AWS + name);
}

/** What a data scientist needs in Service Catalog's console to find and launch a product. */
function browsing(more: readonly string[]): string[] {
  return [
    ...[
      'DescribeProduct',
      'DescribeProductView',
      'DescribeProvisioningParameters',
      'ListLaunchPaths',
      'SearchProducts',
    ],
    ...more,
  ].map((action) => `servicecatalog:${action}`);
}

/** Source: Service Catalog administrator guide, "AWS managed policies": limited to products the user launched. */
function ownProducts(actions: readonly string[]): object {
  const records = [
    'DescribeRecord',
    'ListRecordHistory',
    'ListStackInstancesForProvisionedProduct',
    'ScanProvisionedProducts',
  ];
  return {
    Effect: 'Allow',
    Action: [...records, ...actions, 'SearchProvisionedProducts'].map((action) => `servicecatalog:${action}`),
    Resource: '*',
    Condition: { StringEquals: { 'servicecatalog:userLevel': 'self' } },
  };
}
