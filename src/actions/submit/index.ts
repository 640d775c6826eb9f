import type { SubmissionReport } from '../../events.ts';
import { SUBMISSION_KEY, submissionBucket } from '../../lab/names.ts';
import { readSubmission, type Submission } from '../../lab/submission/submission.ts';
import type { DataScientist } from '../../ports/submissions.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { concludeRelease } from '../follow/conclude.ts';
import { executionOfVersion } from '../follow/find.ts';
import { followExecution } from '../follow/follow.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { reachDataScience } from '../reach-data-science.ts';
import { gatherSubmission, invalidSubmission, type SubmitRequest } from './gather.ts';

/** Submits data or a model to the pipeline as a data scientist, and follows it on request. */
export async function submit(context: ActionContext, options: RunOptions, request: SubmitRequest): Promise<Outcome> {
  const { command, ui, cloud, lab, files } = context;
  const archive = await gatherSubmission(files, request);
  const checked = readSubmission(archive);
  if (!checked.ok) throw invalidSubmission(checked.problems);
  const report = reportOf(context, checked.submission, archive);
  ui.emit({ type: 'submission', state: 'checked', ...report });
  await reachDataScience(context);
  const scientist = await cloud.dataScientist(lab);
  // Without a pipeline it would stay in the bucket unnoticed.
  await scientist.pipeline.stages();
  if (options.dryRun) {
    return { command, status: 'succeeded', submission: report, next: [IN_EARNEST] };
  }
  const { bucket, key, name } = report;
  const version = await scientist.submit({ bucket, key, archive, name });
  const submission = { ...report, version };
  ui.emit({ type: 'submission', state: 'uploaded', ...submission });
  if (!request.watch) return { command, status: 'succeeded', submission, next: nextSteps() };
  return { ...(await watched(context, scientist, version)), submission };
}

async function watched(context: ActionContext, { pipeline }: DataScientist, version: string): Promise<Outcome> {
  const execution = await executionOfVersion(context, pipeline, version);
  return concludeRelease(context, pipeline, await followExecution(context, pipeline, execution));
}

function reportOf({ lab }: ActionContext, submission: Submission, archive: Uint8Array): SubmissionReport {
  const { kind, manifest } = submission;
  return {
    name: manifest.name,
    kind,
    ...(submission.kind === 'data' && { rows: submission.table.rows.length }),
    bytes: archive.length,
    bucket: submissionBucket(lab),
    key: SUBMISSION_KEY,
  };
}

function nextSteps(): Step[] {
  return [
    { say: 'follow it as the operator of the Tools account', command: mlopsLab('pipeline', '--watch') },
    { say: 'follow the next one from the beginning', command: mlopsLab('submit', '--watch') },
  ];
}
