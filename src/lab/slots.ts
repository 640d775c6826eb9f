/** How many may be at work at once; whoever comes later waits in line. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(number: number) {
    this.#free = number;
  }

  async acquire(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }

  /** Gives the place up during `work`, and takes the next free one afterwards. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    this.release();
    try {
      return await work();
    } finally {
      await this.acquire();
    }
  }
}

/** Limits the number of concurrent calls; further ones wait for their turn. */
export function slots(number: number): <T>(call: () => Promise<T>) => Promise<T> {
  const places = new Slots(number);
  return async (call) => {
    await places.acquire();
    try {
      return await call();
    } finally {
      places.release();
    }
  };
}

/** Work of the same key is done one at a time; what needs no turn to its end passes it on before. */
export type InTurn = <T>(key: string, work: (pass: () => void) => Promise<T>) => Promise<T>;

export function turns(): InTurn {
  const lines = new Map<string, Slots>();
  return async (key, work) => {
    const line = lines.get(key) ?? new Slots(1);
    lines.set(key, line);
    await line.acquire();
    let isOurs = true;
    const pass = () => {
      if (isOurs) line.release();
      isOurs = false;
    };
    try {
      return await work(pass);
    } finally {
      pass();
    }
  };
}
