import { namedIn } from '../commands/entries.ts';
import { EXIT, type ExitCode, LabError } from '../errors.ts';
import type { ResultEvent } from '../events.ts';
import { createUi } from '../ui/index.ts';
import { describeError } from '../ui/result/describe-error.ts';
import { sandboxIn, wantsJson } from './arguments.ts';
import { conclude } from './conclude.ts';
import { Beginning, headerOf } from './header.ts';
import type { Io } from './io.ts';
import { showSteps } from './show-steps.ts';

/** Ends a run that failed before its action began. */
export function endedByError(args: readonly string[], io: Io, error: unknown): Promise<ExitCode> {
  const exitCode = error instanceof LabError ? error.exitCode : EXIT.failed;
  const show = showSteps({ command: namedIn(args), flags: {}, options: { dryRun: false }, args });
  const result = { command: namedIn(args), status: 'failed', error: describeError(error, io.env, show) } as const;
  return concluded(args, io, result, exitCode);
}

export function answeredAsResult(args: readonly string[], io: Io, text: string): Promise<ExitCode> {
  return concluded(args, io, { command: namedIn(args), status: 'succeeded', text }, EXIT.done);
}

async function concluded(args: readonly string[], io: Io, result: ResultEvent, exitCode: ExitCode): Promise<ExitCode> {
  const output = wantsJson(args, io.env) ? 'json' : 'text';
  const ui = await createUi({ ...io, output, yes: true });
  const beginning = new Beginning(ui, headerOf(result.command, { sandbox: sandboxIn(args, io.env) }));
  return conclude(ui, io, { result, exitCode, output, beginning });
}
