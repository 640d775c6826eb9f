import type {
  GetPipelineExecutionInput,
  GetPipelineExecutionOutput,
  ListPipelineExecutionsInput,
  ListPipelineExecutionsOutput,
  PipelineExecutionSummary,
} from '@aws-sdk/client-codepipeline';

import { own } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { executionOf, pipelineOf } from './find.ts';
import { type Execution, executionsOf } from './state.ts';

export function getPipelineExecution(input: GetPipelineExecutionInput, call: Call): GetPipelineExecutionOutput {
  const pipeline = pipelineOf(input.pipelineName, call);
  const execution = executionOf(pipeline, input.pipelineExecutionId);
  return {
    pipelineExecution: {
      pipelineName: pipeline.name,
      pipelineVersion: execution.version,
      pipelineExecutionId: execution.id,
      ...common(execution),
      artifactRevisions: execution.revisions.map(({ artifact, id, summary }) => ({
        name: artifact,
        revisionId: id,
        revisionSummary: summary,
      })),
      variables: Object.entries(execution.variables).map(([name, resolvedValue]) => ({ name, resolvedValue })),
    },
  };
}

/** The newest first. */
export function listPipelineExecutions(input: ListPipelineExecutionsInput, call: Call): ListPipelineExecutionsOutput {
  const executions = executionsOf(pipelineOf(input.pipelineName, call));
  const stage = input.filter?.succeededInStage?.stageName;
  const wanted = executions.filter(({ stages }) => stage === undefined || own(stages, stage)?.status === 'Succeeded');
  const { items, next } = pageOf(wanted.toReversed(), input.nextToken, input.maxResults ?? 100);
  return { pipelineExecutionSummaries: items.map(summary), ...(next && { nextToken: next }) };
}

function summary(execution: Execution): PipelineExecutionSummary {
  return {
    pipelineExecutionId: execution.id,
    ...common(execution),
    startTime: new Date(execution.startedAt),
    lastUpdateTime: new Date(execution.updatedAt),
    sourceRevisions: execution.revisions.map(({ action, id, summary: text }) => ({
      actionName: action,
      revisionId: id,
      revisionSummary: text,
    })),
    ...(execution.stop && { stopTrigger: { reason: execution.stop.reason } }),
  };
}

function common({ status, trigger, mode, rollbackTo }: Execution) {
  return {
    status,
    trigger: { triggerType: trigger.type, triggerDetail: trigger.detail },
    executionMode: mode,
    executionType: rollbackTo === undefined ? ('STANDARD' as const) : ('ROLLBACK' as const),
    ...(rollbackTo !== undefined && { rollbackMetadata: { rollbackTargetPipelineExecutionId: rollbackTo } }),
  };
}
