import type { SubmissionReport } from '../../events.ts';
import { SUBMISSION_KEY, submissionBucket } from '../../lab/names.ts';
import { readSubmission, type Submission } from '../../lab/submission/submission.ts';
import type { DataScientist } from '../../ports/submissions.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { concludeRelease } from '../follow/conclude.ts';
import { executionOfVersion } from '../follow/find.ts';
import { followExecution } from '../follow/follow.ts';
import { PAUSE } from '../follow/look.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { reachDataScience } from '../reach-data-science.ts';
import { gatherSubmission, invalidSubmission, type SubmitRequest } from './gather.ts';
import { revisionSummary } from './revision-summary.ts';
import { earlierExecution } from './earlier-execution.ts';

/** Submits data or a model to the pipeline as a data scientist, and follows it on request. */
export async function submit(context: ActionContext, options: RunOptions, request: SubmitRequest): Promise<Outcome> {
  const { command, ui, cloud, clock, lab } = context;
  const given = clock.now();
  const archive = await gatherSubmission(context, request);
  const checked = readSubmission(archive, lab.taught);
  if (!checked.ok) throw invalidSubmission(checked.problems);
  const report = reportOf(context, checked.submission, archive);
  ui.emit({ type: 'submission', state: 'checked', ...report });
  await reachDataScience(context);
  const scientist = await cloud.dataScientist(lab);
  // Without a pipeline it would stay in the bucket unnoticed.
  const stages = await scientist.pipeline.stages();
  const { bucket, key, name } = report;
  const summary = revisionSummary(name, await scientist.person(), archive);
  const earlier = request.again
    ? undefined
    : await earlierSubmission(context, scientist, { bucket, summary, given }, options);
  if (earlier) tellEarlier(context, report, earlier);
  if (options.dryRun) {
    if (earlier) return { command, status: 'unchanged', submission: { ...report, version: earlier.version } };
    return { command, status: 'succeeded', submission: report, next: [IN_EARNEST] };
  }
  const version = earlier?.version ?? (await scientist.submit({ bucket, key, archive, summary }));
  const submission = { ...report, version };
  if (!earlier) ui.emit({ type: 'submission', state: 'uploaded', ...submission });
  if (request.watch) return { ...(await watched(context, scientist, { version, stages })), submission };
  return { command, status: earlier ? 'unchanged' : 'succeeded', submission, next: nextSteps() };
}

/** A submission that was handed in before, and what became of it. */
interface Earlier {
  readonly version: string;
  readonly isReleased: boolean;
}

/**
 * A submission whose process was killed is not handed in twice. What is begun for the first time cannot be in the
 * pipeline; what was begun before may have been uploaded a moment ago, and the pipeline takes seconds to start.
 */
async function earlierSubmission(
  context: ActionContext,
  scientist: DataScientist,
  submission: { readonly bucket: string; readonly summary: string; readonly given: number },
  { dryRun }: RunOptions,
): Promise<Earlier | undefined> {
  if (!dryRun) {
    if (await scientist.begin(submission)) return undefined;
    await context.clock.sleep(PAUSE);
  }
  const { version, status } = (await earlierExecution(context, scientist.pipeline, submission)) ?? {};
  return version === undefined ? undefined : { version, isReleased: status === 'Succeeded' };
}

function tellEarlier({ ui, showSteps }: ActionContext, { name }: SubmissionReport, earlier: Earlier): void {
  const where = earlier.isReleased ? `${name} is what was released last` : `you have ${name} in the pipeline already`;
  const message = `${where}, as version ${earlier.version}; it is not submitted again`;
  const next = showSteps([{ say: 'submit it once more all the same', command: 'with --again' }]);
  ui.emit({ type: 'notice', level: 'info', message, next });
}

async function watched(
  context: ActionContext,
  { pipeline }: DataScientist,
  { version, stages }: { readonly version: string; readonly stages: readonly string[] },
): Promise<Outcome> {
  const execution = await executionOfVersion(context, pipeline, version);
  return concludeRelease(context, pipeline, await followExecution(context, pipeline, execution, stages));
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
