import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, Operation } from '../../kernel/service.ts';
import { own } from '../../../own.ts';

/** What errors say of the request ("Error Responses" of the S3 API reference): element → member of the input. */
const OF_BUCKET = { BucketName: 'Bucket' };
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BucketAlreadyExists: OF_BUCKET,
  BucketAlreadyOwnedByYou: OF_BUCKET,
  BucketNotEmpty: OF_BUCKET,
  InvalidBucketName: OF_BUCKET,
  NoSuchBucket: OF_BUCKET,
  NoSuchBucketPolicy: OF_BUCKET,
  NoSuchCORSConfiguration: OF_BUCKET,
  NoSuchLifecycleConfiguration: OF_BUCKET,
  NoSuchPublicAccessBlockConfiguration: OF_BUCKET,
  NoSuchTagSet: OF_BUCKET,
  OwnershipControlsNotFoundError: OF_BUCKET,
  NoSuchKey: { Key: 'Key' },
  NoSuchVersion: { Key: 'Key', VersionId: 'VersionId' },
  NoSuchUpload: { UploadId: 'UploadId' },
};

/** The operation, whose errors name what they are about. */
export function tellingFields(operation: Operation): Operation {
  return (input: never, call: Call) => {
    try {
      return operation(input, call);
    } catch (error) {
      throw error instanceof AwsError ? error.telling({ fields: fieldsOf(error.code, input) }) : error;
    }
  };
}

function fieldsOf(code: string, input: Readonly<Record<string, unknown>>): Record<string, string> {
  const elements = Object.entries(own(FIELDS, code) ?? {}).map(
    ([element, member]) => [element, own(input, member)] as const,
  );
  return Object.fromEntries(
    elements.flatMap(([element, value]) => (typeof value === 'string' ? [[element, value]] : [])),
  );
}
