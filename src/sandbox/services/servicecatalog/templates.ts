import type { ProvisioningArtifactProperties } from '@aws-sdk/client-service-catalog';

import { AwsError } from '../../kernel/aws-error.ts';
import { s3ObjectOf } from '../../kernel/s3-url.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidParameters } from './errors.ts';

interface KeptTemplate {
  readonly source: Readonly<Record<string, string>>;
  /** The copy's place among the contents of the cloud. */
  readonly template: string;
}

/**
 * Reads a version's template as the caller and keeps a copy, from which products are launched whatever happens to the
 * original (administrator guide, "Launch constraints": the service's own bucket).
 */
export function keepTemplate(properties: ProvisioningArtifactProperties, call: Call): KeptTemplate {
  const { LoadTemplateFromURL: url, ImportFromPhysicalId: stack, ...others } = properties.Info ?? {};
  const given = [url, stack].filter((source) => source !== undefined);
  if (given.length !== 1 || Object.keys(others).length > 0) {
    throw invalidParameters('Info must contain exactly one of: LoadTemplateFromURL, ImportFromPhysicalId');
  }
  if (stack !== undefined) return keep({ ImportFromPhysicalId: stack }, templateOfStack(stack, call), call);
  const body = objectAt(url ?? '', call);
  if (!properties.DisableTemplateValidation) validate(url ?? '', call);
  return keep({ LoadTemplateFromURL: url ?? '' }, body, call);
}

function keep(source: Readonly<Record<string, string>>, body: Uint8Array, call: Call): KeptTemplate {
  return { source, template: call.cloud.blobs.put(body) };
}

function objectAt(url: string, call: Call): Uint8Array {
  const object = s3ObjectOf(url, call.cloud.endpoint);
  if (!object) throw invalidParameters(`Invalid template URL: ${url}`);
  const input = { Bucket: object.bucket, Key: object.key };
  return translated(
    () => call.invoke('s3', 'GetObject', input, { via: 'servicecatalog' }).Body,
    ({ message }) => `S3 error: ${message}\nFor more information check ${S3_ERRORS}`,
  );
}

const S3_ERRORS = 'http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';

/** By its address rather than by its text, since CloudFormation takes larger templates so. */
function validate(url: string, call: Call): void {
  translated(
    () => call.invoke('cloudformation', 'ValidateTemplate', { TemplateURL: url }, { via: 'servicecatalog' }),
    () => 'Invalid templateBody. Please make sure that your template is valid',
  );
}

function templateOfStack(stack: string, call: Call): Uint8Array {
  const how = { via: 'servicecatalog' };
  return translated(
    () => {
      const { TemplateBody } = call.invoke('cloudformation', 'GetTemplate', { StackName: stack }, how);
      return Buffer.from(TemplateBody ?? '');
    },
    ({ message }) => message,
  );
}

/** What another service refuses on the caller's behalf is, to the caller, a wrong parameter. */
function translated<T>(attempt: () => T, message: (error: AwsError) => string): T {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof AwsError && error.code !== 'NotImplemented') throw invalidParameters(message(error));
    throw error;
  }
}
