import {
  ListActionExecutionsCommand,
  type ActionExecutionDetail,
  type CodePipelineClient,
  type ListActionExecutionsCommandOutput,
} from '@aws-sdk/client-codepipeline';
import type { ActionRun } from '../../ports/pipeline.ts';

/** The action runs of an execution, oldest first; CodePipeline lists the newest first. */
export async function actionRuns(
  client: CodePipelineClient,
  pipelineName: string,
  pipelineExecutionId: string,
): Promise<ActionRun[]> {
  const details: ActionExecutionDetail[] = [];
  let nextToken: string | undefined;
  do {
    const page: ListActionExecutionsCommandOutput = await client.send(
      new ListActionExecutionsCommand({ pipelineName, filter: { pipelineExecutionId }, nextToken }),
    );
    details.push(...(page.actionExecutionDetails ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return details
    .reverse()
    .map(runOf)
    .sort((one, other) => one.started - other.started);
}

function runOf(detail: ActionExecutionDetail): ActionRun {
  const { startTime, lastUpdateTime, input, output, status = 'InProgress' } = detail;
  const { errorDetails, externalExecutionSummary } = output?.executionResult ?? {};
  const message = errorDetails?.message ?? externalExecutionSummary;
  return {
    id: detail.actionExecutionId ?? '',
    stage: detail.stageName ?? '',
    action: detail.actionName ?? '',
    isApproval: input?.actionTypeId?.category === 'Approval',
    status,
    started: startTime?.getTime() ?? 0,
    ended: lastUpdateTime?.getTime() ?? 0,
    ...(message && { message }),
    outputs: output?.outputVariables ?? {},
  };
}
