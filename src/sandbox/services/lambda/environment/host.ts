import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WireRequest, WireResponse } from '../../../kernel/http.ts';
import { openEndpoint, type Endpoint } from './endpoint.ts';
import { heard } from './heard.ts';
import { permissionFlags } from './permissions.ts';
import type { EnvironmentStart, ForwardedAnswer, RunResult, RunTask, ToRuntime } from './protocol.ts';
import { INIT_TIMEOUT, Run } from './run.ts';
import type { RuntimeStart } from './runtime.ts';

/** Beside the process as it was built; other files it may not even look for. */
const RUNTIME = new URL('./runtime.mjs', import.meta.url);

/** An execution environment: the thread that runs a function's code, and who sees when that hangs or dies. */
export class Host {
  readonly #start: EnvironmentStart;
  readonly #endpoint: Promise<Endpoint>;
  readonly #ask: (request: WireRequest) => Promise<ForwardedAnswer>;
  #runtime: Worker | undefined;
  #run: Run | undefined;
  /** When the answers are due that are under way. */
  readonly #dues = new Set<number>();
  #step: Promise<void> | undefined;
  #stepped: (() => void) | undefined;

  constructor(start: EnvironmentStart, ask: (request: WireRequest) => Promise<ForwardedAnswer>) {
    this.#start = start;
    this.#ask = ask;
    this.#endpoint = openEndpoint((request) => this.#forward(request));
  }

  async perform(task: RunTask): Promise<RunResult> {
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

  close(): void {
    void this.#runtime?.terminate();
    void this.#endpoint.then((endpoint) => endpoint.close());
  }

  #load({ task }: Run, { url, port }: Endpoint): Worker {
    const { root, temporary, variables } = this.#start;
    const workerData: RuntimeStart = { ...this.#start, port, now: task.now, deadline: task.now + INIT_TIMEOUT };
    const runtime = new Worker(RUNTIME, {
      workerData,
      argv: [],
      env: { ...variables, AWS_ENDPOINT_URL: url, TMPDIR: temporary },
      execArgv: permissionFlags({ read: [fileURLToPath(RUNTIME), root, temporary], write: [temporary] }),
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#start.memorySize },
    });
    runtime.on('message', (said: unknown) => this.#hear(said));
    runtime.on('error', (error) => this.#run?.end(endingOf(error)));
    runtime.on('exit', (code) => this.#run?.end({ kind: 'exit', code }));
    return runtime;
  }

  #invoke(run: Run): void {
    const { patience, ...task } = run.task;
    this.#tell({ kind: 'invoke', ...task });
  }

  #hear(said: unknown): void {
    const run = this.#run;
    const message = heard(said);
    if (!run || run.isOver || !message) return;
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
    const ask = () => this.#ask(request);
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
