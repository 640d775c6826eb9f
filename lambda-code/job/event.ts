import { JobFailure } from './failures.ts';
import { Values } from './values.ts';

/** Where an artifact of CodePipeline lies. */
export interface ArtifactLocation {
  readonly bucket: string;
  readonly key: string;
}

export interface ArtifactCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What an action asks of the function. */
export interface JobRequest {
  readonly parameters: Values;
  readonly artifact: ArtifactLocation | undefined;
  readonly artifactCredentials: ArtifactCredentials | undefined;
  readonly token: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Without an id there is nobody to answer, and the event is none of CodePipeline's. */
export function jobIdOf(event: unknown): string {
  const { id } = jobOf(event);
  if (typeof id !== 'string' || id === '') {
    throw new Error('the event is no job of CodePipeline: CodePipeline.job.id is missing; invoke this by a pipeline');
  }
  return id;
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Lambda.html, "Example JSON event". */
export function readRequest(event: unknown): JobRequest {
  const data = fields(jobOf(event).data);
  const token = data.continuationToken;
  return {
    parameters: userParameters(data),
    artifact: artifactOf(data.inputArtifacts),
    artifactCredentials: credentialsOf(data.artifactCredentials),
    token: typeof token === 'string' && token !== '' ? token : undefined,
  };
}

function jobOf(event: unknown): Fields {
  return fields(fields(event)['CodePipeline.job']);
}

function userParameters(data: Fields): Values {
  const text = fields(fields(data.actionConfiguration).configuration).UserParameters;
  if (typeof text !== 'string') throw badParameters('are missing');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badParameters('are not JSON');
  }
  if (!isFields(value)) throw badParameters('are not a JSON object');
  return new Values('user parameter', value);
}

function badParameters(problem: string): JobFailure {
  const remedy = 'correct UserParameters in the pipeline\'s definition, or run "mlops-lab pipeline" to restore it';
  return new JobFailure('ConfigurationError', `the action's user parameters ${problem}; ${remedy}`);
}

function artifactOf(artifacts: unknown): ArtifactLocation | undefined {
  const [first] = Array.isArray(artifacts) ? (artifacts as unknown[]) : [];
  const { bucketName, objectKey } = fields(fields(fields(first).location).s3Location);
  if (typeof bucketName !== 'string' || typeof objectKey !== 'string') return undefined;
  return { bucket: bucketName, key: objectKey };
}

function credentialsOf(value: unknown): ArtifactCredentials | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = fields(value);
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  return typeof sessionToken === 'string' ? { accessKeyId, secretAccessKey, sessionToken } : undefined;
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
