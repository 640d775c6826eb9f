import type { Ending, RunResult, RunTask } from './protocol.ts';

/** What is known of a run whose environment went away with all that it knew. */
export function lostRun(ending: Ending, { timeout }: RunTask): RunResult {
  const duration = ending.kind === 'timeout' ? timeout : Math.min(timeout, 1);
  return { ending, lines: [], duration, memoryUsed: 0, isOver: true };
}
