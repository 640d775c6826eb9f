import type { ServerSideEncryption } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidArgument } from './errors.ts';
import { bucketArn, objectArn } from './names.ts';
import type { Bucket, ObjectEncryption } from './state.ts';

export interface EncryptionRequest {
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
}

interface EncryptionAnswer {
  readonly ServerSideEncryption: ObjectEncryption['algorithm'];
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
}

/** How a new object is encrypted: as the request says, else as the bucket does by default. */
export function encryptionFor(bucket: Bucket, key: string, input: EncryptionRequest, call: Call): ObjectEncryption {
  const { algorithm, keyId, bucketKey } = chosen(bucket, input);
  if (algorithm === 'AES256') return { algorithm };
  const boundTo = bucketKey ? bucketArn(bucket.name) : objectArn(bucket.name, key);
  const wanted = { KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: { 'aws:s3:arn': boundTo } } as const;
  const made = translated(() => call.invoke('kms', 'GenerateDataKey', wanted, { via: 's3', region: bucket.region }));
  return {
    algorithm,
    keyArn: made.KeyId ?? '',
    dataKey: Buffer.from(made.CiphertextBlob ?? []).toString('base64'),
    boundTo,
    bucketKey,
  };
}

/** Has KMS open the data key, which is what lets a caller read the object. */
export function openDataKey(bucket: Bucket, encryption: ObjectEncryption, call: Call): void {
  const { dataKey, boundTo } = encryption;
  if (dataKey === undefined || boundTo === undefined) return;
  const kept = { CiphertextBlob: Buffer.from(dataKey, 'base64'), EncryptionContext: { 'aws:s3:arn': boundTo } };
  translated(() => call.invoke('kms', 'Decrypt', kept, { via: 's3', region: bucket.region }));
}

export function encryptionAnswer({ algorithm, keyArn, bucketKey }: ObjectEncryption): EncryptionAnswer {
  return {
    ServerSideEncryption: algorithm,
    ...(keyArn && { SSEKMSKeyId: keyArn }),
    ...(bucketKey && { BucketKeyEnabled: true }),
  };
}

/** What bucket policies can ask of the encryption of a write; only what the request itself says counts. */
export function encryptionContext(input: EncryptionRequest): Record<string, string> {
  return {
    ...(input.ServerSideEncryption && { 's3:x-amz-server-side-encryption': input.ServerSideEncryption }),
    ...(input.SSEKMSKeyId && { 's3:x-amz-server-side-encryption-aws-kms-key-id': input.SSEKMSKeyId }),
  };
}

function chosen(bucket: Bucket, input: EncryptionRequest) {
  if (input.SSECustomerAlgorithm) {
    throw new AwsError('NotImplemented', 'the sandbox does not implement encryption with customer-provided keys', 501);
  }
  if (input.SSEKMSKeyId && !input.ServerSideEncryption?.startsWith('aws:kms')) {
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    );
  }
  const [rule] = bucket.settings.encryption?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const asked = input.ServerSideEncryption ?? byDefault?.SSEAlgorithm ?? 'AES256';
  return {
    algorithm: asked as ObjectEncryption['algorithm'],
    keyId: (input.ServerSideEncryption ? input.SSEKMSKeyId : byDefault?.KMSMasterKeyID) ?? 'alias/aws/s3',
    bucketKey: input.BucketKeyEnabled ?? rule?.BucketKeyEnabled ?? false,
  };
}

/** S3 uses keys with the caller's permissions, and passes on what KMS objects to under its own codes. */
function translated<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'AccessDeniedException') throw new AwsError('AccessDenied', error.message, 403);
    throw new AwsError(`KMS.${error.code}`, error.message);
  }
}
