import { LabError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Execution } from '../../ports/pipeline.ts';

/** The pause before each look, in milliseconds: a class of a hundred shares CodePipeline's rate limit. */
export const PAUSE = 5000;
/** How long the network may be unavailable. */
const PATIENCE = 15 * 60_000;

export function isOver({ status }: Execution): boolean {
  return status !== 'InProgress' && status !== 'Stopping';
}

/** Looks again if the network is unavailable: the execution continues regardless. */
export async function look<T>(clock: Clock, take: () => Promise<T>): Promise<T> {
  const until = clock.now() + PATIENCE;
  for (;;) {
    try {
      return await take();
    } catch (error) {
      const isAway = error instanceof LabError && error.code === 'unreachable';
      if (!isAway || clock.now() >= until) throw error;
      await clock.sleep(PAUSE);
    }
  }
}
