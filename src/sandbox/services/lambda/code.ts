import { unzipSync } from 'fflate';
import type { FunctionCode as CodeInput } from '@aws-sdk/client-lambda';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { buckets } from '../s3/state.ts';
import { invalidValue, notImplemented } from './errors.ts';
import type { FunctionCode } from './state.ts';

/** Lambda developer guide, "Lambda quotas". */
const LARGEST_UPLOAD = 50 * 1024 * 1024;
const LARGEST_UNZIPPED = 262_144_000;

type Code = Pick<CodeInput, 'ZipFile' | 'S3Bucket' | 'S3Key' | 'S3ObjectVersion' | 'ImageUri'>;

/** Fetches and keeps the code of a function, if it is a zip that Lambda takes. */
export function storedCode(code: Code, call: Call): FunctionCode {
  if (code.ImageUri !== undefined) throw notImplemented('the sandbox runs functions from zips, not from images');
  const zip = code.ZipFile ? uploaded(code.ZipFile) : fetched(code, call);
  expectZip(zip);
  return { blob: call.cloud.blobs.put(zip), size: zip.length };
}

export function codeSha256({ blob }: FunctionCode): string {
  return Buffer.from(blob, 'hex').toString('base64');
}

function uploaded(zip: Uint8Array): Uint8Array {
  if (zip.length > LARGEST_UPLOAD) {
    throw new AwsError('RequestTooLargeException', 'Request must be smaller than 69905067 bytes.', 413);
  }
  return zip;
}

/** The caller's permissions decide whether the object can be read (API reference, CreateFunction). */
function fetched({ S3Bucket, S3Key, S3ObjectVersion }: Code, call: Call): Uint8Array {
  if (!S3Bucket || !S3Key) throw invalidValue('Please provide a source for function code.');
  expectSameRegion(S3Bucket, call);
  const input = { Bucket: S3Bucket, Key: S3Key, ...(S3ObjectVersion && { VersionId: S3ObjectVersion }) };
  try {
    return call.invoke('s3', 'GetObject', input).Body;
  } catch (error) {
    throw error instanceof AwsError ? unreadable(error, `${S3Bucket}/${S3Key}`) : error;
  }
}

function expectSameRegion(bucket: string, call: Call): void {
  const region = own(buckets(call.cloud.world), bucket)?.region ?? call.region;
  if (region === call.region) return;
  throw invalidValue(
    'Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: ' +
      `The bucket is in this region: ${region}. Please use this region to retry the request`,
  );
}

function unreadable({ code, message }: AwsError, object: string): AwsError {
  const reason = `S3 Error Code: ${code}. S3 Error Message: ${message}`;
  if (code !== 'AccessDenied') return invalidValue(`Error occurred while GetObject. ${reason}`);
  return new AwsError(
    'AccessDeniedException',
    'Your access has been denied by S3, please make sure your request credentials have permission to GetObject for ' +
      `${object}. ${reason}`,
    403,
  );
}

function expectZip(zip: Uint8Array): void {
  let size = 0;
  try {
    unzipSync(zip, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return false;
      },
    });
  } catch {
    throw invalidValue('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
  if (size > LARGEST_UNZIPPED) throw invalidValue(`Unzipped size must be smaller than ${LARGEST_UNZIPPED} bytes`);
}
