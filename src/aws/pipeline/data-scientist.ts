import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { LabError } from '../../errors.ts';
import { begunKey, observerRole, pipelineName } from '../../lab/names.ts';
import { nameOf } from '../../lab/person.ts';
import { DEPLOY_PIPELINE } from '../../lab/remedies.ts';
import type { DataScientist, NewSubmission } from '../../ports/submissions.ts';
import { mlopsLab } from '../../steps.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import type { CredentialsProvider } from '../credentials.ts';
import { errorName, translated, type CallSite } from '../errors.ts';
import { scientistCredentials } from '../scientist.ts';
import { assumedRole, callerIdentity, type SessionOptions } from '../sessions.ts';
import { awsPipeline } from './pipeline.ts';

/** Reaches the lab as a data scientist: in the role of the Data Scientist account, and from there as observer. */
export function awsDataScientist(options: SessionOptions, base: CredentialsProvider): DataScientist {
  const { lab, clock, requestHandler } = options;
  const { tools } = lab.accounts;
  const scientist = scientistCredentials(options, base);
  const observer = assumedRole(
    options,
    { accountId: tools.id, roleArn: observerRole(lab), hint: DEPLOY_PIPELINE },
    scientist,
  );
  const setup = { region: lab.region, requestHandler, clock };
  const site = { accountId: tools.id, region: lab.region };
  return {
    begin: (submission) => begin({ ...setup, credentials: scientist }, site, submission),
    submit: (submission) => submit({ ...setup, credentials: scientist }, site, submission),
    person: async () => nameOf((await callerIdentity(options, lab.accounts.datascience, scientist)).arn),
    pipeline: awsPipeline({ ...setup, credentials: observer }, site, pipelineName(lab)),
  };
}

/** S3's errors if the key exists, or is just being written (S3 user guide, "Conditional writes"). */
const EXISTS = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Data scientists may write to the bucket and not read it; whether a key exists they learn by writing to it. */
async function begin(
  setup: ClientSetup,
  site: CallSite,
  { bucket, summary }: Pick<NewSubmission, 'bucket' | 'summary'>,
): Promise<boolean> {
  const client = clientOf(S3Client, setup);
  const command = new PutObjectCommand({ Bucket: bucket, Key: begunKey(summary), Body: summary, IfNoneMatch: '*' });
  return translated(site, async () => {
    try {
      await client.send(command);
      return true;
    } catch (error) {
      if (EXISTS.has(errorName(error))) return false;
      return rethrown(bucket)(error);
    }
  });
}

async function submit(setup: ClientSetup, site: CallSite, submission: NewSubmission): Promise<string> {
  const { bucket, key, archive, summary } = submission;
  const client = clientOf(S3Client, setup);
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: archive,
    ContentType: 'application/zip',
    // Shown beside the version in the pipeline's history (CodePipeline API reference, SourceRevision).
    Metadata: { 'codepipeline-artifact-revision-summary': summary },
  });
  const { VersionId } = await translated(site, () => client.send(command).catch(rethrown(bucket)));
  if (VersionId) return VersionId;
  throw new LabError({
    code: 'not-versioned',
    message: `bucket ${bucket} does not keep versions, so the pipeline cannot take up the submission`,
    hint: [
      { say: 'bring it to where it should be', command: mlopsLab('tools') },
      { say: 'then submit again', command: 'again' },
    ],
  });
}

function rethrown(bucket: string) {
  return (error: unknown): never => {
    if (errorName(error) !== 'NoSuchBucket') throw error;
    throw new LabError({
      code: 'no-submission-bucket',
      message: `there is no bucket ${bucket} to submit to`,
      hint: [
        { say: 'create it', command: mlopsLab('tools') },
        { say: 'or create the whole lab', command: mlopsLab('init') },
      ],
      cause: error,
    });
  };
}
