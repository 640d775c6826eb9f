import { CopyObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { CreateModelCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { failureOf, isTaken, JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { isIsolated } from '../job/isolation.ts';
import { labTags } from '../job/lab.ts';
import type { Release } from './release.ts';

/** What a copy keeps of its original: with a key of KMS, entity tags do not tell what an object holds. */
const ORIGINAL = 'original-etag';

interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** Copies the model from bucket to bucket, unless it is there, and gives the copy's URL. */
export async function bringModel({ modelData, modelKey }: Release, job: Job, s3: S3Client): Promise<string> {
  const from = objectName(modelData);
  const to = { bucket: job.environment.text('MODEL_BUCKET'), key: modelKey };
  const original = await head(from, job, s3);
  if (!original?.ETag) {
    throw new JobFailure('RevisionUnavailable', `there is no model at ${modelData}; submit again`);
  }
  const copy = await head(to, job, s3);
  const isThere = copy?.ContentLength === original.ContentLength && copy?.Metadata?.[ORIGINAL] === bare(original.ETag);
  if (!isThere) await copyObject(from, to, original.ETag, job, s3);
  return url(to);
}

export async function createModel(release: Release, modelUrl: string, job: Job, sagemaker: SageMakerClient) {
  const input = {
    ModelName: release.name,
    ExecutionRoleArn: release.role,
    PrimaryContainer: { Image: release.image, ModelDataUrl: modelUrl },
    EnableNetworkIsolation: isIsolated(job),
    Tags: labTags(job),
  };
  try {
    await job.call(`CreateModel of ${release.name}`, (options) =>
      sagemaker.send(new CreateModelCommand(input), options),
    );
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}

async function copyObject(from: ObjectName, to: ObjectName, etag: string, job: Job, s3: S3Client): Promise<void> {
  const input = {
    Bucket: to.bucket,
    Key: to.key,
    CopySource: [from.bucket, ...from.key.split('/')].map(encodeURIComponent).join('/'),
    CopySourceIfMatch: etag,
    MetadataDirective: 'REPLACE',
    Metadata: { [ORIGINAL]: bare(etag) },
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: job.environment.text('MODEL_KEY_ARN'),
  } as const;
  await job.call(`CopyObject of ${url(from)} to ${url(to)}`, (options) =>
    s3.send(new CopyObjectCommand(input), options),
  );
}

async function head(object: ObjectName, job: Job, s3: S3Client): Promise<HeadObjectCommandOutput | undefined> {
  try {
    const input = { Bucket: object.bucket, Key: object.key };
    return await job.call(`HeadObject of ${url(object)}`, (options) => s3.send(new HeadObjectCommand(input), options));
  } catch (error) {
    const { type } = failureOf(error);
    if (type === 'RevisionUnavailable') return undefined;
    // An answer to HEAD has no text, and without leave to list a bucket what is missing is denied too.
    if (type !== 'PermissionError') throw error;
    throw new JobFailure(
      type,
      `${url(object)} is missing, or the deploy role may not read it; submit again, or run "mlops-lab init"`,
    );
  }
}

function objectName(s3Url: string): ObjectName {
  const [bucket = '', ...key] = s3Url.replace(/^s3:\/\//, '').split('/');
  return { bucket, key: key.join('/') };
}

function url({ bucket, key }: ObjectName): string {
  return `s3://${bucket}/${key}`;
}

function bare(etag: string): string {
  return etag.replaceAll('"', '');
}
