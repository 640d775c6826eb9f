import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Run } from '../commands/command.ts';
import { EXIT, LabError, reasonOf, usageError } from '../errors.ts';
import { systemClock } from '../system/clock.ts';
import { tryWriting } from '../system/replace-file.ts';
import { describeError } from '../ui/result/describe-error.ts';
import { visibleJson } from '../ui/text/visible.ts';
import type { Io } from './io.ts';
import type { Ended } from './results.ts';
import { type Call, showSteps } from './show-steps.ts';

/** Refuses a summary that cannot be written, before there is anything to tell in it. */
export async function expectSummary({ flags: { summary: file } }: Run, io: Io): Promise<void> {
  if (typeof file !== 'string') return;
  await tryWriting(resolve(io.cwd, file)).catch((error: unknown) => {
    throw usageError(
      'summary-unwritable',
      `the summary cannot be written to ${file}: ${reasonOf(error)}; nothing was changed`,
      'name a file in a folder that exists and can be written, with --summary',
    );
  });
}

/** Writes how each lab ended, where that is wanted; what cannot be written fails a run that had not. */
export async function withSummary(end: Ended, run: Run, call: Call, io: Io): Promise<Ended> {
  const { summary: file, shard } = run.flags;
  const { result, exitCode } = end;
  if (typeof file !== 'string' || result.labs === undefined) return end;
  const ended = new Date(systemClock.now()).toISOString();
  const text = visibleJson({ type: 'result', ended, ...(shard !== undefined && { shard }), ...result });
  const failure = await writeFile(resolve(io.cwd, file), `${text}\n`).then(
    () => undefined,
    (error: unknown) => unwritten(file, error),
  );
  if (!failure || exitCode !== EXIT.done) return end;
  const error = describeError(failure, io.env, showSteps(call));
  return { result: { ...result, status: 'failed', error }, exitCode: failure.exitCode };
}

function unwritten(file: string, error: unknown): LabError {
  return new LabError({
    code: 'summary-unwritten',
    message: `the summary cannot be written to ${file}: ${reasonOf(error)}`,
    hint: { say: 'make room, or name another file, and run the same command again', command: 'again' },
    cause: error,
  });
}
