import type { ErrorReport, ReleaseReport, ResultEvent } from '../../events.ts';
import type { Execution, Pipeline } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { answers, nameOf } from './awaited.ts';
import type { Followed } from './follow.ts';
import { releaseReport } from './report.ts';

/** The result of a command that followed an execution. */
export function concludeRelease({ command, lab }: ActionContext, pipeline: Pipeline, followed: Followed): ResultEvent {
  const { execution, runs, awaits } = followed;
  const release = { ...releaseReport(pipeline.name, execution, runs), ...(awaits && { awaits }) };
  if (release.outcome === 'released') {
    const next = ['submit what comes next with "mlops-lab submit PATH --watch": the endpoints are updated in place'];
    return { command, status: 'succeeded', release, next };
  }
  if (awaits) {
    const next = [
      `answer the approval of ${nameOf(awaits)} with ${answers(awaits)}`,
      `then see how it goes on with "mlops-lab pipeline --watch --execution ${execution.id}"`,
    ];
    return { command, status: 'succeeded', release, next };
  }
  return { command, status: 'failed', release, error: errorOf(release, followed, lab.region) };
}

function errorOf(release: ReleaseReport, followed: Followed, region: string): ErrorReport {
  const { executionId, failed } = release;
  const again = 'submit again with "mlops-lab submit"';
  switch (release.outcome) {
    case 'rejected':
      return { code: 'release-rejected', message: `the release was rejected: ${failed?.message ?? ''}`, hint: again };
    case 'superseded':
      return { code: 'release-superseded', message: supersededBy(executionId, followed), hint: again };
    case 'stopped':
      return { code: 'release-stopped', message: whyStopped(followed.execution), hint: again };
    default:
      return failure(release, region);
  }
}

function failure({ pipeline, executionId, failed }: ReleaseReport, region: string): ErrorReport {
  if (!failed) {
    const hint = 'look at the execution in the console of CodePipeline';
    return { code: 'release-failed', message: `execution ${executionId} failed, and names no action`, hint };
  }
  const { stage, action, message } = failed;
  // Retrying its failed action alone would check again what failed: the actions before it created that.
  const retry =
    `aws codepipeline retry-stage-execution --pipeline-name ${pipeline} --stage-name ${stage} ` +
    `--pipeline-execution-id ${executionId} --retry-mode ALL_ACTIONS --region ${region}`;
  return {
    code: 'release-failed',
    message: `stage ${stage}, action ${action}: ${message}`,
    hint: `mend the submission and submit again with "mlops-lab submit"; where the cause lay elsewhere, central IT can retry the stage: ${retry}`,
  };
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
