import { LabError, usageError } from '../../errors.ts';
import type { AwaitedApproval } from '../../events.ts';
import type { Execution } from '../../ports/pipeline.ts';
import { answers, nameOf } from '../follow/awaited.ts';

/** One release at a time waits before production, so the requested one may have to wait its turn. */
export function anotherWaits(executionId: string, approval: AwaitedApproval): LabError {
  return new LabError({
    code: 'another-approval',
    message: `execution ${executionId} does not wait for an approval, ${nameOf(approval)} does; nothing was answered`,
    hint: `answer that one with ${answers(approval)}; "mlops-lab pipeline --watch --execution ${executionId}" shows where the other one stands`,
  });
}

export function ambiguous(approval: AwaitedApproval, behind: readonly string[]): LabError {
  return usageError(
    'which-approval',
    `${nameOf(approval)} waits for an approval, and ${behind.join(', ')} behind it: --yes does not say which one is meant`,
    `name the one that waits: ${answers(approval)}, each with --yes; or leave --yes out, to be asked`,
  );
}

export function doesNotWait(executionId: string, executions: readonly Execution[]): LabError {
  const status = executions.find(({ id }) => id === executionId)?.status;
  const found = status ? `it is ${status}` : 'the pipeline has none of that id among its latest hundred';
  return new LabError({
    code: 'no-approval',
    message: `execution ${executionId} does not wait for an approval: ${found}`,
    hint: 'see where the release under way stands with "mlops-lab pipeline --watch"',
  });
}

export function answeredAlready({ executionId }: AwaitedApproval): LabError {
  return new LabError({
    code: 'approval-gone',
    message: `the approval of execution ${executionId} does not wait any more: somebody else answered it, or it ran out`,
    hint: `see what came of it with "mlops-lab pipeline --watch --execution ${executionId}"`,
  });
}
