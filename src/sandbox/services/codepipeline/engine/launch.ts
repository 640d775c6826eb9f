import { put } from '../../../../own.ts';
import { type Execution, type Pipeline, structureOf } from '../state.ts';
import { announceExecution } from './announce.ts';
import { arrive } from './entry.ts';
import { executionScope, type PipelineScope } from './scope.ts';

export interface Launch {
  readonly trigger: Execution['trigger'];
  readonly variables?: Record<string, string>;
  readonly overrides?: Execution['overrides'];
  readonly clientToken?: string | undefined;
  /** The execution whose stage is brought back, and the index of the stage. */
  readonly rollback?: { readonly target: Execution; readonly stage: number };
}

/** Begins an execution of the pipeline as it is now. */
export function launch(scope: PipelineScope, how: Launch): Execution {
  const { pipeline } = scope;
  const begun = newExecution(scope, how);
  const execution = put(pipeline.executions, begun.id, begun);
  const started = executionScope(scope, pipeline, execution);
  announceExecution(started, 'STARTED');
  arrive(started, execution.stage);
  return execution;
}

function newExecution(scope: PipelineScope, { trigger, overrides = [], clientToken, ...how }: Launch): Execution {
  const { cloud, pipeline } = scope;
  const { now } = cloud.world;
  const { target, stage = 0 } = how.rollback ?? {};
  return {
    id: cloud.world.uuid(),
    version: pipeline.version,
    mode: structureOf(pipeline, pipeline.version).executionMode,
    startedAt: now,
    updatedAt: now,
    status: 'InProgress',
    trigger,
    variables: target?.variables ?? { ...defaultValues(pipeline), ...how.variables },
    overrides,
    ...(clientToken !== undefined && { clientToken }),
    ...(target && { rollbackTo: target.id }),
    stage,
    inside: false,
    nextAt: now,
    attempt: 1,
    stages: {},
    runs: [],
    artifacts: { ...target?.artifacts },
    outputs: { ...target?.outputs },
    revisions: [...(target?.revisions ?? [])],
  };
}

function defaultValues(pipeline: Pipeline): Record<string, string> {
  const { variables } = structureOf(pipeline, pipeline.version);
  return Object.fromEntries(variables.map(({ name, defaultValue = '' }) => [name, defaultValue]));
}
