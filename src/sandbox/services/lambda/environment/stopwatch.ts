/** Real milliseconds: as they went by, and those in which a processor worked for this process. */
export interface Moment {
  readonly wall: number;
  readonly worked: number;
}

/** How many times as long as alone something may take on a machine that has much else to do. */
const SLOWEST = 5;

/** The most that counts of the time between two looks: for the rest the machine was busy elsewhere, or stood still. */
const LONGEST_GAP = 100;

/** Gives moments, when it is asked often, of a time that stands still as long as nobody gets to ask. */
export function stopwatch(read: () => Moment): () => Moment {
  let last = read().wall;
  let wall = 0;
  return () => {
    const now = read();
    wall += Math.min(now.wall - last, LONGEST_GAP);
    last = now.wall;
    return { wall, worked: now.worked };
  };
}

export const moment = stopwatch(() => {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), worked: (user + system) / 1000 };
});

/**
 * What counts of the time since then: what was worked, so that the verdict on code is no matter of how busy the machine
 * is; of code that waits and does not say for what, a share of the time that went by.
 */
export function elapsed(since: Moment, now: Moment): number {
  const wall = now.wall - since.wall;
  return Math.max(Math.min(wall, now.worked - since.worked), wall / SLOWEST);
}

/** How long to wait at the most for what is to be over when so much counts. */
export function longest(counted: number): number {
  return counted * SLOWEST;
}
