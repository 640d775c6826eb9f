import type {
  CreateTrainingJobRequest,
  CreateTrainingJobResponse,
  ResourceConfig,
  StoppingCondition,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { inRange } from '../../../kernel/constraints.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagMap } from '../../../kernel/tags.ts';
import { arnOf } from '../arns.ts';
import { aboutNew, noteValues } from '../conditions.ts';
import { invalid } from '../errors.ts';
import { checkedImage } from '../images.ts';
import { supportedType } from '../instance-types.ts';
import { expectUseOfVpc, expectVpc } from '../network.ts';
import { expectRoomForTraining } from '../quotas.ts';
import { actAs, checkedRole } from '../roles.ts';
import { s3Location } from '../s3-location.ts';
import { lendJobKey } from '../volume-key.ts';
import { expectInput } from './input-data.ts';
import { PHASES_MS } from './progress.ts';
import { enter, trainingJobsOf, type TrainingJobRecord, type TrainingRequest } from './state.ts';

const DEFAULT_SECONDS = 86_400;

export function createTrainingJob(input: CreateTrainingJobRequest, call: Call): CreateTrainingJobResponse {
  const name = input.TrainingJobName ?? '';
  const arn = arnOf('training-job', name, call);
  noteConditions(input, call);
  aboutNew(arn, input.Tags, call);
  const jobs = trainingJobsOf(call);
  if (own(jobs, name)) throw alreadyThere(arn);
  const role = checkedRole(input.RoleArn ?? '', call, { sourceArn: arn });
  expectSettings(input, call);
  const actor = actAs(role, arn, call);
  expectUseOfVpc(input.VpcConfig, actor);
  lendJobKey(input.ResourceConfig?.VolumeKmsKeyId, actor, call);
  expectInput(input.InputDataConfig, actor);
  expectRoomForTraining(input.ResourceConfig?.InstanceType ?? '', call);
  const job: TrainingJobRecord = {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    request: settingsOf(input),
    phase: 'Starting',
    transitions: [],
    tags: tagMap(input.Tags),
  };
  enter(job, 'Starting', call.now, PHASES_MS.Starting);
  put(jobs, name, job);
  return { TrainingJobArn: arn };
}

function settingsOf(input: CreateTrainingJobRequest): TrainingRequest {
  return {
    AlgorithmSpecification: input.AlgorithmSpecification,
    EnableInterContainerTrafficEncryption: input.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: input.EnableManagedSpotTraining ?? false,
    EnableNetworkIsolation: input.EnableNetworkIsolation ?? false,
    Environment: input.Environment,
    HyperParameters: input.HyperParameters,
    InputDataConfig: input.InputDataConfig,
    OutputDataConfig: input.OutputDataConfig,
    ResourceConfig: input.ResourceConfig,
    RoleArn: input.RoleArn,
    StoppingCondition: input.StoppingCondition ?? { MaxRuntimeInSeconds: DEFAULT_SECONDS },
    VpcConfig: input.VpcConfig,
  };
}

/** Source: Service authorization reference, "Amazon SageMaker", CreateTrainingJob. The keys' names were once shorter. */
function noteConditions(input: CreateTrainingJobRequest, call: Call): void {
  const { OutputDataConfig, ResourceConfig: resources, StoppingCondition: stopping, VpcConfig } = input;
  const volumeKey = resources?.VolumeKmsKeyId;
  const outputKey = OutputDataConfig?.KmsKeyId;
  noteValues(
    {
      'sagemaker:InstanceTypes': resources?.InstanceType && [resources.InstanceType],
      'sagemaker:OutputKmsKey': outputKey,
      'sagemaker:OutputKmsKeyArn': outputKey,
      'sagemaker:VolumeKmsKey': volumeKey,
      'sagemaker:VolumeKmsKeyArn': volumeKey,
      'sagemaker:MaxRuntimeInSeconds': stopping?.MaxRuntimeInSeconds?.toString(),
      'sagemaker:NetworkIsolation': String(input.EnableNetworkIsolation ?? false),
      'sagemaker:InterContainerTrafficEncryption': String(input.EnableInterContainerTrafficEncryption ?? false),
      'sagemaker:VpcSubnets': VpcConfig?.Subnets,
      'sagemaker:VpcSecurityGroupIds': VpcConfig?.SecurityGroupIds,
    },
    call,
  );
}

function expectSettings(input: CreateTrainingJobRequest, call: Call): void {
  checkedImage(input.AlgorithmSpecification?.TrainingImage, call);
  s3Location(input.OutputDataConfig?.S3OutputPath ?? '', call.cloud.endpoint);
  expectResources(input.ResourceConfig, call);
  expectLimit(input.StoppingCondition);
  expectVpc(input.VpcConfig, call);
}

function expectResources(resources: ResourceConfig | undefined, call: Call): void {
  if (!resources) return void invalid('ResourceConfig is required.');
  supportedType(resources.InstanceType, 'resourceConfig.instanceType', call);
  const volume = { member: 'resourceConfig.volumeSizeInGB', min: 1, max: 16_384 };
  inRange(resources.VolumeSizeInGB ?? 0, volume, 'ValidationException');
  if (resources.InstanceCount !== 1) invalid('The sandbox trains on one instance: InstanceCount must be 1.');
}

/** At the most 28 days. Source: SageMaker API reference, StoppingCondition. */
function expectLimit(stopping: StoppingCondition | undefined): void {
  const seconds = stopping?.MaxRuntimeInSeconds ?? DEFAULT_SECONDS;
  inRange(
    seconds,
    { member: 'stoppingCondition.maxRuntimeInSeconds', min: 1, max: 28 * 86_400 },
    'ValidationException',
  );
}

function alreadyThere(arn: string): AwsError {
  return new AwsError(
    'ResourceInUse',
    'Training job names must be unique within an AWS account and region, ' +
      `and a training job with this name already exists (${arn})`,
  );
}
