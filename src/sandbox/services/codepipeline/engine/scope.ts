import type { Action, ActionRun, Execution, Pipeline, Place, Stage, Structure } from '../state.ts';
import { structureOf } from '../state.ts';

export interface PipelineScope extends Place {
  readonly pipeline: Pipeline;
}

export interface ExecutionScope extends PipelineScope {
  readonly execution: Execution;
  /** The structure that the pipeline had when the execution began. */
  readonly structure: Structure;
}

export interface RunScope extends ExecutionScope {
  readonly run: ActionRun;
  readonly action: Action;
}

export function executionScope({ cloud, account, region }: Place, pipeline: Pipeline, execution: Execution) {
  const structure = structureOf(pipeline, execution.version);
  return { cloud, account, region, pipeline, execution, structure } satisfies ExecutionScope;
}

export function runScope(scope: ExecutionScope, run: ActionRun): RunScope {
  const action = scope.structure.stages
    .find(({ name }) => name === run.stage)
    ?.actions.find(({ name }) => name === run.action);
  if (!action) throw new Error(`an execution runs the action ${run.action}, which its pipeline does not have`);
  return { ...scope, run, action };
}

/** The stage that the execution is in or waits for. */
export function presentStage({ structure, execution }: ExecutionScope): Stage {
  const stage = structure.stages[execution.stage];
  if (!stage) throw new Error(`an execution is in stage ${execution.stage}, which its pipeline does not have`);
  return stage;
}

export function inProgress({ runs }: Execution): ActionRun[] {
  return runs.filter(({ status }) => status === 'InProgress');
}
