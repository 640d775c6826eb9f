import type { Cloud } from './kernel/service.ts';

/** The speed of virtual time for clients outside: a multiple of real time, or `jump` to whatever is due next. */
export type Pace = number | 'jump';

/** The interval between updates of virtual time, in real milliseconds. */
const TICK = 20;

/**
 * Drives virtual time by real time. At the pace `jump`, time passes as in reality, except that everything in progress
 * is finished at once.
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
