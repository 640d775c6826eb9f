import type { Evaluation, ReleaseReport } from '../../events.ts';
import { MEASURED } from '../../lab/course/metrics.ts';
import {
  NONE,
  type DeployOutputs,
  type Environment,
  type EvaluateOutputs,
  type TrainOutputs,
} from '../../lab/release.ts';
import { own } from '../../own.ts';
import type { ActionRun, Execution } from '../../ports/pipeline.ts';

/** The stages that deploy. */
const ENVIRONMENT_OF: Readonly<Record<string, Environment>> = { NonProd: 'nonprod', Production: 'production' };

/** The outcome of an execution, from its action runs; of a retried stage, the last run counts. */
export function releaseReport(pipeline: string, execution: Execution, runs: readonly ActionRun[]): ReleaseReport {
  const failed = runs.filter(({ status }) => status === 'Failed').at(-1);
  const outcome = outcomeOf(execution, failed);
  const submission = submissionOf(runs);
  const { stage = '', action = '', message = 'CodePipeline gives no reason' } = failed ?? {};
  return {
    pipeline,
    executionId: execution.id,
    outcome,
    ...(submission && { submission }),
    ...(execution.version && { version: execution.version }),
    evaluations: evaluationsOf(runs),
    endpoints: endpointsOf(runs),
    ...(failed && (outcome === 'failed' || outcome === 'rejected') && { failed: { stage, action, message } }),
  };
}

/** The submission's name, once its manifest has been read. */
export function submissionOf(runs: readonly ActionRun[]): string | undefined {
  return runs.map(({ outputs }) => (outputs as Partial<TrainOutputs>).Submission).findLast((name) => name);
}

export function evaluationsOf(runs: readonly ActionRun[]): Evaluation[] {
  const byStage = new Map(runs.map((run) => [run.stage, evaluationOf(run)] as const).filter(([, found]) => found));
  return [...byStage.values()].filter((found) => found !== undefined);
}

function evaluationOf({ stage, outputs }: ActionRun): Evaluation | undefined {
  const environment = own(ENVIRONMENT_OF, stage);
  const evaluated = outputs as Partial<EvaluateOutputs>;
  const metric = MEASURED.find((each) => each === evaluated.Metric);
  if (!environment || !metric) return undefined;
  const { Unit: unit } = evaluated;
  const metrics = {
    mdape: Number(evaluated.MedianAbsolutePercentageError),
    rmse: Number(evaluated.RootMeanSquaredError),
  };
  return {
    environment,
    metric,
    value: metrics[metric],
    threshold: Number(evaluated.Threshold),
    rows: Number(evaluated.Rows),
    metrics,
    ...(unit !== undefined && unit !== NONE && { unit }),
    largestErrors: { grams: Number(evaluated.LargestError), percent: Number(evaluated.LargestPercentageError) },
    modelPackageArn: evaluated.ModelPackageArn ?? '',
    summary: evaluated.Summary ?? '',
  };
}

function endpointsOf(runs: readonly ActionRun[]): ReleaseReport['endpoints'] {
  const named = runs.flatMap(({ stage, outputs }) => {
    const { EndpointName } = outputs as Partial<DeployOutputs>;
    const environment = own(ENVIRONMENT_OF, stage);
    return environment && EndpointName ? [[environment, EndpointName]] : [];
  });
  return Object.fromEntries(named) as ReleaseReport['endpoints'];
}

function outcomeOf({ status }: Execution, failed: ActionRun | undefined): ReleaseReport['outcome'] {
  switch (status) {
    case 'Succeeded':
      return 'released';
    case 'Failed':
      return failed?.isApproval ? 'rejected' : 'failed';
    case 'Superseded':
      return 'superseded';
    case 'Stopped':
    case 'Cancelled':
      return 'stopped';
    case 'InProgress':
    case 'Stopping':
      return 'waiting';
  }
}
