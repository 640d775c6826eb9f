import type { ApprovalFacts, EarlierRelease } from '../../events.ts';
import { endpointName } from '../../lab/names.ts';
import { own } from '../../own.ts';
import type { Execution, Pipeline, WaitingApproval } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { isOver } from '../follow/look.ts';
import { releaseReport } from '../follow/report.ts';
import { ownStack } from '../foreign.ts';
import { readRevisionSummary } from '../submit/revision-summary.ts';

/** How many releases before it are told. */
const EARLIER = 10;

/** What an approver may want to know of a release, its data, and what was released before it. */
export async function approvalFacts(
  context: ActionContext,
  pipeline: Pipeline,
  { executionId, behind }: WaitingApproval,
): Promise<ApprovalFacts> {
  const executions = await pipeline.executions();
  const about = executions.find(({ id }) => id === executionId);
  const ended = executions.filter((each) => isOver(each) && each.version !== undefined);
  const inProduction = ended.find(({ status }) => status === 'Succeeded');
  const shown = ended.slice(0, EARLIER);
  const releases: EarlierRelease[] = [];
  for (const each of inProduction && !shown.includes(inProduction) ? [...shown, inProduction] : shown) {
    releases.push(await earlierRelease(pipeline, each));
  }
  const production = releases.find((each) => each.executionId === inProduction?.id);
  return {
    ...(about && { ...submitterOf(about), began: new Date(about.started).toISOString() }),
    ...(await holdOutOf(context)),
    endpoint: endpointName(context.lab, 'production'),
    ...(production && { production }),
    earlier: releases.slice(0, EARLIER),
    behind,
  };
}

async function earlierRelease(pipeline: Pipeline, execution: Execution): Promise<EarlierRelease> {
  const { outcome, submission, evaluations } = releaseReport(
    pipeline.name,
    execution,
    await pipeline.runsOf(execution.id),
  );
  const evaluation = evaluations.at(-1);
  return {
    executionId: execution.id,
    ...(submission !== undefined && { submission }),
    ...submitterOf(execution),
    began: new Date(execution.started).toISOString(),
    outcome,
    ...(evaluation && { evaluation }),
  };
}

function submitterOf({ summary }: Execution): Pick<EarlierRelease, 'submittedBy'> {
  const read = readRevisionSummary(summary);
  return read ? { submittedBy: read.person } : {};
}

/** The key of the file holds the hash of its content. */
async function holdOutOf(context: ActionContext): Promise<Pick<ApprovalFacts, 'holdOut'>> {
  const stack = await ownStack(context, 'pipeline');
  const key = own(stack?.parameters, 'HoldoutKey');
  const [, sha256] = /\/([0-9a-f]{64})\//.exec(key ?? '') ?? [];
  return key === undefined || sha256 === undefined ? {} : { holdOut: { key, sha256 } };
}
