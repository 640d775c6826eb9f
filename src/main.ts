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

// Commander takes an empty variable for a value, and here it counts as not set.
for (const [name, value] of Object.entries(process.env)) {
  if (name.startsWith('MLOPS_LAB_') && value === '') delete process.env[name];
}

const { env, stdin, stdout, stderr } = process;
process.exitCode = await runProgram(process.argv.slice(2), {
  env,
  cwd: process.cwd(),
  stdin,
  stdout,
  stderr,
  signal: stop.signal,
});
// What the run was at would go on otherwise, and begin more. What it told goes out first.
if (stop.signal.aborted) stdout.write('', () => stderr.write('', () => process.exit()));
