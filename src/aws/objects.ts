import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  type AbortMultipartUploadCommandInput,
  type ListMultipartUploadsCommandInput,
  type ListMultipartUploadsCommandOutput,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { LabError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Objects } from '../ports/objects.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { errorName, translated, type CallSite } from './errors.ts';

/** S3 errors of objects whose deletion may be retried. */
const PASSING = new Set(['InternalError', 'ServiceUnavailable', 'SlowDown', 'RequestTimeout']);
/** The pauses between attempts without success; then it gives up. */
const PAUSES = [1000, 2000, 4000, 8000, 15_000];

export function awsObjects(setup: ClientSetup, site: CallSite): Objects {
  const client = clientOf(S3Client, setup);
  return {
    exists: (bucket, key) => translated(site, () => exists(client, bucket, key)),
    put: ({ bucket, key, content, contentType, withoutKey = false }) =>
      translated(site, async () => {
        const encryption = withoutKey ? ({ ServerSideEncryption: 'AES256' } as const) : {};
        const input = { Bucket: bucket, Key: key, Body: content, ContentType: contentType, ...encryption };
        await client.send(new PutObjectCommand(input));
      }),
    look: (bucket) =>
      translated(site, () =>
        unlessGone(() => client.send(new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: 1 }))),
      ),
    empty: (bucket) => translated(site, () => emptyBucket(client, setup.clock, bucket)),
  };
}

async function exists(client: S3Client, bucket: string, key: string): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (errorName(error) === 'NotFound' || errorName(error) === 'NoSuchKey') return false;
    throw nameless(error, bucket, key);
  }
}

/** A response to HEAD has no body that could say what was refused. */
function nameless(error: unknown, bucket: string, key: string): unknown {
  if (!(error instanceof Error) || !/^Unknown/.test(error.name)) return error;
  return Object.assign(error, { message: `S3 does not let us see whether ${key} is in bucket ${bucket}` });
}

/** Whether the bucket was there for the call. */
async function unlessGone(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (errorName(error) !== 'NoSuchBucket') throw error;
    return false;
  }
}

/** Deletes all versions and uploads, and returns how many there were; none if the bucket is gone. */
export async function emptyBucket(client: S3Client, clock: Clock, bucket: string): Promise<number> {
  try {
    await abortUploads(client, bucket);
    return await deleteVersions(client, clock, bucket);
  } catch (error) {
    if (errorName(error) === 'NoSuchBucket') return 0;
    throw error;
  }
}

/** Lists from the start each time, since what was listed is gone; a page has as many as one delete may name. */
async function deleteVersions(client: S3Client, clock: Clock, bucket: string): Promise<number> {
  for (let deleted = 0, fruitless = 0; ;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (versions.length === 0) return deleted;
    const objects = versions.map(({ Key, VersionId }): ObjectIdentifier => ({ Key, VersionId }));
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
    );
    const pause = PAUSES[fruitless];
    const refused = Errors.find(({ Code = '' }) => !PASSING.has(Code)) ?? (pause === undefined ? Errors[0] : undefined);
    if (refused) throw cannotEmpty(bucket, refused.Key, refused.Message);
    if (Errors.length > 0) await clock.sleep(pause ?? 0);
    fruitless = Errors.length < objects.length ? 0 : fruitless + 1;
    deleted += objects.length - Errors.length;
  }
}

async function abortUploads(client: S3Client, bucket: string): Promise<void> {
  let from: Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'> | undefined = {};
  while (from) {
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket, ...from }),
    );
    for (const { Key, UploadId } of page.Uploads ?? []) await abortUpload(client, { Bucket: bucket, Key, UploadId });
    const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    from = IsTruncated ? { KeyMarker, UploadIdMarker } : undefined;
  }
}

/** An upload that its owner completed or aborted in the meantime no longer exists. */
async function abortUpload(client: S3Client, upload: AbortMultipartUploadCommandInput): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand(upload));
  } catch (error) {
    if (errorName(error) !== 'NoSuchUpload') throw error;
  }
}

function cannotEmpty(bucket: string, key: string | undefined, reason: string | undefined): LabError {
  return new LabError({
    code: 'bucket-not-emptied',
    message: `object ${key ?? ''} in bucket ${bucket} cannot be deleted: ${reason ?? 'no reason given'}`,
    hint: {
      say: 'delete it by hand (look for object locks and bucket policies), then run the same command again',
      command: 'again',
    },
  });
}
