import {
  CodePipelineClient,
  GetPipelineStateCommand,
  ListPipelineExecutionsCommand,
  paginateListPipelineExecutions,
  PutApprovalResultCommand,
  type GetPipelineStateCommandOutput,
  type PipelineExecutionSummary,
} from '@aws-sdk/client-codepipeline';
import { LabError } from '../../errors.ts';
import { DEPLOY_PIPELINE } from '../../lab/remedies.ts';
import type { ApprovalAnswer, Execution, Pipeline, WaitingApproval } from '../../ports/pipeline.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { attemptsOf, errorName, translated, type CallSite } from '../errors.ts';
import { actionRuns } from './action-runs.ts';

/** The longest comment of an approval (CodePipeline API reference, ApprovalResult). */
const LONGEST_COMMENT = 512;

/** CodePipeline's errors if somebody else was first, or the approval has expired. */
const ANSWERED = new Set(['ApprovalAlreadyCompletedException', 'InvalidApprovalTokenException']);

export function awsPipeline(setup: ClientSetup, site: CallSite, name: string): Pipeline {
  const client = clientOf(CodePipelineClient, setup);
  const called = <T>(call: () => Promise<T>): Promise<T> => translated(site, () => call().catch(rethrown(name, site)));
  const state = () => client.send(new GetPipelineStateCommand({ name }));
  return {
    name,
    stages: () => called(async () => ((await state()).stageStates ?? []).map(({ stageName = '' }) => stageName)),
    executions: () => called(() => executions(client, name)),
    history: () => called(() => history(client, name)),
    runsOf: (executionId) => called(() => actionRuns(client, name, executionId)),
    waitingApproval: () => called(async () => waitingApproval(await state())),
    answer: (approval, answer) => called(() => putAnswer(client, name, approval, answer)),
  };
}

async function executions(client: CodePipelineClient, name: string): Promise<Execution[]> {
  const command = new ListPipelineExecutionsCommand({ pipelineName: name, maxResults: 100 });
  const { pipelineExecutionSummaries = [] } = await client.send(command);
  return pipelineExecutionSummaries.map(executionOf);
}

/** API reference, ListPipelineExecutions: "limited to the most recent 12 months". */
async function history(client: CodePipelineClient, pipelineName: string): Promise<Execution[]> {
  const found: Execution[] = [];
  for await (const page of paginateListPipelineExecutions({ client, pageSize: 100 }, { pipelineName })) {
    found.push(...(page.pipelineExecutionSummaries ?? []).map(executionOf));
  }
  return found;
}

function executionOf(summary: PipelineExecutionSummary): Execution {
  const {
    pipelineExecutionId: id = '',
    status = 'InProgress',
    startTime,
    lastUpdateTime,
    sourceRevisions,
    stopTrigger,
    trigger,
  } = summary;
  const { revisionId: version, revisionSummary } = sourceRevisions?.[0] ?? {};
  return {
    id,
    status,
    started: startTime?.getTime() ?? 0,
    changed: lastUpdateTime?.getTime() ?? 0,
    ...(version && { version }),
    ...(revisionSummary && { summary: revisionSummary }),
    ...(stopTrigger?.reason && { stopReason: stopTrigger.reason }),
    ...(trigger?.triggerType === 'CreatePipeline' && { atCreation: true }),
  };
}

/** Only approvals have tokens. */
function waitingApproval({ stageStates = [] }: GetPipelineStateCommandOutput): WaitingApproval | undefined {
  for (const { stageName: stage = '', latestExecution, actionStates = [], inboundExecutions = [] } of stageStates) {
    const executionId = latestExecution?.pipelineExecutionId;
    const waiting = actionStates.find(
      ({ latestExecution: run }) => run?.status === 'InProgress' && run.token !== undefined,
    );
    const token = waiting?.latestExecution?.token;
    if (!waiting || !token || !executionId) continue;
    const behind = inboundExecutions.flatMap(({ pipelineExecutionId }) => pipelineExecutionId ?? []);
    return { executionId, stage, action: waiting.actionName ?? '', token, behind };
  }
  return undefined;
}

async function putAnswer(
  client: CodePipelineClient,
  pipelineName: string,
  { stage, action, token }: WaitingApproval,
  { verdict, comment }: ApprovalAnswer,
): Promise<boolean> {
  const result = { status: verdict, summary: comment.slice(0, LONGEST_COMMENT) };
  const command = new PutApprovalResultCommand({ pipelineName, stageName: stage, actionName: action, token, result });
  try {
    await client.send(command);
    return true;
  } catch (error) {
    if (!ANSWERED.has(errorName(error))) throw error;
    if (attemptsOf(error) === 1) return false;
    // An attempt whose response was lost may have counted: the pipeline then shows our answer.
    const kept = await keptAnswer(client, pipelineName, stage, action);
    return kept?.summary === result.summary && kept.status === (verdict === 'Approved' ? 'Succeeded' : 'Failed');
  }
}

async function keptAnswer(client: CodePipelineClient, name: string, stage: string, action: string) {
  const { stageStates = [] } = await client.send(new GetPipelineStateCommand({ name }));
  const actions = stageStates.find(({ stageName }) => stageName === stage)?.actionStates ?? [];
  return actions.find(({ actionName }) => actionName === action)?.latestExecution;
}

function rethrown(name: string, { accountId }: CallSite) {
  return (error: unknown): never => {
    if (errorName(error) !== 'PipelineNotFoundException') throw error;
    throw new LabError({
      code: 'no-pipeline',
      message: `there is no pipeline ${name} in account ${accountId}`,
      hint: DEPLOY_PIPELINE,
      cause: error,
    });
  };
}
