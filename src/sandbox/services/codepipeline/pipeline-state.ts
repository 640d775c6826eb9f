import type {
  ActionExecution,
  ActionState,
  GetPipelineStateInput,
  GetPipelineStateOutput,
  StageExecution,
  StageState,
  TransitionState,
} from '@aws-sdk/client-codepipeline';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { waitingAt } from './engine/entry.ts';
import { pipelineOf } from './find.ts';
import {
  type Action,
  type ActionRun,
  type Execution,
  executionsOf,
  type Pipeline,
  type Stage,
  structureOf,
} from './state.ts';

export function getPipelineState({ name }: GetPipelineStateInput, call: Call): GetPipelineStateOutput {
  const pipeline = pipelineOf(name, call);
  const { stages } = structureOf(pipeline, pipeline.version);
  return {
    pipelineName: pipeline.name,
    pipelineVersion: pipeline.version,
    stageStates: stages.map((stage, index) => stageState(pipeline, stage, index)),
    created: new Date(pipeline.createdAt),
    updated: new Date(pipeline.updatedAt),
  };
}

function stageState(pipeline: Pipeline, stage: Stage, index: number): StageState {
  const inbound = waitingAt(pipeline, index).map(
    (execution) => ({ pipelineExecutionId: execution.id, status: 'InProgress', type: typeOf(execution) }) as const,
  );
  const latest = latestIn(pipeline, stage.name);
  const entered = own(latest?.stages, stage.name);
  return {
    stageName: stage.name,
    ...(inbound.length > 0 && { inboundExecution: inbound.at(-1), inboundExecutions: inbound }),
    inboundTransitionState: transitionState(pipeline, stage.name),
    actionStates: stage.actions.map((action) => actionState(pipeline, stage, action)),
    ...(latest && entered && { latestExecution: stageExecution(latest, entered.status) }),
    ...(entered?.retries && {
      retryStageMetadata: { manualStageRetryAttempt: entered.retries, latestRetryTrigger: 'ManualStageRetry' as const },
    }),
  };
}

function stageExecution(execution: Execution, status: StageExecution['status']): StageExecution {
  return { pipelineExecutionId: execution.id, status, type: typeOf(execution) };
}

function typeOf({ rollbackTo }: Execution): 'STANDARD' | 'ROLLBACK' {
  return rollbackTo === undefined ? 'STANDARD' : 'ROLLBACK';
}

/** The execution that entered the stage last. */
function latestIn(pipeline: Pipeline, stage: string): Execution | undefined {
  let latest: Execution | undefined;
  for (const execution of executionsOf(pipeline)) {
    const entered = own(execution.stages, stage)?.enteredAt;
    if (entered !== undefined && entered >= (own(latest?.stages, stage)?.enteredAt ?? -Infinity)) latest = execution;
  }
  return latest;
}

function transitionState({ closed }: Pipeline, stage: string): TransitionState {
  const state = own(closed, stage);
  if (!state) return { enabled: true };
  return {
    enabled: false,
    lastChangedBy: state.by,
    lastChangedAt: new Date(state.at),
    disabledReason: state.reason,
  };
}

function actionState(pipeline: Pipeline, stage: Stage, action: Action): ActionState {
  let latest: ActionRun | undefined;
  for (const { runs } of executionsOf(pipeline)) {
    const run = runs.findLast((one) => one.stage === stage.name && one.action === action.name);
    if (run && run.startedAt >= (latest?.startedAt ?? -Infinity)) latest = run;
  }
  const revision = latest?.outputs[0]?.revision;
  const isSource = action.actionTypeId.category === 'Source';
  return {
    actionName: action.name,
    ...(isSource && { entityUrl: 'https://console.aws.amazon.com/s3/home?#' }),
    ...(latest && isSource && revision !== undefined && { currentRevision: revisionOf(revision, latest) }),
    ...(latest && { latestExecution: actionExecution(latest) }),
  };
}

function revisionOf(id: string, { updatedAt }: ActionRun): ActionState['currentRevision'] {
  return { revisionId: id, revisionChangeId: id, created: new Date(updatedAt) };
}

/** The token is shown for as long as it answers something. */
function actionExecution(run: ActionRun): ActionExecution {
  return {
    actionExecutionId: run.id,
    status: run.status,
    ...(run.summary && { summary: run.summary }),
    lastStatusChange: new Date(run.updatedAt),
    ...(run.token && run.status === 'InProgress' && { token: run.token }),
    ...(run.updatedBy && { lastUpdatedBy: run.updatedBy }),
    ...(run.externalId && { externalExecutionId: run.externalId }),
    ...(run.percent !== undefined && { percentComplete: run.percent }),
    ...(run.error && { errorDetails: run.error }),
  };
}
