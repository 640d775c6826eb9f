import { LabError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorName } from '../errors.ts';

/** SageMaker reports missing resources only in its messages: `Could not find …`, `… does not exist`. */
export function isGone(error: unknown): boolean {
  if (/^ResourceNotFound(Exception)?$/.test(errorName(error))) return true;
  return isRefusal(error) && /could not find|does not exist|not found/i.test((error as Error).message);
}

export function isRefusal(error: unknown): boolean {
  return errorName(error) === 'ValidationException';
}

export async function unlessGone(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

const PAUSE = 10_000;
/** An endpoint's creation may take an hour, and only then it can be deleted (SageMaker guide, endpoint limits). */
const PATIENCE_MINUTES = 75;

/**
 * Repeats `step` until the resource is gone. Each step returns the status that it found, and undefined once it is gone.
 */
export async function untilGone(clock: Clock, what: string, step: () => Promise<string | undefined>): Promise<void> {
  const until = clock.now() + PATIENCE_MINUTES * 60_000;
  for (;;) {
    const state = await step();
    if (state === undefined) return;
    if (clock.now() >= until) throw lingers(what, state);
    await clock.sleep(PAUSE);
  }
}

function lingers(what: string, state: string): LabError {
  return new LabError({
    code: 'release-not-deleted',
    message: `${what} is still there after ${String(PATIENCE_MINUTES)} minutes: ${state}`,
    hint: {
      say: 'look at it in the console of SageMaker, and run the same command again when it has come to rest',
      command: 'again',
    },
  });
}
