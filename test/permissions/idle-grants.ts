/** Why something may stay granted though nothing in a rehearsal makes use of it. */
interface Idle {
  /** Below `templates/`, as `path Role/Sid`. */
  readonly statement: string;
  readonly actions: readonly string[];
}

const LAUNCH = 'datascience/prepare_datascientist_account.yaml LaunchRole';
const SCIENTIST = 'datascience/prepare_datascientist_account.yaml DataScientistRole';
const NOTEBOOK = 'products/sagemaker_notebook.yaml NotebookRole';
const DEPLOY = 'staging/prepare_staging_account.yaml DeployRole';
const NONPROD = 'staging/prepare_staging_account.yaml NonProdRole';
const PRODUCTION = 'staging/prepare_staging_account.yaml ProductionRole';
const PIPELINE = 'tools/mlops_pipeline.yaml';

/** By reason. What is used after all has to be taken off, and what is idle and not here is granted in vain. */
export const IDLE_GRANTS: Readonly<Record<string, readonly Idle[]>> = {
  'the administrator guide of Service Catalog, "Launch constraints", wants it; the sandbox does without': [
    {
      statement: `${LAUNCH}/StacksOfServiceCatalog`,
      actions: ['cloudformation:DescribeStackEvents', 'cloudformation:SetStackPolicy'],
    },
    {
      statement: `${LAUNCH}/CheckTemplate`,
      actions: ['cloudformation:GetTemplateSummary', 'cloudformation:ValidateTemplate'],
    },
  ],
  'on AWS the resources of a launch are listed, and tags taken off; whether with these rights was not tried': [
    {
      statement: `${LAUNCH}/StacksOfServiceCatalog`,
      actions: ['cloudformation:ListStackResources', 'cloudformation:UntagResource'],
    },
  ],
  'a template in the Tools bucket is read with it, should Service Catalog not use its own copy': [
    { statement: `${LAUNCH}/ReadTemplateOfTools`, actions: ['s3:GetObject'] },
    { statement: `${LAUNCH}/DecryptTemplateOfTools`, actions: ['kms:Decrypt'] },
  ],
  'a later version of the product may change its role or its tags': [
    {
      statement: `${LAUNCH}/RolesWithinBoundary`,
      actions: [
        'iam:PutRolePermissionsBoundary',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
    },
    { statement: `${LAUNCH}/ManageRole`, actions: ['iam:UntagRole'] },
    { statement: `${LAUNCH}/ManageBucket`, actions: ['s3:UntagResource'] },
    { statement: `${LAUNCH}/ManageLifecycle`, actions: ['sagemaker:DeleteTags'] },
    { statement: `${LAUNCH}/ManageNotebook`, actions: ['sagemaker:DeleteTags'] },
  ],
  "CloudFormation's handlers read back what they made, and tag in other ways; the sandbox's know it": [
    { statement: `${LAUNCH}/ManageRole`, actions: ['iam:GetRolePolicy'] },
    {
      statement: `${LAUNCH}/ManageBucket`,
      actions: [
        's3:GetAccelerateConfiguration',
        's3:GetAnalyticsConfiguration',
        's3:GetEncryptionConfiguration',
        's3:GetIntelligentTieringConfiguration',
        's3:GetInventoryConfiguration',
        's3:GetLifecycleConfiguration',
        's3:GetMetricsConfiguration',
        's3:GetReplicationConfiguration',
        's3:ListBucket',
        's3:ListTagsForResource',
        's3:TagResource',
      ],
    },
    {
      statement: `${LAUNCH}/ManageLifecycle`,
      actions: ['sagemaker:DescribeNotebookInstanceLifecycleConfig', 'sagemaker:ListTags'],
    },
    { statement: `${LAUNCH}/ManageNotebook`, actions: ['sagemaker:ListTags'] },
  ],
  'the console of Service Catalog asks; the sandbox lacks it': [
    {
      statement: `${SCIENTIST}/BrowseCatalog`,
      actions: ['servicecatalog:DescribeProductView', 'servicecatalog:DescribeProvisioningArtifact'],
    },
  ],
  'an upload in several parts needs the key to decrypt, and an end where it is broken off': [
    { statement: `${SCIENTIST}/EncryptSubmissions`, actions: ['kms:Decrypt'] },
    { statement: `${SCIENTIST}/Submit`, actions: ['s3:AbortMultipartUpload'] },
    { statement: `${NOTEBOOK}/Submit`, actions: ['s3:AbortMultipartUpload'] },
    { statement: `${NOTEBOOK}/OwnData`, actions: ['s3:AbortMultipartUpload'] },
    { statement: `${DEPLOY}/EncryptModels`, actions: ['kms:Decrypt'] },
  ],
  "what people try out in a notebook is theirs, and the account's boundary draws the same line": [
    {
      statement: `${NOTEBOOK}/TrainAndTry`,
      actions: [
        'sagemaker:AddTags',
        'sagemaker:CreateEndpoint',
        'sagemaker:CreateEndpointConfig',
        'sagemaker:CreateModel',
        'sagemaker:CreateTrainingJob',
        'sagemaker:DeleteEndpoint',
        'sagemaker:DeleteEndpointConfig',
        'sagemaker:DeleteModel',
        'sagemaker:DescribeEndpoint',
        'sagemaker:DescribeEndpointConfig',
        'sagemaker:DescribeModel',
        'sagemaker:DescribeTrainingJob',
        'sagemaker:InvokeEndpoint',
        'sagemaker:ListTags',
        'sagemaker:StopTrainingJob',
      ],
    },
    { statement: `${NOTEBOOK}/GiveThisRoleToJobs`, actions: ['iam:PassRole'] },
    { statement: `${NOTEBOOK}/SeeVolumeKey`, actions: ['kms:DescribeKey'] },
    { statement: `${NOTEBOOK}/LendVolumeKey`, actions: ['kms:CreateGrant'] },
    { statement: `${NOTEBOOK}/OwnBucket`, actions: ['s3:GetBucketLocation'] },
  ],
  'the sandbox runs no notebook, so it starts no scripts, stops for no idleness and writes no logs': [
    {
      statement: `${NOTEBOOK}/LookAtAndStopItself`,
      actions: ['sagemaker:ListTags', 'sagemaker:StopNotebookInstance'],
    },
    { statement: `${NOTEBOOK}/OpenLogs`, actions: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'] },
    {
      statement: `${NOTEBOOK}/WriteAndReadLogs`,
      actions: ['logs:CreateLogStream', 'logs:GetLogEvents', 'logs:PutLogEvents'],
    },
    { statement: `${NOTEBOOK}/PublishMetrics`, actions: ['cloudwatch:PutMetricData'] },
  ],
  'SageMaker\'s own list of what a role needs, "How to use SageMaker AI execution roles", has it; the sandbox asks for less':
    [
      { statement: `${NONPROD}/FindModels`, actions: ['s3:ListBucket'] },
      { statement: `${NONPROD}/WriteLog`, actions: ['logs:DescribeLogStreams'] },
      { statement: `${PRODUCTION}/FindModels`, actions: ['s3:ListBucket'] },
      { statement: `${PRODUCTION}/PublishMetrics`, actions: ['cloudwatch:PutMetricData'] },
      { statement: `${PRODUCTION}/WriteLog`, actions: ['logs:DescribeLogStreams'] },
      { statement: `${PIPELINE} TrainingRole/OpenLogs`, actions: ['logs:DescribeLogStreams'] },
      { statement: `${PIPELINE} TrainingRole/PublishMetrics`, actions: ['cloudwatch:PutMetricData'] },
    ],
  'only endpoints on instances are watched by alarms': [
    { statement: `${PRODUCTION}/WatchRollbackAlarms`, actions: ['cloudwatch:DescribeAlarms'] },
  ],
  'what a rehearsal in which all goes well does not come to: failures, retries, and releases enough for the oldest to go':
    [
      { statement: `${PIPELINE} DeployModelRole/AnswerTheJob`, actions: ['codepipeline:PutJobFailureResult'] },
      { statement: `${PIPELINE} GetStatusRole/AnswerTheJob`, actions: ['codepipeline:PutJobFailureResult'] },
      { statement: `${DEPLOY}/StoreModels`, actions: ['s3:DeleteObject'] },
      {
        statement: `${DEPLOY}/ChangeOwn`,
        actions: ['sagemaker:DeleteEndpoint', 'sagemaker:DeleteEndpointConfig', 'sagemaker:DeleteModel'],
      },
      { statement: `${DEPLOY}/SeeWhoseItIs`, actions: ['sagemaker:ListTags'] },
      { statement: `${PIPELINE} EvaluateModelRole/RegisterModels`, actions: ['sagemaker:UpdateModelPackage'] },
    ],
  'SageMaker may look at the files and the image that a model package names; the sandbox takes them as they are': [
    { statement: `${PIPELINE} EvaluateModelRole/FindImage`, actions: ['ecr:BatchGetImage', 'ecr:DescribeImages'] },
    { statement: `${PIPELINE} EvaluateModelRole/KeepReports`, actions: ['s3:GetObject'] },
    { statement: `${PIPELINE} EvaluateModelRole/RegisterModelData`, actions: ['s3:GetObject'] },
  ],
  'for people who look at their releases with the console or the AWS CLI': [
    {
      statement: `${PIPELINE} ObserverRole/SeeModels`,
      actions: ['sagemaker:DescribeModelPackage'],
    },
    {
      statement: `${PIPELINE} ObserverRole/WatchPipeline`,
      actions: ['codepipeline:GetPipeline', 'codepipeline:GetPipelineExecution'],
    },
  ],
  'the user guide of CodePipeline, "Amazon S3 source action" and "AWS Lambda invoke action", wants it of a pipeline\'s role':
    [
      { statement: `${PIPELINE} PipelineRole/HandOnArtifacts`, actions: ['s3:GetObjectVersion'] },
      { statement: `${PIPELINE} PipelineRole/ListFunctions`, actions: ['lambda:ListFunctions'] },
      {
        statement: `${PIPELINE} PipelineRole/SeeBuckets`,
        actions: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
      },
      {
        statement: `${PIPELINE} PipelineRole/TakeSubmissions`,
        actions: ['s3:GetObjectTagging', 's3:GetObjectVersionTagging'],
      },
    ],
};

/** Actions that are granted by wildcard, and why. */
export const WILDCARD_ACTIONS: Readonly<Record<string, string>> = {
  [`${LAUNCH}/ManageBucket s3:GetBucket*`]: "CloudFormation's handler reads back some twenty settings of a bucket",
};
