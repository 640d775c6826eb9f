import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { OutputOf } from '../../../kernel/operations.ts';
import type { ActionRun, Artifact, Override } from '../state.ts';
import { ActionFailure, permitted } from './failure.ts';
import { succeed } from './runs.ts';
import type { RunScope } from './scope.ts';
import { actionSession, type Session } from './session.ts';

interface Wanted {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** Brings a version of the source object into the artifact store ("Amazon S3 source action", CodePipeline user guide). */
export function fetchSource(scope: RunScope): void {
  const { run } = scope;
  const session = actionSession(scope);
  const wanted = wantedObject(scope);
  expectVersioning(wanted.Bucket, session);
  const VersionId = wanted.VersionId ?? currentVersion(wanted, session);
  const object = read({ ...wanted, VersionId }, session);
  const [artifact] = run.outputs;
  if (artifact) store(artifact, object.Body, scope, session);
  noteRevision(scope, VersionId, object.Metadata?.['codepipeline-artifact-revision-summary']);
  run.variables = {
    BucketName: wanted.Bucket,
    ETag: (object.ETag ?? '').replaceAll('"', ''),
    ObjectKey: wanted.Key,
    VersionId,
  };
  succeed(scope);
}

/** What whoever started the execution wanted instead of the configured key, of its current version, or of both. */
function wantedObject({ run, execution }: RunScope): Wanted {
  const { S3Bucket = '', S3ObjectKey = '' } = run.configuration;
  const wanted = (type: Override['type']) =>
    execution.overrides.find((one) => one.action === run.action && one.type === type)?.value;
  const VersionId = wanted('S3_OBJECT_VERSION_ID');
  return {
    Bucket: S3Bucket,
    Key: wanted('S3_OBJECT_KEY') ?? S3ObjectKey,
    ...(VersionId !== undefined && { VersionId }),
  };
}

function expectVersioning(Bucket: string, session: Session): void {
  const { Status } = fromS3({ Bucket, Key: '' }, () => session.invoke('s3', 'GetBucketVersioning', { Bucket }));
  if (Status === 'Enabled') return;
  throw new ActionFailure(
    'ConfigurationError',
    `Versioning is not enabled for the Amazon S3 bucket named ${Bucket}. Enable versioning, and then try again.`,
  );
}

function currentVersion(wanted: Wanted, session: Session): string {
  const head = fromS3(wanted, () => session.invoke('s3', 'HeadObject', wanted));
  return head.VersionId ?? '';
}

function read(wanted: Wanted, session: Session): OutputOf<'s3', 'GetObject'> {
  return fromS3(wanted, () => session.invoke('s3', 'GetObject', wanted));
}

/** Artifacts are encrypted with the store's key or else with AWS's own ("Configure server-side encryption"). */
function store(artifact: Artifact, Body: Uint8Array | undefined, { structure }: RunScope, session: Session): void {
  const { bucket: Bucket, key: Key } = artifact;
  const { encryptionKey } = structure.artifactStore;
  const encryption = {
    ServerSideEncryption: 'aws:kms',
    ...(encryptionKey && { SSEKMSKeyId: encryptionKey.id }),
  } as const;
  fromS3({ Bucket, Key }, () => session.invoke('s3', 'PutObject', { Bucket, Key, Body, ...encryption }));
}

function noteRevision({ run, execution, pipeline }: RunScope, id: string, summary: string | undefined): void {
  const [artifact] = run.outputs;
  run.externalId = id;
  run.summary = summary ?? `Amazon S3 version id: ${id}`;
  if (!artifact) return;
  artifact.revision = id;
  execution.revisions.splice(0, Infinity, ...execution.revisions.filter(({ action }) => action !== run.action));
  execution.revisions.push({ action: run.action, artifact: artifact.name, id, summary: run.summary });
  const poll = own(pipeline.polls, run.action);
  if (poll) poll.seen = id;
}

function fromS3<T>({ Bucket, Key }: Wanted, act: () => T): T {
  const what = Key === '' ? `the Amazon S3 bucket named ${Bucket}` : `the Amazon S3 object ${Key} in bucket ${Bucket}`;
  try {
    return permitted(what, act);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new ActionFailure(...failureFor(error, { Bucket, Key }));
  }
}

function failureFor(error: AwsError, { Bucket, Key }: Wanted): ConstructorParameters<typeof ActionFailure> {
  switch (error.code) {
    case 'NoSuchBucket':
      return ['ConfigurationError', `The Amazon S3 bucket named ${Bucket} does not exist.`];
    case 'NoSuchKey':
    case 'NotFound':
      return ['ConfigurationError', `The object with key '${Key}' does not exist.`];
    case 'NoSuchVersion':
      return ['RevisionUnavailable', `The object with key '${Key}' does not have the wanted version.`];
    default:
      return ['JobFailed', error.message];
  }
}

/** What polling looks for. */
export function latestRevision(
  { configuration }: Pick<ActionRun, 'configuration'>,
  session: Session,
): string | undefined {
  const { S3Bucket: Bucket, S3ObjectKey: Key } = configuration;
  return session.invoke('s3', 'HeadObject', { Bucket, Key }).VersionId;
}
