import type { Cloud } from './kernel/service.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
  readonly fail: (error: unknown) => void;
}

/** What Node calls files that are read or written by callbacks and by promises, modules that are loaded among them. */
const FILES: ReadonlySet<string> = new Set(['CloseReq', 'FSReqCallback', 'FSReqPromise']);

/** However slow a disk is, what waits for it goes on at the same virtual time. */
function isReadingFiles(): boolean {
  return process.getActiveResourcesInfo().some((each) => FILES.has(each));
}

/** How many turns of the event loop must pass without work before the clock may jump. */
const QUIET_TURNS = 3;

/**
 * Virtual time for clients in the same process. It stands still while any work is in progress; when there is none, it
 * jumps to the earliest time that a sleeper waits for.
 */
export class VirtualClock {
  readonly #cloud: Cloud;
  readonly #sleepers = new Set<Sleeper>();
  #working = 0;
  #activity = 0;
  #watching = false;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  now(): number {
    return this.#cloud.world.now;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    await new Promise<void>((resolve, reject) => {
      const sleeper = { until: this.now() + milliseconds, wake: resolve, fail: reject };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => this.#wake(sleeper), { once: true });
      this.#activity += 1;
      this.#watch();
    });
  }

  /** Keeps the clock from jumping during `work`. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    this.#activity += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
      this.#activity += 1;
      this.#watch();
    }
  }

  /** Sleeps within `during`, if waiting is part of the work. */
  async sleepAtWork(milliseconds: number): Promise<void> {
    this.#working -= 1;
    await this.sleep(milliseconds);
    this.#working += 1;
  }

  #watch(turns = QUIET_TURNS): void {
    if (this.#watching || this.#sleepers.size === 0) return;
    this.#watching = true;
    this.#afterQuiet(this.#activity, turns);
  }

  #afterQuiet(activity: number, turns: number): void {
    setImmediate(() => {
      if (this.#working > 0 || this.#sleepers.size === 0) {
        this.#watching = false;
      } else if (activity !== this.#activity || isReadingFiles()) {
        this.#afterQuiet(this.#activity, QUIET_TURNS);
      } else if (turns > 1) {
        this.#afterQuiet(activity, turns - 1);
      } else {
        this.#watching = false;
        this.#jump();
      }
    });
  }

  /** One step at a time, since what is due may take long, and an interruption is heard in between. */
  #jump(): void {
    const instant = Math.min(...[...this.#sleepers].map(({ until }) => until));
    try {
      if (this.#cloud.advanceOnce(instant)) return this.#watch(1);
    } catch (error) {
      return this.#failAll(error);
    }
    for (const sleeper of [...this.#sleepers]) if (sleeper.until <= instant) this.#wake(sleeper);
    this.#watch();
  }

  /** Time could not advance, so whoever waits for it gets the error: nobody else could catch it. */
  #failAll(error: unknown): void {
    for (const sleeper of this.#sleepers) sleeper.fail(error);
    this.#sleepers.clear();
  }

  #wake(sleeper: Sleeper): void {
    if (this.#sleepers.delete(sleeper)) sleeper.wake();
  }
}
