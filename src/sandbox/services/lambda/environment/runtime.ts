/** The thread that runs a function's code, as Lambda's runtime for Node.js does. */
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { confine } from './confine/confine.ts';
import { captureOutput } from './console.ts';
import { functionError, loggedError } from './function-error.ts';
import { installTime } from './install-time.ts';
import { loadHandler, RuntimeError, type Handler } from './load-handler.ts';
import type { EnvironmentStart, FromRuntime, ToRuntime } from './protocol.ts';
import { VirtualTime } from './virtual-time.ts';

export interface RuntimeStart extends EnvironmentStart {
  /** Where the endpoint is, on loopback. */
  readonly port: number;
  readonly now: number;
  /** Virtual time until which the code has to be loaded. */
  readonly deadline: number;
}

type Invocation = Extract<ToRuntime, { kind: 'invoke' }>;

const MEGABYTE = 1024 * 1024;
/** What AWS's runtime takes beside the code's own memory. */
const OVERHEAD_MB = 32;
/** Real milliseconds in which what a timer set off shows itself. */
const REACTION = 5;

const CALLBACKS_REMOVED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
  'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
  'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';
const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. ' +
  'This is most commonly caused by a Promise that was never settled. ' +
  'For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

if (!parentPort) throw new Error('this is the module of a thread');
const port = parentPort;
const start = workerData as RuntimeStart;
const { setTimeout, setImmediate } = globalThis;
const time = new VirtualTime(start.now);

let handler: Handler | undefined;
let deadline = start.deadline;
let requestId = 'undefined';
/** Whether the code is running rather than frozen. */
let isRunning = true;

function tell(message: FromRuntime): void {
  port.postMessage(message);
}

function log(level: string, message: string): void {
  tell({ kind: 'log', text: `${new Date(time.now()).toISOString()}\t${requestId}\t${level}\t${message}\n` });
}

function memoryUsed(): number {
  const { total_heap_size: heap, external_memory: external } = getHeapStatistics();
  return Math.min(Math.ceil((heap + external) / MEGABYTE) + OVERHEAD_MB, start.memorySize);
}

/** What the code leaves running stands still until the next invocation. */
function freeze(): void {
  isRunning = false;
  time.freeze();
  port.ref();
}

function succeed(result: unknown): void {
  if (!isRunning) return;
  let payload: string;
  try {
    payload = JSON.stringify(result ?? null);
  } catch {
    fail(new RuntimeError('JSONStringifyError', 'Unable to stringify response body'));
    return;
  }
  freeze();
  tell({ kind: 'succeeded', payload, memoryUsed: memoryUsed() });
}

function fail(thrown: unknown, { isFatal = false, said = 'Invoke Error ' } = {}): void {
  if (!isRunning) return;
  log('ERROR', `${said}\t${loggedError(thrown, start.root)}`);
  freeze();
  tell({ kind: 'failed', error: functionError(thrown, start.root), isFatal, memoryUsed: memoryUsed() });
}

async function load(): Promise<void> {
  try {
    handler = await loadHandler(start.root, start.handler);
    if (handler.length > 2 && refusesCallbacks())
      throw new RuntimeError('CallbackHandlerDeprecated', CALLBACKS_REMOVED);
    freeze();
    tell({ kind: 'ready' });
  } catch (error) {
    fail(error, { isFatal: true, said: 'Uncaught Exception ' });
  }
}

function refusesCallbacks(): boolean {
  return Number(/^nodejs(\d+)/.exec(start.runtime)?.[1]) >= 24;
}

async function invoke(invocation: Invocation): Promise<void> {
  port.unref();
  time.resumeAt(invocation.now);
  deadline = time.now() + invocation.timeout;
  ({ requestId } = invocation);
  isRunning = true;
  const context = { ...invocation.context, awsRequestId: requestId, getRemainingTimeInMillis };
  // What an earlier invocation left behind may end only now.
  const ifCurrent = (act: () => void) => {
    if (requestId === invocation.requestId) act();
  };
  const callback = (error: unknown, result?: unknown) => ifCurrent(error ? () => fail(error) : () => succeed(result));
  try {
    const returned = handler?.(JSON.parse(invocation.payload), context, callback);
    if (!isPromise(returned) && (handler?.length ?? 0) > 2) return;
    const result = await returned;
    ifCurrent(() => succeed(result));
  } catch (error) {
    ifCurrent(() => fail(error));
  }
}

function getRemainingTimeInMillis(): number {
  return Math.max(Math.floor(deadline - time.now()), 0);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** Nothing is left to do: what comes next is the first timer, and if there is none the code waits for nothing. */
function whenIdle(): void {
  if (!isRunning) return;
  const due = time.nextDue({ held: true });
  if (due === undefined) {
    if (handler && handler.length > 2) succeed(null);
    else fail(new RuntimeError('NodeJsExit', NEVER_SETTLED), { isFatal: true });
    return;
  }
  // The thread ends unless there is something to do.
  setImmediate(() => undefined);
  if (due > deadline) {
    port.ref();
    tell({ kind: 'overdue' });
  } else {
    tell({ kind: 'skipped', milliseconds: time.skipTo(due) });
  }
}

function step(milliseconds: number): void {
  const now = time.now();
  const due = time.nextDue({ held: false }) ?? Infinity;
  const skipped = time.skipTo(Math.min(due, now + milliseconds));
  setTimeout(() => tell({ kind: 'stepped', milliseconds: skipped }), REACTION);
}

process.on('uncaughtException', (error) => fail(error, { isFatal: true, said: 'Uncaught Exception ' }));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('UnhandledPromiseRejection', String(reason));
  fail(error, { isFatal: true, said: 'Unhandled Promise Rejection ' });
});
process.on('beforeExit', whenIdle);
port.on('message', (message: ToRuntime) => {
  if (message.kind === 'invoke') void invoke(message);
  else step(message.milliseconds);
});
port.unref();
captureOutput({ line: log, raw: (text) => tell({ kind: 'log', text }) });
installTime(time);
confine(start.port);
await load();
