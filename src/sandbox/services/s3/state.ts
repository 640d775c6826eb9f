import type {
  GetBucketCorsOutput,
  GetBucketLoggingOutput,
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  NotificationConfiguration,
  GetBucketOwnershipControlsOutput,
  GetBucketTaggingOutput,
  GetBucketVersioningOutput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3';

import type { Tags } from '../../kernel/tags.ts';
import { EVERYONE, GLOBAL, type Slice, type World } from '../../kernel/world.ts';

export interface ObjectEncryption {
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  readonly keyArn?: string;
  /** The object's data key as KMS encrypted it, base64, and what KMS has to be told to decrypt it. */
  readonly dataKey?: string;
  readonly boundTo?: string;
  readonly bucketKey?: boolean;
}

/** What travels with an object as it was given, under the names the API has for it. */
export type ObjectHeaders = Readonly<
  Partial<
    Record<
      | 'CacheControl'
      | 'ContentDisposition'
      | 'ContentEncoding'
      | 'ContentLanguage'
      | 'ContentType'
      | 'ExpiresString'
      | 'WebsiteRedirectLocation',
      string
    >
  >
>;

export type Checksums = Readonly<Record<string, string>>;

export interface StoredObject {
  readonly versionId: string;
  readonly at: number;
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly encryption: ObjectEncryption;
  readonly checksums: Checksums;
  /** Of an object that was uploaded in parts: their sizes, and the upload that made it. */
  readonly partSizes?: readonly number[];
  readonly uploadId?: string;
  tags: Tags;
}

export interface DeleteMarker {
  readonly versionId: string;
  readonly at: number;
  readonly deleted: true;
}

export type Version = StoredObject | DeleteMarker;

export interface Part {
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly at: number;
  readonly checksums: Checksums;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly at: number;
  readonly initiator: string;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly encryption: ObjectEncryption;
  readonly tags: Tags;
  readonly checksumAlgorithm?: string;
  readonly checksumType: 'COMPOSITE' | 'FULL_OBJECT';
  readonly parts: Record<string, Part>;
}

/** A bucket's configurations, each as the operation that reads it gives it. */
export interface BucketSettings {
  versioning?: GetBucketVersioningOutput;
  encryption?: GetBucketEncryptionOutput;
  publicAccessBlock?: GetPublicAccessBlockOutput;
  ownershipControls?: GetBucketOwnershipControlsOutput;
  lifecycle?: GetBucketLifecycleConfigurationOutput;
  notification?: NotificationConfiguration;
  tagging?: GetBucketTaggingOutput;
  cors?: GetBucketCorsOutput;
  logging?: GetBucketLoggingOutput;
  policy?: { readonly Policy: string };
}

export interface Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly createdAt: number;
  readonly settings: BucketSettings;
  /** Versions by key, the newest first; a key without versions is not in here. */
  readonly versions: Record<string, Version[]>;
  readonly uploads: Record<string, Upload>;
  /** How often the bucket was written to. */
  writes: number;
}

const S3: Slice<Record<string, Bucket>> = { name: 's3', initial: () => ({}) };

/** All buckets there are: their names are one namespace over all accounts and regions. */
export function buckets(world: World): Record<string, Bucket> {
  return world.slice(S3, EVERYONE, GLOBAL);
}

export function isDeleteMarker(version: Version): version is DeleteMarker {
  return 'deleted' in version;
}
