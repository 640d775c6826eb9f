import type { Clock } from '../ports/clock.ts';

/**
 * CloudFormation's limits are not published; users report about five reads a second for an account and region
 * (aws-sam-cli#2671), after a burst.
 */
const PER_SECOND = 5;
const BURST = 30;

/** Reads of one account and region, however many labs they are for: who comes later waits in line. */
export class ReadBudget {
  readonly #clock: Clock;
  /** When the budget is full again. */
  #full = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async spend(): Promise<void> {
    const now = this.#clock.now();
    this.#full = Math.max(this.#full, now) + 1000 / PER_SECOND;
    const wait = this.#full - now - (BURST * 1000) / PER_SECOND;
    if (wait > 0) await this.#clock.sleep(wait);
  }
}

export function isRead(command: string): boolean {
  return /^(Describe|List|Get)/.test(command);
}
