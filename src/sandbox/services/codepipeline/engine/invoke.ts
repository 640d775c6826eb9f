import { AwsError } from '../../../kernel/aws-error.ts';
import type { ActionRun, Artifact, Job } from '../state.ts';
import { artifactPolicy } from './artifact-policy.ts';
import { ActionFailure, permitted } from './failure.ts';
import { fail } from './runs.ts';
import type { RunScope } from './scope.ts';
import { actionSession } from './session.ts';

const MINUTE_MS = 60_000;
/** CodePipeline user guide, "Quotas": no answer for 20 minutes, or none that ends it within 24 hours. */
const ANSWER_MS = 20 * MINUTE_MS;
const LONGEST_MS = 24 * 60 * MINUTE_MS;
/** How long until a function that wants to be asked again is; not documented, about half a minute as commonly seen. */
const CONTINUATION_MS = 30_000;
/** So many jobs of an action are known for what they are: answered ones. */
const MOST_JOBS = 20;

/**
 * Hands a job to the action's function, asynchronously. The function may answer at once, so nothing is done to the action
 * after the call. A continuation is a job of its own.
 */
export function invokeFunction(scope: RunScope): void {
  const { run, cloud } = scope;
  const session = actionSession(scope);
  const job: Job = { id: cloud.world.uuid(), answered: false };
  const payload = JSON.stringify({
    'CodePipeline.job': { id: job.id, accountId: scope.account, data: jobData(scope) },
  });
  run.jobs.splice(0, Math.max(run.jobs.length - MOST_JOBS + 1, 0));
  run.jobs.push(job);
  run.externalId ??= run.id;
  run.next = { at: Math.min(cloud.world.now + ANSWER_MS, lastMoment(run)), what: 'expire' };
  const { FunctionName = '' } = run.configuration;
  const input = { FunctionName, InvocationType: 'Event', Payload: Buffer.from(payload) } as const;
  invoking(FunctionName, () => session.invoke('lambda', 'Invoke', input));
}

/** Has the function invoked once more, if that is still within the time that the action has. */
export function invokeAgain({ run, cloud }: RunScope): void {
  const again = cloud.world.now + CONTINUATION_MS;
  run.updatedAt = cloud.world.now;
  run.next = again < lastMoment(run) ? { at: again, what: 'perform' } : { at: lastMoment(run), what: 'expire' };
}

function lastMoment({ startedAt }: ActionRun): number {
  return startedAt + LONGEST_MS;
}

/** The job's data ("JSON event example", AWS Lambda action reference of the CodePipeline user guide). */
function jobData(scope: RunScope): object {
  const { run, structure } = scope;
  const { credentials } = actionSession(scope, artifactPolicy(scope));
  const { encryptionKey } = structure.artifactStore;
  return {
    actionConfiguration: { configuration: run.configuration },
    inputArtifacts: run.inputs.map(jobArtifact),
    outputArtifacts: run.outputs.map(jobArtifact),
    artifactCredentials: {
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
      expirationTime: credentials.Expiration?.getTime(),
    },
    ...(run.continuationToken !== undefined && { continuationToken: run.continuationToken }),
    ...(encryptionKey && { encryptionKey }),
  };
}

function jobArtifact({
  name,
  revision = null,
  bucket,
  key,
}: Omit<Artifact, 'revision'> & { revision?: string | null }) {
  return { name, revision, location: { type: 'S3', s3Location: { bucketName: bucket, objectKey: key } } };
}

function invoking(name: string, act: () => unknown): void {
  try {
    permitted(`the AWS Lambda function named ${name}`, act);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
    throw new ActionFailure('ConfigurationError', `The AWS Lambda function ${name} cannot be found. ${error.message}`);
  }
}

export function expireInvocation(scope: RunScope): void {
  const { FunctionName } = scope.run.configuration;
  fail(
    scope,
    'JobFailed',
    `The AWS Lambda function ${FunctionName} failed to return a result. Check the function to verify that it has ` +
      'permission to call the PutJobSuccessResult action and that it made a call to PutJobSuccessResult.',
  );
}
