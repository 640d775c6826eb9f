import type { DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { ListObjectsV2Output } from '@aws-sdk/client-s3';
import type { DescribeNotebookInstanceOutput, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { GetParameterResult } from '@aws-sdk/client-ssm';
import { ownerTags } from '../../src/lab/owner.ts';
import { tagList } from '../../src/sandbox/kernel/tags.ts';
import { become, operatorOf, type Person } from './people.ts';
import { pass, type Stage } from './stage.ts';

interface OfNotebook {
  readonly name: string;
  readonly bucket: string;
}

/** Trains as the lab's notebook does, looks into the job's log, leaves an empty bucket, and says how it ended. */
export function train(stage: Stage, { invoke }: Person, of: OfNotebook): string | undefined {
  const { bucket: Bucket } = of;
  const Body = Buffer.from(Array.from({ length: 40 }, (_, row) => `${row * 3},${row}\n`).join(''));
  invoke('s3', 'PutObject', { Bucket, Key: 'penguins/train.csv', Body });
  const job = trainingJob(stage, invoke, of);
  invoke('sagemaker', 'CreateTrainingJob', job);
  pass(stage, 600);
  const { TrainingJobName } = job;
  const seen = invoke<DescribeTrainingJobResponse>('sagemaker', 'DescribeTrainingJob', { TrainingJobName });
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const ask = { logGroupName, logStreamNamePrefix: `${TrainingJobName}/` };
  const { logStreams = [] } = invoke<DescribeLogStreamsResponse>('logs', 'DescribeLogStreams', ask);
  const [stream] = logStreams;
  invoke('logs', 'GetLogEvents', { logGroupName, logStreamName: stream?.logStreamName });
  const { Contents = [] } = invoke<ListObjectsV2Output>('s3', 'ListObjectsV2', { Bucket });
  for (const { Key } of Contents) invoke('s3', 'DeleteObject', { Bucket, Key });
  return seen.FailureReason ?? seen.TrainingJobStatus;
}

/** Follows a submission in the role of the Tools account. */
export function watch({ sandbox, context }: Stage, notebook: Person): void {
  const { name, region, accounts } = context.lab;
  notebook.invoke('sts', 'GetCallerIdentity', {});
  const role = `arn:aws:iam::${accounts.tools.id}:role/mlops-${name}--observer-${region}`;
  const observer = become(sandbox, notebook, role);
  observer.invoke('codepipeline', 'GetPipelineState', { name: `mlops-${name}` });
  observer.invoke('sagemaker', 'ListModelPackages', { ModelPackageGroupName: `mlops-${name}` });
}

function trainingJob(stage: Stage, invoke: Person['invoke'], { name, bucket }: OfNotebook) {
  const NotebookInstanceName = name;
  const own = invoke<DescribeNotebookInstanceOutput>('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName });
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/penguins/train.csv` };
  return {
    TrainingJobName: `${name}-20260105-080000`,
    RoleArn: own.RoleArn,
    AlgorithmSpecification: {
      TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      TrainingInputMode: 'File',
    },
    HyperParameters: { objective: 'reg:squarederror', num_round: '10' },
    InputDataConfig: [{ ChannelName: 'train', ContentType: 'text/csv', DataSource: { S3DataSource } }],
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/penguins/models`, KmsKeyId: keyOf(stage) },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
    StoppingCondition: { MaxRuntimeInSeconds: 1800 },
    VpcConfig: { Subnets: [own.SubnetId], SecurityGroupIds: own.SecurityGroups },
    Tags: tagList(ownerTags(stage.context.lab)),
  };
}

/** What a notebook is told when it starts. */
function keyOf({ sandbox, scientist, context }: Stage): string | undefined {
  const { invoke } = operatorOf(sandbox, scientist.principal.account);
  const Name = `/mlops/${context.lab.name}/notebook-key-arn`;
  return invoke<GetParameterResult>('ssm', 'GetParameter', { Name }).Parameter?.Value;
}
