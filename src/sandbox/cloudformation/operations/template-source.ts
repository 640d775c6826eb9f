import { AwsError, validationError } from '../../kernel/aws-error.ts';
import { s3ObjectOf } from '../../kernel/s3-url.ts';
import type { Call } from '../../kernel/service.ts';
import { MAX_BODY_BYTES, MAX_OBJECT_BYTES } from '../template/limits.ts';

export interface TemplateSource {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
}

/** The text of the template that a request brings along, points to, or means. */
export function templateText(source: TemplateSource, call: Call, previous?: () => string): string {
  const { TemplateBody, TemplateURL, UsePreviousTemplate } = source;
  const given = [TemplateBody, TemplateURL].filter((text) => text !== undefined);
  if (UsePreviousTemplate && given.length > 0) {
    throw validationError('UsePreviousTemplate cannot be specified together with Template URL or Template Body.');
  }
  if (UsePreviousTemplate && previous !== undefined) return previous();
  if (given.length !== 1) throw validationError('Either Template URL or Template Body must be specified.');
  return TemplateBody === undefined ? readFromBucket(TemplateURL ?? '', call) : checkedBody(TemplateBody, call);
}

/** Service Catalog reads a product's template itself and is not held to the size of a request. */
function checkedBody(body: string, { via }: Call): string {
  const most = Buffer.byteLength(body) > (via === undefined ? MAX_BODY_BYTES : MAX_OBJECT_BYTES);
  if (body !== '' && !most) return body;
  const complaint = most ? `less than or equal to ${MAX_BODY_BYTES}` : 'greater than or equal to 1';
  throw validationError(
    `1 validation error detected: Value '${body}' at 'templateBody' failed to satisfy constraint: Member must have length ${complaint}`,
  );
}

/** CloudFormation reads the object with the caller's permissions. */
function readFromBucket(url: string, call: Call): string {
  const text = textAt(objectAt(url, call.cloud.endpoint), call);
  if (Buffer.byteLength(text) > MAX_OBJECT_BYTES) {
    throw validationError(`Template may not exceed ${MAX_OBJECT_BYTES} bytes in size.`);
  }
  return text;
}

interface ObjectLocation {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

function objectAt(address: string, endpoint: string | undefined): ObjectLocation {
  const object = s3ObjectOf(address, endpoint);
  if (!object) throw validationError('TemplateURL must be a supported URL.');
  const VersionId = new URL(address).searchParams.get('versionId');
  return { Bucket: object.bucket, Key: object.key, ...(VersionId && { VersionId }) };
}

function textAt(location: ObjectLocation, call: Call): string {
  try {
    const { Body } = call.invoke('s3', 'GetObject', location, { via: 'cloudformation' });
    return Buffer.from(Body).toString('utf8');
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotImplemented') throw error;
    // Wording as people report it: https://repost.aws/knowledge-center/s3-error-cloudformation-access-denied
    throw validationError(
      `S3 error: ${error.message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
}
