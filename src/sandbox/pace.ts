import type { Cloud } from './kernel/cloud.ts';

/** How fast virtual time goes for clients outside: a multiple of real time, or as fast as there is something to do. */
export type Pace = number | 'jump';

/** How often time is looked at, in real milliseconds. */
const TICK = 20;

/**
 * Drives virtual time from real time. At the pace `jump` time goes as in reality, except that whatever the cloud has
 * under way is done at once.
 */
export function keepPace(cloud: Cloud, pace: Pace, afterwards: () => void): () => void {
  let last = performance.now();
  const timer = setInterval(() => {
    const elapsed = performance.now() - last;
    last += elapsed;
    cloud.advanceTo(cloud.world.now + Math.round(elapsed * (pace === 'jump' ? 1 : pace)));
    if (pace === 'jump') finishAll(cloud);
    afterwards();
  }, TICK);
  return () => clearInterval(timer);
}

function finishAll(cloud: Cloud): void {
  for (let due = cloud.nextDue(); due !== undefined; due = cloud.nextDue()) cloud.advanceTo(due);
}
