import type { ActionReference, AwaitedApproval } from '../../events.ts';
import type { ActionRun, Execution, Pipeline } from '../../ports/pipeline.ts';
import { mlopsLab, type CommandLine, type Step } from '../../steps.ts';
import { evaluationsOf, submissionOf } from './report.ts';

/** The release that an approval belongs to, so that an answer reaches the right one. */
export async function awaitedApproval(
  { executionId, stage, action }: ActionReference,
  pipeline: Pipeline,
): Promise<AwaitedApproval> {
  const runs = await pipeline.runsOf(executionId);
  const execution = (await pipeline.executions()).find(({ id }) => id === executionId);
  return approvalOf({ stage, action }, execution ?? { id: executionId }, runs);
}

export function approvalOf(
  { stage, action }: Pick<ActionRun, 'stage' | 'action'>,
  { id, version }: Pick<Execution, 'id' | 'version'>,
  runs: readonly ActionRun[],
): AwaitedApproval {
  const submission = submissionOf(runs);
  const evaluation = evaluationsOf(runs).at(-1);
  const about = { ...(submission && { submission }), ...(version && { version }), ...(evaluation && { evaluation }) };
  return { executionId: id, stage, action, ...about };
}

/** `execution 1234 (first-try, version v1)` */
export function nameOf({ executionId, submission, version }: AwaitedApproval): string {
  const facts = [submission, version && `version ${version}`].filter(Boolean).join(', ');
  return `execution ${executionId}${facts && ` (${facts})`}`;
}

/** The command that answers this approval and no other one. */
export function answers(approval: AwaitedApproval, ...flags: readonly string[]): Step[] {
  const { executionId } = approval;
  const answer = (...verdict: string[]) => mlopsLab('approve', '--execution', executionId, ...verdict, ...flags);
  return [
    { say: `approve ${nameOf(approval)}`, command: answer() },
    { say: 'or reject it', command: answer('--reject') },
  ];
}

export function watching(executionId: string): CommandLine {
  return mlopsLab('pipeline', '--watch', '--execution', executionId);
}
