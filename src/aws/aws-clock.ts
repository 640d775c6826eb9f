import type { Clock } from '../ports/clock.ts';

/** The SDK's own threshold; AWS accepts requests that are up to fifteen minutes off. */
const NOTABLE_MILLISECONDS = 4 * 60_000;

/**
 * Real time according to AWS. If the machine's clock is off, AWS would refuse each client's first request, and new
 * sessions would look expired. All clients of a run share what one of them has learned.
 */
export class AwsClock implements Clock {
  readonly #machine: Clock;
  readonly #tell: (offset: number) => void;
  #offset = 0;

  /** Calls `tell` once per correction with the milliseconds that AWS is ahead of the machine. */
  constructor(machine: Clock, tell: (offset: number) => void) {
    this.#machine = machine;
    this.#tell = tell;
  }

  /** How many milliseconds AWS is ahead of the machine; 0 if the difference is negligible. */
  get offset(): number {
    return this.#offset;
  }

  now(): number {
    return this.#machine.now() + this.#offset;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#machine.sleep(milliseconds, signal);
  }

  /** Responses have whole seconds and take a while: small differences are no reason to correct the clock. */
  measured(offset: number): void {
    if (Math.abs(offset - this.#offset) < NOTABLE_MILLISECONDS) return;
    this.#offset = offset;
    this.#tell(offset);
  }
}
