import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { LabError } from '../errors.ts';
import type { Objects } from '../ports/objects.ts';
import { clientConfig, type ClientSetup } from './clients.ts';
import { errorName, translated, type CallSite } from './errors.ts';

export function awsObjects(setup: ClientSetup, site: CallSite): Objects {
  const client = new S3Client(clientConfig(setup));
  return {
    exists: (bucket, key) => translated(site, () => exists(client, bucket, key)),
    put: ({ bucket, key, content, contentType, withoutKey = false }) =>
      translated(site, async () => {
        const encryption = withoutKey ? ({ ServerSideEncryption: 'AES256' } as const) : {};
        const input = { Bucket: bucket, Key: key, Body: content, ContentType: contentType, ...encryption };
        await client.send(new PutObjectCommand(input));
      }),
    empty: (bucket) => translated(site, () => empty(client, bucket)),
  };
}

async function exists(client: S3Client, bucket: string, key: string): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (errorName(error) === 'NotFound' || errorName(error) === 'NoSuchKey') return false;
    throw error;
  }
}

async function empty(client: S3Client, bucket: string): Promise<number> {
  try {
    await abortUploads(client, bucket);
    return await deleteVersions(client, bucket);
  } catch (error) {
    if (errorName(error) === 'NoSuchBucket') return 0;
    throw error;
  }
}

/** Lists from the beginning each time, since what was listed is gone; a page holds as many as one delete may name. */
async function deleteVersions(client: S3Client, bucket: string): Promise<number> {
  for (let deleted = 0; ;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (versions.length === 0) return deleted;
    const objects = versions.map(({ Key, VersionId }): ObjectIdentifier => ({ Key, VersionId }));
    const { Errors: [refused] = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
    );
    if (refused) throw cannotEmpty(bucket, refused.Key, refused.Message);
    deleted += objects.length;
  }
}

async function abortUploads(client: S3Client, bucket: string): Promise<void> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  for (const { Key, UploadId } of Uploads) {
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  }
}

function cannotEmpty(bucket: string, key: string | undefined, reason: string | undefined): LabError {
  return new LabError({
    code: 'bucket-not-emptied',
    message: `object ${key ?? ''} in bucket ${bucket} cannot be deleted: ${reason ?? 'no reason given'}`,
    hint: 'delete it by hand (look for object locks and bucket policies), then run the same command again',
  });
}
