import type {
  ActionExecutionDetail,
  ActionExecutionResult,
  ListActionExecutionsInput,
  ListActionExecutionsOutput,
} from '@aws-sdk/client-codepipeline';

import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { executionScope, runScope, type RunScope } from './engine/scope.ts';
import { pipelineOf } from './find.ts';
import { type ActionRun, type Artifact, executionsOf } from './state.ts';

/** The newest first. */
export function listActionExecutions(input: ListActionExecutionsInput, call: Call): ListActionExecutionsOutput {
  const pipeline = pipelineOf(input.pipelineName, call);
  const { pipelineExecutionId, latestInPipelineExecution: latest } = input.filter ?? {};
  const wanted = pipelineExecutionId ?? latest?.pipelineExecutionId;
  const runs = executionsOf(pipeline)
    .filter(({ id }) => wanted === undefined || id === wanted)
    .flatMap((execution) => execution.runs.map((run) => runScope(executionScope(call, pipeline, execution), run)))
    .filter((scope) => !latest || isLatest(scope))
    .reverse()
    .sort((one, other) => other.run.startedAt - one.run.startedAt);
  const { items, next } = pageOf(runs, input.nextToken, input.maxResults ?? 100);
  return { actionExecutionDetails: items.map(detail), ...(next && { nextToken: next }) };
}

/** Of an action that was retried, the last run. */
function isLatest({ execution, run }: RunScope): boolean {
  return execution.runs.findLast(({ stage, action }) => stage === run.stage && action === run.action) === run;
}

function detail(scope: RunScope): ActionExecutionDetail {
  const { execution, run, action, region } = scope;
  return {
    pipelineExecutionId: execution.id,
    actionExecutionId: run.id,
    pipelineVersion: execution.version,
    stageName: run.stage,
    actionName: run.action,
    startTime: new Date(run.startedAt),
    lastUpdateTime: new Date(run.updatedAt),
    ...(run.updatedBy && { updatedBy: run.updatedBy }),
    status: run.status,
    input: {
      actionTypeId: action.actionTypeId,
      configuration: action.configuration,
      resolvedConfiguration: run.configuration,
      region,
      ...(action.roleArn && { roleArn: action.roleArn }),
      inputArtifacts: run.inputs.map(artifactDetail),
      ...(action.namespace && { namespace: action.namespace }),
    },
    output: {
      outputArtifacts: run.status === 'Succeeded' ? run.outputs.map(artifactDetail) : [],
      executionResult: result(run),
      outputVariables: run.variables,
    },
  };
}

function artifactDetail({ name, bucket, key }: Artifact) {
  return { name, s3location: { bucket, key } };
}

function result({ externalId, summary, error }: ActionRun): ActionExecutionResult {
  const shown = summary ?? error?.message;
  return {
    ...(externalId && { externalExecutionId: externalId }),
    ...(shown && { externalExecutionSummary: shown }),
    ...(error && { errorDetails: error }),
  };
}
