import { EXIT } from './errors.ts';
import { runProgram } from './program.ts';

const stop = new AbortController();

/** The first signal ends the run in order; whoever sends a second one does not want to wait. */
function onSignal(): void {
  if (stop.signal.aborted) process.exit(EXIT.interrupted);
  stop.abort();
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

const { env, stdin, stdout, stderr } = process;
process.exitCode = await runProgram(process.argv.slice(2), {
  env,
  cwd: process.cwd(),
  stdin,
  stdout,
  stderr,
  signal: stop.signal,
});
