import {
  CodePipelineClient,
  paginateListPipelineExecutions,
  PipelineExecutionStatus,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-eventbridge';
import type { LabSettings } from '../../lab/accounts.ts';
import { pipelineName, startRule } from '../../lab/names.ts';
import { isOwn } from '../../lab/owner.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { errorName } from '../errors.ts';
import { tagRecord } from '../tag-records.ts';
import { unlessGone } from './gone.ts';

const UNDER_WAY: ReadonlySet<string> = new Set([PipelineExecutionStatus.InProgress, PipelineExecutionStatus.Stopping]);
/** CodePipeline's errors for an execution that has just ended, or that somebody else is stopping. */
const OVER = new Set(['PipelineExecutionNotStoppableException', 'DuplicatedStopRequestException']);
const PAUSE = 5000;
/** How often executions are read again: a queued one may start as another is stopped. */
const ROUNDS = 12;

/** Disables the rule first, so that nothing new starts while running executions are abandoned. */
export async function haltPipeline(setup: ClientSetup, lab: LabSettings): Promise<number> {
  await unlessGone(() => disableStart(clientOf(EventBridgeClient, setup), lab));
  const client = clientOf(CodePipelineClient, setup);
  const abandoned = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = await executionsUnderWay(client, pipelineName(lab));
    if (running.length === 0) break;
    if (round > 0) await setup.clock.sleep(PAUSE);
    for (const id of running) {
      await abandon(client, pipelineName(lab), id);
      abandoned.add(id);
    }
  }
  return abandoned.size;
}

/** A rule of that name that is not the lab's is the reason why the stack failed; it stays enabled. */
async function disableStart(client: EventBridgeClient, lab: LabSettings): Promise<void> {
  const Name = startRule(lab);
  const { Arn: ResourceARN } = await client.send(new DescribeRuleCommand({ Name }));
  const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
  if (isOwn(lab, { tags: tagRecord(Tags) })) await client.send(new DisableRuleCommand({ Name }));
}

async function executionsUnderWay(client: CodePipelineClient, pipeline: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { pipelineExecutionSummaries = [] } of paginateListPipelineExecutions(
      { client },
      { pipelineName: pipeline },
    )) {
      const running = pipelineExecutionSummaries.filter(({ status = '' }) => UNDER_WAY.has(status));
      found.push(...running.map(({ pipelineExecutionId = '' }) => pipelineExecutionId));
    }
  } catch (error) {
    if (errorName(error) !== 'PipelineNotFoundException') throw error;
  }
  return found;
}

async function abandon(client: CodePipelineClient, pipeline: string, pipelineExecutionId: string): Promise<void> {
  const reason = 'the lab is torn down';
  try {
    await client.send(
      new StopPipelineExecutionCommand({ pipelineName: pipeline, pipelineExecutionId, abandon: true, reason }),
    );
  } catch (error) {
    if (!OVER.has(errorName(error))) throw error;
  }
}
