import manifest from '../../package.json' with { type: 'json' };
import type { ExitCode } from '../errors.ts';
import { keepFailures } from '../ui/stream-failures.ts';
import { answered } from './answered.ts';
import { withColour } from './arguments.ts';
import type { Io } from './io.ts';

/** Runs one command line and returns its exit code. */
export async function runProgram(args: readonly string[], process: Io): Promise<ExitCode> {
  const io = { ...process, env: withColour(args, process.env) };
  [io.stdout, io.stderr].forEach(keepFailures);
  try {
    if (asksForVersion(args)) return await answered(args, io, `${manifest.version}\n`);
    const { parsedAndRun } = await import('./command-line.ts');
    return await parsedAndRun(args, manifest.version, io);
  } catch (error) {
    const { endedByError } = await import('./endings.ts');
    return endedByError(args, io, error);
  }
}

/** Commander gives the same answer, but takes longer to load than the answer takes. */
function asksForVersion([first]: readonly string[]): boolean {
  return first === '--version' || first === '-V';
}
