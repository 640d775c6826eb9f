import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    await setTimeout(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal?.aborted) throw error;
    });
  },
};
