import { AwsError } from '../../../kernel/aws-error.ts';
import { invalid } from '../errors.ts';
import type { Actor } from '../roles.ts';
import { s3Location } from '../s3-location.ts';

/** Checks as CreateModel does that the execution role finds something where the model's data are to be. */
export function expectModelData(url: string, actor: Actor): void {
  const { bucket, key } = s3Location(url, actor.place.cloud.endpoint);
  try {
    actor.invoke('s3', 'HeadObject', { Bucket: bucket, Key: key });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.status === 404) invalid(`Could not find model data at ${url}.`);
    invalid(
      `Could not access model data at ${url}. ` +
        `Please ensure that the role "${actor.principal.roleArn}" exists and that its trust relationship policy allows ` +
        'the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". ' +
        'Also ensure that the role has "s3:GetObject" permissions ' +
        `and that the object is located in ${actor.place.region}. ${error.message}`.trim(),
    );
  }
}

export function downloadModelData(url: string, actor: Actor): Uint8Array {
  const { bucket, key } = s3Location(url, actor.place.cloud.endpoint);
  const { Body } = actor.invoke('s3', 'GetObject', { Bucket: bucket, Key: key });
  return Body;
}
