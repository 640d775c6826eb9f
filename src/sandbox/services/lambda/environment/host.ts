/** The thread between the world and the one that runs a function's code: it sees when that one hangs or dies. */
import { Worker } from 'node:worker_threads';
import { serveTasks, type Ask } from '../../../workers/serve-tasks.ts';
import type { WireRequest, WireResponse } from '../../../wire/http.ts';
import { openEndpoint } from './endpoint.ts';
import type { EnvironmentStart, ForwardedAnswer, FromRuntime, RunResult, RunTask, ToRuntime } from './protocol.ts';
import { INIT_TIMEOUT, Run } from './run.ts';
import type { RuntimeStart } from './runtime.ts';

class Host {
  readonly #start: EnvironmentStart;
  readonly #endpoint: Promise<string>;
  #runtime: Worker | undefined;
  #run: Run | undefined;
  #ask: Ask;
  /** When the answers are due that are under way. */
  readonly #dues = new Set<number>();
  #step: Promise<void> | undefined;
  #stepped: (() => void) | undefined;

  constructor(start: EnvironmentStart, ask: Ask) {
    this.#start = start;
    this.#ask = ask;
    this.#endpoint = openEndpoint((request) => this.#forward(request));
  }

  async perform(task: RunTask, ask: Ask): Promise<RunResult> {
    this.#ask = ask;
    const endpoint = await this.#endpoint;
    const run = new Run(task, { isLoaded: this.#runtime !== undefined });
    this.#run = run;
    if (this.#runtime) this.#invoke(run);
    else this.#runtime = this.#load(run, endpoint);
    await run.ended;
    this.#stepped?.();
    const result = run.result();
    if (result.isOver) await this.#runtime.terminate();
    return result;
  }

  #load({ task }: Run, endpoint: string): Worker {
    const workerData: RuntimeStart = { ...this.#start, now: task.now, deadline: task.now + INIT_TIMEOUT };
    const runtime = new Worker(new URL('./runtime.js', import.meta.url), {
      workerData,
      env: { ...this.#start.variables, AWS_ENDPOINT_URL: endpoint },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#start.memorySize },
    });
    runtime.on('message', (message: FromRuntime) => this.#hear(message));
    runtime.on('error', (error) => this.#run?.end(endingOf(error)));
    runtime.on('exit', (code) => this.#run?.end({ kind: 'exit', code }));
    return runtime;
  }

  #invoke(run: Run): void {
    const { patience, ...task } = run.task;
    this.#tell({ kind: 'invoke', ...task });
  }

  #hear(message: FromRuntime): void {
    const run = this.#run;
    if (!run || run.isOver) return;
    run.hear(message);
    if (message.kind === 'stepped') this.#stepped?.();
    if (message.kind !== 'ready') return;
    run.loaded();
    this.#invoke(run);
  }

  #tell(message: ToRuntime): void {
    this.#runtime?.postMessage(message);
  }

  async #forward(request: WireRequest): Promise<WireResponse | undefined> {
    const run = this.#run;
    const ask = async () => (await this.#ask(request)) as ForwardedAnswer;
    const { response, elapsed } = run ? await run.during(ask) : await ask();
    if (run && elapsed > 0) await this.#pass(elapsed, run);
    return response;
  }

  /** Has virtual time pass until an answer is due, and the code's timers fire on the way. */
  async #pass(milliseconds: number, run: Run): Promise<void> {
    const due = run.duration + milliseconds;
    this.#dues.add(due);
    while (!run.isOver && run.duration < due) {
      await (this.#step ??= this.#stepTo(Math.min(...this.#dues), run));
      await run.untilAnswered();
    }
    this.#dues.delete(due);
  }

  async #stepTo(due: number, run: Run): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#stepped = resolve;
      this.#tell({ kind: 'step', milliseconds: due - run.duration });
    });
    this.#step = undefined;
  }
}

function endingOf(error: Error): Parameters<Run['end']>[0] {
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'out of memory' };
  return { kind: 'failed', error: { errorType: error.name, errorMessage: error.message } };
}

let host: Host | undefined;

serveTasks((task, ask, data) => {
  host ??= new Host(data as EnvironmentStart, ask);
  return host.perform(task as RunTask, ask);
});
