import type { Clock } from '../ports/clock.ts';

/** The SDK's own threshold; AWS takes requests that are up to fifteen minutes off. */
const NOTABLE_MILLISECONDS = 4 * 60_000;

/**
 * Real time as AWS tells it. A machine whose clock is off would have each client's first request refused, and would take
 * fresh sessions for ended ones. All clients of a run share what one of them has learnt.
 */
export class AwsClock implements Clock {
  readonly #machine: Clock;
  readonly #tell: (offset: number) => void;
  #offset = 0;

  /** `tell` is told, once for each correction, how many milliseconds AWS is ahead of the machine. */
  constructor(machine: Clock, tell: (offset: number) => void) {
    this.#machine = machine;
    this.#tell = tell;
  }

  /** How many milliseconds AWS is ahead of the machine; 0 where the difference does not matter. */
  get offset(): number {
    return this.#offset;
  }

  now(): number {
    return this.#machine.now() + this.#offset;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#machine.sleep(milliseconds, signal);
  }

  /** Answers tell whole seconds, and take a while: small differences are no reason to set the clock anew. */
  measured(offset: number): void {
    if (Math.abs(offset - this.#offset) < NOTABLE_MILLISECONDS) return;
    this.#offset = offset;
    this.#tell(offset);
  }
}
