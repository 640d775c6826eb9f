import { EXIT } from './errors.ts';
import { failedUnawaited } from './compose/io.ts';
import { runProgram } from './compose/program.ts';

const stop = new AbortController();
let isOver = false;

/** The first signal ends the run in order; whoever sends a second one does not want to wait. */
function onSignal(): void {
  if (stop.signal.aborted) process.exit(EXIT.interrupted);
  stop.abort();
}

/** Nobody awaits what failed, so the run ends with it; what else fails while it ends has that for its cause. */
function onFailure(error: unknown): void {
  stop.abort(failedUnawaited(error));
}

/** A promise that nothing is left to settle would end the process without a word. */
function onIdle(): void {
  if (!isOver) onFailure(new Error('nothing is under way any more, and the command has not ended'));
}

/** One that was deleted is told by whoever needs it. */
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

// Commander takes an empty variable for a value, and here it counts as not set.
for (const [name, value] of Object.entries(process.env)) {
  if (name.startsWith('MLOPS_LAB_') && value === '') delete process.env[name];
}

const { env, stdin, stdout, stderr } = process;
const io = { env, cwd: workingFolder(), stdin, stdout, stderr, signal: stop.signal };
process.exitCode = await runProgram(process.argv.slice(2), io);
isOver = true;
// What the run was at would go on otherwise, and begin more. What it told goes out first.
if (stop.signal.aborted) stdout.write('', () => stderr.write('', () => process.exit()));
