import { EXIT } from './errors.ts';
import { failedUnawaited } from './compose/io.ts';
import { runProgram } from './compose/program.ts';

const stop = new AbortController();
let isOver = false;

/** The first signal ends the run in order; a second one ends the process at once. */
function onSignal(): void {
  if (stop.signal.aborted) process.exit(EXIT.interrupted);
  stop.abort();
}

/** An error that nobody awaits ends the run. Errors that follow while it ends are consequences of the first. */
function onFailure(error: unknown): void {
  stop.abort(failedUnawaited(error));
}

/** A promise that can never settle would end the process silently. */
function onIdle(): void {
  if (!isOver) onFailure(new Error('nothing is under way any more, and the command has not ended'));
}

/** A deleted working folder is reported by whatever needs it. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '.';
  }
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
process.on('SIGHUP', onSignal);
process.on('uncaughtException', onFailure);
process.on('unhandledRejection', onFailure);
process.on('beforeExit', onIdle);

// Commander takes an empty variable for a value; here it counts as not set.
for (const [name, value] of Object.entries(process.env)) {
  if (name.startsWith('MLOPS_LAB_') && value === '') delete process.env[name];
}

const { env, stdout, stderr } = process;
const io = {
  env,
  cwd: workingFolder(),
  /** Opened where it is read: most commands ask nothing. */
  get stdin() {
    return process.stdin;
  },
  stdout,
  stderr,
  signal: stop.signal,
};
process.exitCode = await runProgram(process.argv.slice(2), io);
isOver = true;
// Otherwise pending work would go on and begin more. Pending output is flushed first.
if (stop.signal.aborted) stdout.write('', () => stderr.write('', () => process.exit()));
