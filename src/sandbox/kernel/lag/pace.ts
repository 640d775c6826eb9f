import { createHash } from 'node:crypto';

/**
 * The moment that a copy shows which follows the world at most so many milliseconds behind: it is brought up to date at moments
 * that its seed decides, and stands still in between. It never goes back in time.
 */
export function momentShown(now: number, behind: number, seed: number): number {
  const width = behind / 2;
  const window = Math.floor(now / width);
  const latest = updateIn(window, width, seed);
  return latest <= now ? latest : updateIn(window - 1, width, seed);
}

/** One in each window, so that between two there are less than two windows. */
function updateIn(window: number, width: number, seed: number): number {
  const bytes = createHash('sha256').update(`${seed} ${window}`).digest();
  return (window + bytes.readUInt32BE() / 2 ** 32) * width;
}
