import { LabError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Execution } from '../../ports/pipeline.ts';

/** Before each look, in milliseconds: a class of a hundred shares CodePipeline's rate of calls. */
export const PAUSE = 5000;
/** How long the network may be away. */
const PATIENCE = 15 * 60_000;

export function isOver({ status }: Execution): boolean {
  return status !== 'InProgress' && status !== 'Stopping';
}

/** A look that finds no network is taken again: the execution goes on regardless. */
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
