/** Those of reality, since the code sees others by these names. */
const { setTimeout, clearTimeout } = globalThis;

const LONGEST_DELAY = 2_147_483_647;

/** What `setTimeout` gives code whose time is virtual; `clearTimeout` takes its number too. */
export class VirtualTimer {
  readonly #time: VirtualTime;
  readonly #delay: number;
  readonly #act: () => void;
  readonly #repeats: boolean;
  #holds = true;
  readonly id: number;
  due: number;

  constructor(time: VirtualTime, act: () => void, delay: number, repeats: boolean) {
    this.#time = time;
    this.#act = act;
    this.#delay = delay >= 1 && delay <= LONGEST_DELAY ? delay : 1;
    this.#repeats = repeats;
    this.id = time.nextId();
    this.due = time.now() + this.#delay;
  }

  fire(): void {
    if (this.#repeats) this.due = Math.max(this.due + this.#delay, this.#time.now());
    else this.#time.remove(this);
    this.#act();
  }

  ref(): this {
    this.#holds = true;
    return this;
  }

  unref(): this {
    this.#holds = false;
    return this;
  }

  hasRef(): boolean {
    return this.#holds;
  }

  refresh(): this {
    this.due = this.#time.now() + this.#delay;
    this.#time.add(this);
    return this;
  }

  close(): this {
    this.#time.remove(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

/**
 * Time as a function's code sees it: it goes as in reality, and beyond that whatever is left out because nobody does
 * anything meanwhile. Its timers do not keep the thread alive; whoever sees that nothing else does lets time skip.
 */
export class VirtualTime {
  readonly #timers = new Map<number, VirtualTimer>();
  #offset: number;
  #ids = 0;
  #alarm: NodeJS.Timeout | undefined;

  constructor(now: number) {
    this.#offset = now - performance.now();
  }

  now(): number {
    return performance.now() + this.#offset;
  }

  /** The code runs on after a while in which it was frozen. */
  resumeAt(now: number): void {
    this.#offset = now - performance.now();
    this.#arm();
  }

  freeze(): void {
    clearTimeout(this.#alarm);
  }

  start(act: () => void, delay: number, repeats: boolean): VirtualTimer {
    const timer = new VirtualTimer(this, act, delay, repeats);
    this.add(timer);
    return timer;
  }

  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  add(timer: VirtualTimer): void {
    this.#timers.set(timer.id, timer);
    this.#arm();
  }

  remove(timer: unknown): void {
    this.#timers.delete(timer instanceof VirtualTimer ? timer.id : Number(timer));
  }

  /** When the first timer fires; of those alone that are waited for, where `held` says so. */
  nextDue({ held }: { readonly held: boolean }): number | undefined {
    const timers = [...this.#timers.values()].filter((timer) => !held || timer.hasRef());
    return timers.length > 0 ? Math.min(...timers.map(({ due }) => due)) : undefined;
  }

  /** Leaves out the time until `instant`, and fires what is then due. Answers how much was left out. */
  skipTo(instant: number): number {
    const skipped = Math.max(instant - this.now(), 0);
    this.#offset += skipped;
    this.#fire();
    return skipped;
  }

  #fire(): void {
    const now = this.now();
    const due = [...this.#timers.values()].filter((timer) => timer.due <= now).sort((a, b) => a.due - b.due);
    for (const timer of due) if (this.#timers.has(timer.id)) timer.fire();
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#alarm);
    const due = this.nextDue({ held: false });
    if (due === undefined) return;
    this.#alarm = setTimeout(() => this.#fire(), Math.max(due - this.now(), 0)).unref();
  }
}
