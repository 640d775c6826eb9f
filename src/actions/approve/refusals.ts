import { LabError, usageError } from '../../errors.ts';
import type { AwaitedApproval } from '../../events.ts';
import type { Execution } from '../../ports/pipeline.ts';
import { mlopsLab } from '../../steps.ts';
import { answers, nameOf, watching } from '../follow/awaited.ts';

/** One release at a time waits before production, so the requested one may have to wait its turn. */
export function anotherWaits(executionId: string, approval: AwaitedApproval): LabError {
  return new LabError({
    code: 'another-approval',
    message: `execution ${executionId} does not wait for an approval, ${nameOf(approval)} does; nothing was answered`,
    hint: [...answers(approval), { say: 'see where the other one stands', command: watching(executionId) }],
  });
}

export function ambiguous(approval: AwaitedApproval, behind: readonly string[]): LabError {
  return usageError(
    'which-approval',
    `${nameOf(approval)} waits for an approval, and ${behind.join(', ')} behind it: --yes does not say which one is meant`,
    [...answers(approval, '--yes'), { say: 'or leave --yes out, to be asked' }],
  );
}

export function doesNotWait(executionId: string, executions: readonly Execution[]): LabError {
  const status = executions.find(({ id }) => id === executionId)?.status;
  const found = status ? `it is ${status}` : 'the pipeline has none of that id among its latest hundred';
  return new LabError({
    code: 'no-approval',
    message: `execution ${executionId} does not wait for an approval: ${found}`,
    hint: { say: 'see where the release under way stands', command: mlopsLab('pipeline', '--watch') },
  });
}

export function answeredAlready({ executionId }: AwaitedApproval): LabError {
  return new LabError({
    code: 'approval-gone',
    message: `the approval of execution ${executionId} does not wait any more: somebody else answered it, or it ran out`,
    hint: { say: 'see what came of it', command: watching(executionId) },
  });
}
