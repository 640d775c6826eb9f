import { EXIT, type ExitCode } from '../errors.ts';
import { failureOf } from '../ui/stream-failures.ts';
import { wantsJson } from './arguments.ts';
import type { Io } from './io.ts';

/** Prints a help text or the version, in which there is nothing but our own words; programs get it inside the result. */
export async function answered(args: readonly string[], io: Io, text: string): Promise<ExitCode> {
  if (wantsJson(args, io.env)) {
    const { answeredAsResult } = await import('./endings.ts');
    return answeredAsResult(args, io, text);
  }
  io.stdout.write(text);
  const failure = await failureOf(io.stdout);
  return !failure || failure.code === 'EPIPE' ? EXIT.done : EXIT.failed;
}
