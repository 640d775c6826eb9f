import { mergedOutcome } from '../actions/class/merge.ts';
import type { ReportRequest } from '../commands/command.ts';
import { readSummaries } from '../config/summary.ts';
import type { ExitCode } from '../errors.ts';
import { createUi } from '../ui/index.ts';
import { conclude } from './conclude.ts';
import { Beginning, headerOf } from './header.ts';
import type { Io } from './io.ts';
import { endedByThrow, resultOf } from './results.ts';

/** Ends as the one run would have that all summaries together are of. */
export async function reportClass(request: ReportRequest, args: readonly string[], io: Io): Promise<ExitCode> {
  const { folder, output } = request;
  const call = { command: 'class report', flags: {}, options: { dryRun: false }, args };
  const ended = await readSummaries(folder, io.cwd).then(
    (summaries) => resultOf(mergedOutcome(summaries), call, io),
    (error: unknown) => endedByThrow(error, call, io),
  );
  const ui = await createUi({ ...io, output, yes: true });
  const beginning = new Beginning(ui, headerOf(call.command, call.flags));
  return conclude(ui, io, { ...ended, output, beginning });
}
