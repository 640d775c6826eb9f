import type { AwaitedApproval } from '../../events.ts';
import type { ApprovalAnswer, Pipeline } from '../../ports/pipeline.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { answers, awaitedApproval, nameOf, watching } from '../follow/awaited.ts';
import { operatorsPipeline } from '../follow/operators-pipeline.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { approvalFacts } from './facts.ts';
import { ambiguous, answeredAlready, anotherWaits, doesNotWait } from './refusals.ts';

export interface ApproveRequest {
  readonly reject: boolean;
  readonly comment?: string | undefined;
  /** The only execution to answer for. */
  readonly executionId?: string | undefined;
}

/** Answers the pending approval as the operator of the Tools account; does nothing if there is none. */
export async function approve(context: ActionContext, options: RunOptions, request: ApproveRequest): Promise<Outcome> {
  const { command, ui, showSteps } = context;
  await verifyAccounts(context, ['tools']);
  const pipeline = await operatorsPipeline(context);
  const waiting = await pipeline.waitingApproval();
  if (!waiting) return nothingWaits(context, pipeline, request);
  const approval = await awaitedApproval(waiting, pipeline);
  const facts = await approvalFacts(context, pipeline, waiting);
  ui.emit({ type: 'approval-waiting', ...approval, next: showSteps(answers(approval)), facts });
  expectMeant(approval, waiting.behind, options, request);
  if (options.dryRun) return { command, status: 'succeeded', next: [IN_EARNEST] };
  if (!options.yes && !(await agreed(context, approval, request))) return { command, status: 'declined' };
  // The token belongs to the approval that was shown: no other one can be answered with it.
  const answer = answerOf(request);
  if (!(await pipeline.answer(waiting, answer))) throw answeredAlready(approval);
  const next = [{ say: 'follow its progress', command: watching(approval.executionId) }];
  const verdict = request.reject ? 'rejected' : 'approved';
  return { command, status: 'succeeded', answer: { verdict, comment: answer.comment }, next };
}

/** An answer without confirmation has to name its execution once it could apply to another release. */
function expectMeant(
  approval: AwaitedApproval,
  behind: readonly string[],
  { yes, dryRun }: RunOptions,
  { executionId }: ApproveRequest,
): void {
  if (executionId !== undefined && executionId !== approval.executionId) throw anotherWaits(executionId, approval);
  if (executionId === undefined && yes && !dryRun && behind.length > 0) throw ambiguous(approval, behind);
}

async function nothingWaits(
  { command, ui }: ActionContext,
  pipeline: Pipeline,
  { executionId }: ApproveRequest,
): Promise<Outcome> {
  if (executionId !== undefined) throw doesNotWait(executionId, await pipeline.executions());
  const message = `no execution of pipeline ${pipeline.name} waits for an approval`;
  ui.emit({ type: 'notice', level: 'info', message });
  return { command, status: 'unchanged' };
}

async function agreed({ ui }: ActionContext, approval: AwaitedApproval, { reject }: ApproveRequest): Promise<boolean> {
  const message = reject ? `Reject ${nameOf(approval)}?` : `Release ${nameOf(approval)} to production?`;
  return ui.confirm({ message, default: false, flag: '--yes' });
}

function answerOf({ reject, comment }: ApproveRequest): ApprovalAnswer {
  const verdict = reject ? 'Rejected' : 'Approved';
  return { verdict, comment: comment ?? `${verdict.toLowerCase()} with mlops-lab` };
}
