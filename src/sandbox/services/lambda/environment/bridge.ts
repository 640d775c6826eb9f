/** The thread between the world, which waits, and the process that runs functions, which does not. */
import { spawn, type ChildProcess } from 'node:child_process';
import { builtFile } from '../../../../package-files.ts';
import { serveLines, type Ask } from '../../../workers/serve-lines.ts';
import { lostRun } from './lost-run.ts';
import { asText, fromText, hearLines, line, type FromProcess, type ToProcess } from './messages.ts';
import { permissionFlags } from './permissions.ts';
import type { Ending, EnvironmentStart, ForwardedAnswer, RunResult, RunTask } from './protocol.ts';

/** What an environment waits for while a run is under way. */
interface UnderWay {
  readonly task: RunTask;
  readonly ask: Ask;
  readonly end: (result: RunResult) => void;
}

const MODULE = builtFile('functions/process.mjs');
/** All that the process reads but functions: itself as it was built. */
const PROGRAM = builtFile('functions/');

const underWay = new Map<number, UnderWay>();
let running: ChildProcess | undefined;
let environments = 0;

/** One process for all functions: an environment in it is a thread, which begins much faster than a process. */
function functionProcess(folder: string): ChildProcess {
  if (running) return running;
  const permissions = { read: [PROGRAM, folder], write: [folder], threads: true };
  const child = spawn(process.execPath, [...permissionFlags(permissions), MODULE], {
    cwd: folder,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  running = child;
  hearLines<FromProcess>(child.stdout, hear);
  child.on('error', () => lost(child, { kind: 'killed' }));
  // A function can take its process along by eating up the machine's memory: then there is no code.
  child.on('exit', (code) => lost(child, code === null ? { kind: 'killed' } : { kind: 'exit', code }));
  child.stdin.on('error', () => undefined);
  return child;
}

function lost(child: ChildProcess, ending: Ending): void {
  if (running !== child) return;
  running = undefined;
  for (const { task, end } of underWay.values()) end(lostRun(ending, task));
}

function hear(message: FromProcess): void {
  const run = underWay.get(message.environment);
  if (!run) return;
  if (message.kind === 'result') run.end(message.result);
  else void answer(message, run.ask);
}

async function answer({ environment, ask: id, request }: Extract<FromProcess, { kind: 'ask' }>, ask: Ask) {
  const { response, elapsed } = (await ask(fromText(request))) as ForwardedAnswer;
  tell({ kind: 'answer', environment, ask: id, elapsed, ...(response && { response: asText(response) }) });
}

function tell(message: ToProcess): void {
  running?.stdin?.write(line(message));
}

serveLines((data) => {
  const start = data as EnvironmentStart;
  const environment = (environments += 1);
  functionProcess(start.folder);
  return {
    perform: (task, ask) =>
      new Promise<RunResult>((resolve) => {
        const end = (result: RunResult) => {
          underWay.delete(environment);
          resolve(result);
        };
        const run = task as RunTask;
        underWay.set(environment, { task: run, ask, end });
        functionProcess(start.folder);
        tell({ kind: 'run', environment, start, task: run });
      }),
    closed: () => tell({ kind: 'end', environment }),
  };
});
