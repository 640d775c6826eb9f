import type { Tag } from '@aws-sdk/client-sagemaker';
import { OWNER_TAG } from '../../src/lab/owner.ts';
import type { Job } from './job.ts';
import type { Values } from './values.ts';

/** What everything that the functions make is tagged with: whose it is, and for people the lab's name. */
export function labTags({ environment }: Job): Tag[] {
  return [
    { Key: OWNER_TAG, Value: environment.text('DEPLOYMENT') },
    { Key: 'mlops-lab:lab', Value: environment.text('LAB_NAME') },
  ];
}

/** CodePipeline's execution ids are UUIDs; they become part of names and keys. */
export function executionId(parameters: Values): string {
  return parameters.matching('executionId', /^[A-Za-z0-9-]{1,36}$/, 'the id of a pipeline execution');
}

export function modelData(parameters: Values): string {
  return parameters.matching('modelData', /^s3:\/\/[^/]+\/.+$/, 'an S3 URL such as s3://bucket/models/model.tar.gz');
}
