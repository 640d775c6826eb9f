import { LabError } from '../../errors.ts';
import type { ResultEvent } from '../../events.ts';
import type { ApprovalAnswer, Pipeline, WaitingApproval } from '../../ports/pipeline.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { operatorsPipeline } from '../follow/operators-pipeline.ts';
import { approvalWaiting } from '../follow/tell.ts';
import { verifyAccounts } from '../verify-accounts.ts';

export interface ApproveRequest {
  readonly reject: boolean;
  readonly comment?: string | undefined;
}

/** Answers the approval that waits, as the operator of the Tools account; where none waits there is nothing to do. */
export async function approve(
  context: ActionContext,
  options: RunOptions,
  request: ApproveRequest,
): Promise<ResultEvent> {
  const { command, ui } = context;
  await verifyAccounts(context, ['tools']);
  const pipeline = await operatorsPipeline(context);
  const waiting = await pipeline.waitingApproval();
  if (!waiting) return nothingWaits(context, pipeline);
  ui.emit(approvalWaiting(referenceTo(waiting), await pipeline.runsOf(waiting.executionId)));
  if (options.dryRun) return { command, status: 'succeeded', next: ['run "mlops-lab approve" without --dry-run'] };
  if (!options.yes && !(await agreed(context, request))) return { command, status: 'declined' };
  if (!(await pipeline.answer(waiting, answerOf(request)))) throw answeredAlready(waiting);
  return { command, status: 'succeeded', next: ['see how it goes on with "mlops-lab pipeline --watch"'] };
}

function referenceTo({ executionId, stage, action }: WaitingApproval) {
  return { executionId, stage, action };
}

function nothingWaits({ command, ui }: ActionContext, { name }: Pipeline): ResultEvent {
  ui.emit({ type: 'notice', level: 'info', message: `no execution of pipeline ${name} waits for an approval` });
  return { command, status: 'unchanged' };
}

async function agreed({ ui }: ActionContext, { reject }: ApproveRequest): Promise<boolean> {
  const message = reject ? 'Reject this release?' : 'Release this model to production?';
  return ui.confirm({ message, default: false, flag: '--yes' });
}

function answerOf({ reject, comment }: ApproveRequest): ApprovalAnswer {
  const verdict = reject ? 'Rejected' : 'Approved';
  return { verdict, comment: comment ?? `${verdict.toLowerCase()} with mlops-lab` };
}

function answeredAlready({ executionId }: WaitingApproval): LabError {
  return new LabError({
    code: 'approval-gone',
    message: `the approval of execution ${executionId} does not wait any more: somebody else answered it, or it ran out`,
    hint: 'see what came of it with "mlops-lab pipeline --watch"',
  });
}
