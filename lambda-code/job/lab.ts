import type { Tag } from '@aws-sdk/client-sagemaker';
import type { Job } from './job.ts';
import type { Values } from './values.ts';

/** The tag by which whatever the functions make is known to belong to a lab. */
const LAB_TAG = 'mlops-lab:lab';

export function labTag(job: Job): Tag {
  return { Key: LAB_TAG, Value: job.environment.text('LAB_NAME') };
}

/** CodePipeline's execution ids are UUIDs; they become part of names and keys. */
export function executionId(parameters: Values): string {
  return parameters.matching('executionId', /^[A-Za-z0-9-]{1,36}$/, 'the id of a pipeline execution');
}

export function modelData(parameters: Values): string {
  return parameters.matching('modelData', /^s3:\/\/[^/]+\/.+$/, 'an S3 URL such as s3://bucket/models/model.tar.gz');
}
