import type { ListObjectsV2Output } from '@aws-sdk/client-s3';
import { approve } from '../../src/actions/approve/index.ts';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { launchNotebook } from '../../src/actions/notebook/launch.ts';
import { listNotebooks } from '../../src/actions/notebook/list.ts';
import { openNotebook } from '../../src/actions/notebook/open.ts';
import { powerNotebook } from '../../src/actions/notebook/power.ts';
import { terminateNotebook } from '../../src/actions/notebook/terminate.ts';
import { SUBMISSION_KEY } from '../../src/lab/names.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { inNotebook, operatorOf, type Person } from './people.ts';
import { train, watch } from './notebook-job.ts';
import { pass, type Stage } from './stage.ts';

/** What is done in a notebook: look at the lab's own ones, keep data, and hand in a model that was trained elsewhere. */
export async function workInNotebook(
  stage: Stage,
  { NotebookName, BucketName }: Readonly<Record<string, string>>,
): Promise<Record<string, string | undefined>> {
  const { context, outputs } = stage;
  const notebook = notebookRole(stage, NotebookName);
  notebook.invoke('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: NotebookName });
  const lessons = { Bucket: outputs['AssetBucketName'], Prefix: 'notebooks/' };
  const { Contents = [] } = notebook.invoke<ListObjectsV2Output>('s3', 'ListObjectsV2', lessons);
  notebook.invoke('s3', 'GetObject', { Bucket: lessons.Bucket, Key: Contents[0]?.Key });
  keepData(notebook, BucketName);
  const trained = train(stage, notebook, { name: NotebookName ?? '', bucket: BucketName ?? '' });
  watch(stage, notebook);

  const manifest = { version: 1, name: 'from-a-notebook', kind: 'model' } as const;
  const Body = packSubmission(manifest, { kind: 'model', bytes: trainedModel(stage) });
  notebook.invoke('s3', 'PutObject', { Bucket: outputs['SubmissionBucketName'], Key: SUBMISSION_KEY, Body });
  pass(stage, 3600);
  const approved = await approve(context, UNATTENDED, { reject: false });
  const released = await watchPipeline(context, undefined);
  return { trained, approvedModel: approved.status, releasedModel: released.release?.outcome };
}

/** A notebook that runs, with something in its bucket, which nobody gives back. */
export async function leaveNotebook(stage: Stage): Promise<void> {
  const launched = await launchNotebook(stage.context, UNATTENDED, { name: 'left-behind', parameters: {} });
  const { notebook, bucket: Bucket } = launched.notebooks?.[0] ?? {};
  const role = notebookRole(stage, notebook);
  role.invoke('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: notebook });
  keepData(role, Bucket);
  role.invoke('s3', 'PutObject', { Bucket, Key: 'left.csv', Body: new Uint8Array([1]) });
}

/** The same by the commands: what is left in the bucket, an upload that was broken off too, goes with the notebook. */
export async function useNotebookByCommand(stage: Stage): Promise<string> {
  const { context } = stage;
  const name = 'by-command';
  const launched = await launchNotebook(context, UNATTENDED, { name, parameters: { NotebookSize: 'medium' } });
  const { notebook, bucket: Bucket } = launched.notebooks?.[0] ?? {};
  const role = notebookRole(stage, notebook);
  const { invoke } = role;
  invoke('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: notebook });
  keepData(role, Bucket);
  invoke('s3', 'PutObject', { Bucket, Key: 'left.csv', Body: new Uint8Array([1]) });
  invoke('s3', 'CreateMultipartUpload', { Bucket, Key: 'large.csv' });
  const ends = [
    launched,
    await listNotebooks(context),
    await openNotebook(context, { name, browser: false }),
    await powerNotebook(context, UNATTENDED, { name, operation: 'stop' }),
    await powerNotebook(context, UNATTENDED, { name, operation: 'start' }),
    await terminateNotebook(context, UNATTENDED, name),
  ];
  return ends.map(({ status }) => status).join();
}

function notebookRole({ sandbox, scientist }: Stage, notebook: string | undefined): Person {
  return inNotebook(sandbox, scientist.principal.account, notebook);
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
