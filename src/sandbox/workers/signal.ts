/** What two threads share: how often something happened, and whether the thread that is waited for has ended. */
export type Signal = Int32Array;

const HAPPENED = 0;
const ENDED = 1;

export function newSignal(): Signal {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** Wakes whoever waits. */
export function give(signal: Signal): void {
  Atomics.add(signal, HAPPENED, 1);
  Atomics.notify(signal, HAPPENED);
}

/** Wakes whoever waits, and everybody else at once from then on. */
export function giveEnd(signal: Signal): void {
  Atomics.store(signal, ENDED, 1);
  give(signal);
}

export function hasEnded(signal: Signal): boolean {
  return Atomics.load(signal, ENDED) === 1;
}

export function happened(signal: Signal): number {
  return Atomics.load(signal, HAPPENED);
}

/** Blocks until more has happened. Answers whether it did within `milliseconds`. */
export function waitForMore(signal: Signal, than: number, milliseconds: number): boolean {
  return Atomics.wait(signal, HAPPENED, than, milliseconds) !== 'timed-out';
}
