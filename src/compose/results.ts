import type { Outcome } from '../actions/outcome.ts';
import { EXIT, type ExitCode, isInterruption, LabError } from '../errors.ts';
import type { ResultEvent } from '../events.ts';
import { describeError } from '../ui/result/describe-error.ts';
import type { Io } from './io.ts';
import { type Call, showSteps } from './show-steps.ts';

/** A result, and the exit code that comes of it. */
export interface Ended {
  readonly result: ResultEvent;
  readonly exitCode: ExitCode;
}

/** What an action returned, in words. */
export function endedWith(outcome: Outcome, seconds: number, call: Call, io: Io): Ended {
  const { result, exitCode } = resultOf(outcome, call, io);
  return { result: { ...result, seconds }, exitCode };
}

export function resultOf({ next, error, checks, ...outcome }: Outcome, call: Call, io: Io): Ended {
  const show = showSteps(call);
  const result = {
    ...outcome,
    ...(next && { next: show(next) }),
    ...(checks && { checks: checks.map(({ hints, ...check }) => ({ ...check, ...(hints && { next: show(hints) }) })) }),
    ...(error && { error: describeError(error, io.env, show) }),
    ...(call.options.dryRun && { dryRun: true }),
  };
  const exitCode = error?.exitCode ?? (outcome.status === 'declined' ? EXIT.declined : EXIT.done);
  return { result, exitCode };
}

/** What an action threw. */
export function endedByThrow(error: unknown, call: Call, io: Io): Ended {
  const interruption = isInterruption(error);
  const status = interruption ? 'interrupted' : 'failed';
  return {
    result: { command: call.command, status, error: describeError(error, io.env, showSteps(call)) },
    exitCode: error instanceof LabError ? error.exitCode : EXIT.failed,
  };
}
