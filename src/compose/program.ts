import manifest from '../../package.json' with { type: 'json' };
import type { ExitCode } from '../errors.ts';
import { helpWidth } from '../commands/help-layout.ts';
import { programHelp } from '../commands/program-help.ts';
import { keepFailures } from '../ui/stream-failures.ts';
import { answered } from './answered.ts';
import { withColour } from './arguments.ts';
import type { Io } from './io.ts';

/** Runs one command line and returns its exit code. */
export async function runProgram(args: readonly string[], process: Io): Promise<ExitCode> {
  const io = withEnv(process, withColour(args, process.env));
  [io.stdout, io.stderr].forEach(keepFailures);
  try {
    if (asksForVersion(args)) return await answered(args, io, `${manifest.version}\n`);
    if (asksForHelp(args)) return await answered(args, io, programHelp(helpWidth(io.stdout.columns)));
    const { parsedAndRun } = await import('./command-line.ts');
    return await parsedAndRun(args, manifest.version, io);
  } catch (error) {
    const { endedByError } = await import('./endings.ts');
    return endedByError(args, io, error);
  }
}

/** Members are not read, since standard input is opened by whoever reads it. */
function withEnv(process: Io, env: Io['env']): Io {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(process), env: { value: env, enumerable: true } },
  ) as Io;
}

/** Commander gives the same answers, but takes longer to load than these take. */
function asksForVersion([first]: readonly string[]): boolean {
  return first === '--version' || first === '-V';
}

function asksForHelp([first, ...others]: readonly string[]): boolean {
  return (first === '--help' || first === '-h') && others.length === 0;
}
