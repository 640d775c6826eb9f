import type { Evaluation, ReleaseReport } from '../../events.ts';
import { type DeployOutputs, type Environment, type TrainOutputs } from '../../lab/release.ts';
import { own } from '../../own.ts';
import type { ActionRun, Execution } from '../../ports/pipeline.ts';
import { evaluationOf } from './evaluation.ts';

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
  const byStage = new Map<string, Evaluation>();
  for (const { stage, outputs } of runs) {
    const environment = own(ENVIRONMENT_OF, stage);
    const evaluation = environment && evaluationOf(environment, outputs);
    if (evaluation) byStage.set(stage, evaluation);
  }
  return [...byStage.values()];
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
