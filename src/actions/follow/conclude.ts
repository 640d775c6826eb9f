import { LabError } from '../../errors.ts';
import type { ReleaseReport } from '../../events.ts';
import type { Execution, Pipeline } from '../../ports/pipeline.ts';
import { aws, mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { answers, watching } from './awaited.ts';
import { consoleOf } from './console.ts';
import type { Followed } from './follow.ts';
import { releaseReport } from './report.ts';

/** The result of a command that followed an execution. */
export function concludeRelease(context: ActionContext, pipeline: Pipeline, followed: Followed): Outcome {
  const { command } = context;
  const { execution, runs, awaits } = followed;
  const release = {
    ...releaseReport(pipeline.name, execution, runs),
    ...consoleOf(context, pipeline.name, execution.id),
    ...(awaits && { awaits }),
  };
  if (release.outcome === 'released') {
    const say = 'submit what comes next, by its path; the endpoints are updated in place';
    const next = [{ say, command: mlopsLab('submit', '--watch') }];
    return { command, status: 'succeeded', release, next };
  }
  if (awaits) {
    const next = [...answers(awaits), { say: 'then follow its progress', command: watching(execution.id) }];
    return { command, status: 'succeeded', release, next };
  }
  return { command, status: 'failed', release, error: errorOf(release, followed, context) };
}

/** Only the command that submitted it knows by which path. */
function submitAgain(say: string, { command }: ActionContext): Step {
  return { say, command: command === 'submit' ? 'again' : mlopsLab('submit', '--watch') };
}

function errorOf(release: ReleaseReport, followed: Followed, context: ActionContext): LabError {
  const { executionId, failed } = release;
  const hint = submitAgain('submit again', context);
  switch (release.outcome) {
    case 'rejected':
      return new LabError({
        code: 'release-rejected',
        message: `the release was rejected: ${failed?.message ?? ''}`,
        hint,
      });
    case 'superseded':
      return new LabError({ code: 'release-superseded', message: supersededBy(executionId, followed), hint });
    case 'stopped':
      return new LabError({ code: 'release-stopped', message: whyStopped(followed.execution), hint });
    default:
      return failure(release, context);
  }
}

function failure({ pipeline, executionId, console, failed }: ReleaseReport, context: ActionContext): LabError {
  if (!failed) {
    const hint = console
      ? `look at the execution in the console, at ${console}`
      : { say: 'see its status', command: watching(executionId) };
    return new LabError({
      code: 'release-failed',
      message: `execution ${executionId} failed, and names no action`,
      hint,
    });
  }
  const { stage, action, message } = failed;
  // Retrying its failed action alone would check again what failed: the actions before it created that.
  const options = {
    'pipeline-name': pipeline,
    'stage-name': stage,
    'pipeline-execution-id': executionId,
    'retry-mode': 'ALL_ACTIONS',
    region: context.lab.region,
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return new LabError({
    code: 'release-failed',
    message: `stage ${stage}, action ${action}: ${message}`,
    hint: [
      submitAgain('fix the submission and submit it again', context),
      {
        say: 'where the cause lay elsewhere, have central IT retry the stage',
        command: aws('codepipeline', 'retry-stage-execution', ...words),
      },
    ],
  });
}

/** CodePipeline cancels what is under way when the pipeline is changed (API reference, PipelineExecution). */
function whyStopped({ id, status, stopReason }: Execution): string {
  if (status === 'Cancelled') return `execution ${id} was cancelled: the pipeline was changed before it was done`;
  return `execution ${id} was stopped: ${stopReason ?? 'no reason was given'}`;
}

function supersededBy(executionId: string, { successor }: Followed): string {
  if (!successor) return `execution ${executionId} was superseded by a later one`;
  const version = successor.version ? ` (version ${successor.version})` : '';
  return `execution ${executionId} was superseded by ${successor.id}${version}, which was submitted later`;
}
