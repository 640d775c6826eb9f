import type { ListObjectsV2Output } from '@aws-sdk/client-s3';
import { approve } from '../../src/actions/approve/index.ts';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { SUBMISSION_KEY } from '../../src/lab/names.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { asService, operatorOf, type Person } from './people.ts';
import { pass, type Stage } from './stage.ts';

/** What is done in a notebook: look at the lab's own ones, keep data, and hand in a model that was trained elsewhere. */
export async function workInNotebook(
  stage: Stage,
  { NotebookName, BucketName }: Readonly<Record<string, string>>,
): Promise<Record<string, string | undefined>> {
  const { sandbox, scientist, context, outputs } = stage;
  const roleArn = `arn:aws:iam::${scientist.principal.account}:role/${NotebookName ?? ''}-${context.lab.region}`;
  const notebook = asService(sandbox, 'sagemaker.amazonaws.com', roleArn);
  notebook.invoke('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: NotebookName });
  const lessons = { Bucket: outputs['AssetBucketName'], Prefix: 'notebooks/' };
  const { Contents = [] } = notebook.invoke<ListObjectsV2Output>('s3', 'ListObjectsV2', lessons);
  notebook.invoke('s3', 'GetObject', { Bucket: lessons.Bucket, Key: Contents[0]?.Key });
  keepData(notebook, BucketName);

  const manifest = { version: 1, name: 'from-a-notebook', kind: 'model' } as const;
  const Body = packSubmission(manifest, { kind: 'model', bytes: trainedModel(stage) });
  notebook.invoke('s3', 'PutObject', { Bucket: outputs['SubmissionBucketName'], Key: SUBMISSION_KEY, Body });
  pass(stage, 3600);
  const approved = await approve(context, UNATTENDED, { reject: false });
  const released = await watchPipeline(context, undefined);
  return { approvedModel: approved.status, releasedModel: released.release?.outcome };
}

function keepData({ invoke }: Person, Bucket: string | undefined): void {
  const own = { Bucket, Key: 'data.csv' };
  invoke('s3', 'PutObject', { ...own, Body: new Uint8Array([1]) });
  invoke('s3', 'GetObject', own);
  invoke('s3', 'ListObjectsV2', { Bucket });
  invoke('s3', 'DeleteObject', own);
}

/** The model of the lab's first release. */
function trainedModel({ sandbox, context, outputs }: Stage): Uint8Array {
  const { invoke } = operatorOf(sandbox, context.lab.accounts.tools.id);
  const Bucket = outputs['ArtifactBucketName'];
  const { Contents = [] } = invoke<ListObjectsV2Output>('s3', 'ListObjectsV2', { Bucket, Prefix: 'models/' });
  return invoke<{ Body: Uint8Array }>('s3', 'GetObject', { Bucket, Key: Contents[0]?.Key }).Body;
}
