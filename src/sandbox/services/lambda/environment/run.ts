import type { Ending, FromRuntime, RunResult, RunTask } from './protocol.ts';
import { elapsed, moment } from './stopwatch.ts';

/** Milliseconds in which code has to be loaded ("Understanding the Lambda execution environment lifecycle"). */
export const INIT_TIMEOUT = 10_000;

/** Real milliseconds between two looks at whether a run takes too long. */
const LOOK = 20;

/** How a run goes: what it prints, how much virtual time passes, and how it ends. */
export class Run {
  readonly task: RunTask;
  readonly ended: Promise<void>;
  readonly #lines: string[] = [];
  readonly #watch: NodeJS.Timeout;
  #end: () => void = () => undefined;
  #ending: Ending | undefined;
  #isFatal = false;
  #begun = moment();
  #signOfLife = moment();
  #skipped = 0;
  #memoryUsed = 0;
  #initDuration: number | undefined;
  /** Requests that nobody has answered yet: meanwhile silence is not the code's. */
  #requests = 0;
  /** What the code may take: at first for being loaded, where it is not yet. */
  #limits: { readonly timeout: number; readonly patience: number };

  constructor(task: RunTask, { isLoaded }: { readonly isLoaded: boolean }) {
    this.task = task;
    this.#limits = isLoaded ? task : { timeout: INIT_TIMEOUT, patience: INIT_TIMEOUT };
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#watch = setInterval(() => this.#look(), LOOK);
  }

  get isOver(): boolean {
    return this.#ending !== undefined;
  }

  /** Virtual milliseconds since the code was invoked, or began to be loaded. */
  get duration(): number {
    return elapsed(this.#begun, moment()) + this.#skipped;
  }

  /** The code is loaded: its time begins only now. */
  loaded(): void {
    this.#initDuration = this.duration;
    this.#begun = moment();
    this.#skipped = 0;
    this.#limits = this.task;
    this.#live();
  }

  hear(message: FromRuntime): void {
    this.#live();
    switch (message.kind) {
      case 'log':
        this.#lines.push(message.text);
        break;
      case 'skipped':
      case 'stepped':
        this.#skipped += Math.max(message.milliseconds, 0);
        this.#look();
        break;
      case 'overdue':
        this.end({ kind: 'timeout' });
        break;
      case 'succeeded':
        this.#memoryUsed = message.memoryUsed;
        this.end({ kind: 'succeeded', payload: message.payload });
        break;
      case 'failed':
        this.#memoryUsed = message.memoryUsed;
        this.#isFatal = message.isFatal;
        this.end({ kind: 'failed', error: message.error });
        break;
      case 'ready':
        break;
    }
  }

  /** What is asked of the world takes none of the code's patience. */
  async during<T>(request: () => Promise<T>): Promise<T> {
    this.#requests += 1;
    try {
      return await request();
    } finally {
      this.#requests -= 1;
      this.#live();
    }
  }

  /** Whatever else was asked meanwhile has its answer, or the run is over. */
  async untilAnswered(): Promise<void> {
    while (this.#requests > 0 && !this.isOver) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  end(ending: Ending): void {
    this.#ending ??= ending;
    clearInterval(this.#watch);
    this.#end();
  }

  result(): RunResult {
    const ending = this.#ending ?? { kind: 'timeout' };
    const isAsItWas = ending.kind === 'succeeded' || (ending.kind === 'failed' && !this.#isFatal);
    return {
      ending,
      lines: this.#lines,
      duration: ending.kind === 'timeout' ? this.task.timeout : this.duration,
      ...(this.#initDuration !== undefined && { initDuration: this.#initDuration }),
      memoryUsed: this.#memoryUsed,
      isOver: !isAsItWas,
    };
  }

  #live(): void {
    this.#signOfLife = moment();
  }

  #look(): void {
    const { timeout, patience } = this.#limits;
    const isSilent = this.#requests === 0 && elapsed(this.#signOfLife, moment()) > patience;
    if (isSilent || !(this.duration <= timeout)) this.end({ kind: 'timeout' });
  }
}
