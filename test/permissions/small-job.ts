import { ownerTags } from '../../src/lab/owner.ts';
import { tagList } from '../../src/sandbox/kernel/tags.ts';
import { LAB } from '../support/rehearsal.ts';

/** A training job on what lies in a bucket, marked as the lab's; who asks for it gives it name, role and network. */
export function smallJob(bucket: string) {
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/data/` };
  return {
    AlgorithmSpecification: {
      TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      TrainingInputMode: 'File',
    },
    HyperParameters: { num_round: '10' },
    InputDataConfig: [{ ChannelName: 'train', ContentType: 'text/csv', DataSource: { S3DataSource } }],
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/models/` },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
    Tags: tagList(ownerTags(LAB)),
  };
}
