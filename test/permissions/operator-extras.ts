import type { AccountRole } from '../../src/lab/accounts.ts';

/** Permissions of operators that a rehearsal does not come to. */
interface Extra {
  readonly accounts: readonly AccountRole[];
  readonly resources: readonly string[];
  readonly actions: string;
}

const EVERYWHERE: readonly AccountRole[] = ['tools', 'datascience', 'staging'];
const WITH_BUCKETS: readonly AccountRole[] = ['tools', 'staging'];

/**
 * What runs call after failures, and what CloudFormation's handlers need on AWS beyond what the sandbox's do: they read
 * back what they made, and updates change what no rehearsal changes. Source: the handlers' permissions in the schemas of
 * the resource types (CloudFormation user guide, "Resource type schema"), as far as the templates use their properties.
 */
export const EXTRAS: readonly Extra[] = [
  // What a teardown left is the lab's by its tags.
  {
    accounts: EVERYWHERE,
    resources: ['arn:aws:iam::*:role/mlops-lab--*'],
    actions: 'iam: ListRoleTags',
  },
  {
    accounts: ['datascience'],
    resources: ['arn:aws:s3:::mlops-lab--*'],
    actions: 's3: AbortMultipartUpload GetBucketTagging',
  },
  { accounts: ['datascience'], resources: ['*'], actions: 'iam: ListPolicies' },
  // Stacks that are gone are looked for where something is found that none of those of the run had.
  { accounts: EVERYWHERE, resources: ['*'], actions: 'cloudformation: ListStacks' },
  // `doctor` asks what the operator itself may do.
  { accounts: EVERYWHERE, resources: ['*'], actions: 'iam: SimulatePrincipalPolicy' },
  // `--keep-data` keeps the keys of buckets that stay.
  { accounts: EVERYWHERE, resources: ['arn:aws:s3:::mlops-lab--*'], actions: 's3: GetEncryptionConfiguration' },
  { accounts: EVERYWHERE, resources: ['arn:aws:kms:*:*:key/*'], actions: 'kms: CancelKeyDeletion EnableKey' },
  { accounts: ['tools'], resources: ['arn:aws:lambda:*:*:function:MLOps-BIA-*-lab'], actions: 'lambda: ListTags' },
  { accounts: ['tools'], resources: ['arn:aws:codepipeline:*:*:mlops-lab'], actions: 'codepipeline: GetPipeline' },
  {
    accounts: ['tools'],
    resources: [
      'arn:aws:sagemaker:*:*:model-package-group/mlops-lab',
      'arn:aws:sagemaker:*:*:training-job/mlops-lab--*',
    ],
    actions: 'sagemaker: ListTags',
  },
  {
    accounts: ['staging'],
    resources: ['arn:aws:cloudwatch:*:*:alarm:mlops-lab--*'],
    actions: 'cloudwatch: ListTagsForResource',
  },
  {
    accounts: ['datascience', 'staging'],
    resources: [
      'arn:aws:sagemaker:*:*:endpoint/mlops-lab--*',
      'arn:aws:sagemaker:*:*:endpoint-config/mlops-lab--*',
      'arn:aws:sagemaker:*:*:model/mlops-lab--*',
    ],
    actions: 'sagemaker: ListTags',
  },
  {
    accounts: ['datascience'],
    resources: [
      'arn:aws:sagemaker:*:*:notebook-instance/mlops-lab--*',
      'arn:aws:sagemaker:*:*:training-job/mlops-lab--*',
    ],
    actions: 'sagemaker: ListTags',
  },
  {
    accounts: ['datascience'],
    resources: ['arn:aws:ssm:*:*:parameter/mlops/lab/*'],
    actions: 'ssm: ListTagsForResource',
  },
  {
    accounts: EVERYWHERE,
    resources: ['arn:aws:cloudformation:*:*:stack/*'],
    actions: 'cloudformation: ContinueUpdateRollback DeleteChangeSet DescribeEvents RollbackStack',
  },
  {
    accounts: EVERYWHERE,
    resources: ['arn:aws:iam::*:role/mlops-lab--*'],
    actions: 'iam: GetRolePolicy UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription',
  },
  {
    accounts: EVERYWHERE,
    resources: ['arn:aws:kms:*:*:key/*'],
    actions: 'kms: GetKeyPolicy GetKeyRotationStatus PutKeyPolicy UntagResource UpdateKeyDescription',
  },
  {
    accounts: EVERYWHERE,
    resources: ['arn:aws:kms:*:*:alias/mlops-lab--*', 'arn:aws:kms:*:*:key/*'],
    actions: 'kms: UpdateAlias',
  },
  { accounts: EVERYWHERE, resources: ['*'], actions: 'ec2: DescribeNetworkInterfaces' },
  {
    accounts: WITH_BUCKETS,
    resources: ['arn:aws:s3:::mlops-lab--*'],
    actions:
      's3: AbortMultipartUpload GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS ' +
      'GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls ' +
      'GetBucketPublicAccessBlock GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration ' +
      'GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration ' +
      'GetReplicationConfiguration ListBucket ListTagsForResource TagResource UntagResource',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:lambda:*:*:function:MLOps-BIA-*-lab'],
    actions:
      'lambda: GetFunctionCodeSigningConfig GetFunctionEventInvokeConfig GetFunctionRecursionConfig ' +
      'GetRuntimeManagementConfig UntagResource UpdateFunctionCode UpdateFunctionEventInvokeConfig',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:logs:*:*:log-group:/aws/lambda/MLOps-BIA-*-lab:*'],
    actions: 'logs: DescribeIndexPolicies GetDataProtectionPolicy',
  },
  { accounts: ['tools'], resources: ['*'], actions: 'logs: DescribeResourcePolicies' },
  {
    accounts: ['tools'],
    resources: ['arn:aws:logs:*:*:log-group:/aws/lambda/MLOps-BIA-*-lab'],
    actions: 'logs: ListTagsForResource UntagResource',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:codepipeline:*:*:mlops-lab'],
    actions: 'codepipeline: ListTagsForResource StopPipelineExecution UntagResource UpdatePipeline',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:events:*:*:rule/mlops-lab--*'],
    actions: 'events: ListTagsForResource UntagResource',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:sns:*:*:mlops-lab--*'],
    actions:
      'sns: GetDataProtectionPolicy GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource Unsubscribe ' +
      'UntagResource',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:sagemaker:*:*:model-package-group/mlops-lab'],
    actions: 'sagemaker: DeleteTags DescribeModelPackageGroup GetModelPackageGroupPolicy',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:sagemaker:*:*:training-job/mlops-lab--*'],
    actions: 'sagemaker: StopTrainingJob',
  },
  {
    accounts: ['tools'],
    resources: ['arn:aws:catalog:*:*:product/*'],
    actions:
      'servicecatalog: CreateProvisioningArtifact DeleteProvisioningArtifact DescribeProductAsAdmin ' +
      'DescribeProvisioningArtifact UpdateProduct UpdateProvisioningArtifact',
  },
  {
    accounts: ['tools', 'datascience'],
    resources: ['arn:aws:catalog:*:*:portfolio/*'],
    actions: 'servicecatalog: DescribePortfolio ListPrincipalsForPortfolio UpdatePortfolio UpdatePortfolioShare',
  },
  {
    accounts: ['tools'],
    resources: ['*'],
    actions: 'servicecatalog: DescribeTagOption ListResourcesForTagOption UpdateTagOption',
  },
  { accounts: ['datascience'], resources: ['*'], actions: 'servicecatalog: UpdateConstraint' },
  {
    accounts: ['datascience'],
    resources: ['arn:aws:iam::*:policy/mlops-lab--*'],
    actions: 'iam: CreatePolicyVersion DeletePolicyVersion GetPolicy GetPolicyVersion',
  },
  {
    accounts: ['datascience'],
    resources: ['*'],
    actions: 'ec2: DescribeInstances DescribeNetworkAcls DescribeRouteTables DescribeVpcAttribute',
  },
  { accounts: ['datascience'], resources: ['arn:aws:ec2:*:*:subnet/*'], actions: 'ec2: ModifySubnetAttribute' },
  {
    accounts: ['datascience'],
    resources: ['arn:aws:ec2:*:*:security-group/*'],
    actions: 'ec2: UpdateSecurityGroupRuleDescriptionsIngress',
  },
  {
    accounts: ['datascience'],
    resources: ['route-table', 'security-group', 'subnet', 'vpc', 'vpc-endpoint'].map(
      (type) => `arn:aws:ec2:*:*:${type}/*`,
    ),
    actions: 'ec2: DeleteTags',
  },
  {
    accounts: ['datascience'],
    resources: ['arn:aws:ssm:*:*:parameter/mlops/lab/*'],
    actions: 'ssm: GetParameters RemoveTagsFromResource',
  },
  // Whether notebooks stand in a zone that the network is to leave.
  {
    accounts: ['datascience'],
    resources: ['arn:aws:sagemaker:*:*:notebook-instance/mlops-lab--*'],
    actions: 'sagemaker: DescribeNotebookInstance',
  },
  // "login --as" and "notebook --as": whoever holds it may act as any data scientist.
  {
    accounts: ['datascience'],
    resources: ['arn:aws:iam::*:role/mlops-lab--DataScientist-*'],
    actions: 'sts: SetSourceIdentity',
  },
  // What notebooks leave, which a teardown takes along.
  {
    accounts: ['datascience'],
    resources: ['arn:aws:sagemaker:*:*:training-job/mlops-lab--*'],
    actions: 'sagemaker: DeleteTrainingJob DescribeTrainingJob ListTags StopTrainingJob',
  },
  {
    accounts: ['datascience'],
    resources: ['endpoint', 'endpoint-config', 'model'].map((type) => `arn:aws:sagemaker:*:*:${type}/mlops-lab--*`),
    actions: 'sagemaker: DeleteEndpoint DeleteEndpointConfig DeleteModel DescribeEndpoint ListTags',
  },
  {
    accounts: ['datascience'],
    resources: [
      'arn:aws:logs:*:*:log-group:/aws/sagemaker/Endpoints/mlops-lab--*',
      'arn:aws:logs:*:*:log-group:/aws/sagemaker/TrainingJobs:log-stream:mlops-lab--*',
    ],
    actions: 'logs: DeleteLogGroup DeleteLogStream',
  },
  // The role of a notebook that somebody gave more policies, where neither Service Catalog nor CloudFormation deletes it.
  { accounts: ['datascience'], resources: ['arn:aws:iam::*:role/mlops-lab--*'], actions: 'iam: DetachRolePolicy' },
  {
    accounts: ['staging'],
    resources: ['arn:aws:cloudwatch:*:*:alarm:mlops-lab--*'],
    actions: 'cloudwatch: ListTagsForResource UntagResource',
  },
];
