import type { Call } from '../../kernel/service.ts';
import { bucketArn } from './names.ts';
import type { Bucket, StoredObject, Version } from './state.ts';

/** Tells EventBridge of a new object, where the bucket is set to ("Amazon S3 event message structure", S3 guide). */
export function announceCreated(bucket: Bucket, key: string, object: StoredObject, reason: string, call: Call): void {
  const { size, etag, versionId } = object;
  announce(bucket, call, 'Object Created', reason, {
    object: {
      key,
      size,
      etag: etag.replaceAll('"', ''),
      ...version(bucket, versionId),
      sequencer: sequencer(bucket, call),
    },
  });
}

export function announceDeleted(bucket: Bucket, key: string, gone: Version, call: Call, kind: DeletionKind): void {
  announce(bucket, call, 'Object Deleted', 'DeleteObject', {
    object: { key, ...version(bucket, gone.versionId), sequencer: sequencer(bucket, call) },
    'deletion-type': kind,
  });
}

type DeletionKind = 'Permanently Deleted' | 'Delete Marker Created';

function announce(bucket: Bucket, call: Call, detailType: string, reason: string, about: object): void {
  if (!bucket.settings.notification?.EventBridgeConfiguration || !call.cloud.service('events')) return;
  const { account, region } = bucket;
  const principal = { kind: 'service', account, arn: 's3.amazonaws.com', userId: 's3.amazonaws.com' } as const;
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    ...about,
    'request-id': call.requestId,
    requester: call.principal.account,
    reason,
  };
  const entry = {
    Time: new Date(call.now),
    Source: 'aws.s3',
    DetailType: detailType,
    Resources: [bucketArn(bucket.name)],
    Detail: JSON.stringify(detail),
  };
  call.invoke('events', 'PutEvents', { Entries: [entry] }, { principal, account, region, via: 's3' });
}

function version(bucket: Bucket, versionId: string): object {
  return bucket.settings.versioning?.Status ? { 'version-id': versionId } : {};
}

/** Grows with every write, so that consumers can order the events of a key. */
function sequencer(bucket: Bucket, call: Call): string {
  bucket.writes += 1;
  return `${hexadecimal(call.now)}${hexadecimal(bucket.writes)}`;
}

function hexadecimal(number: number): string {
  return number.toString(16).toUpperCase().padStart(12, '0');
}
