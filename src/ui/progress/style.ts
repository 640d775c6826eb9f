import type { Paint } from '../text/paint.ts';

/** How lines about progress look. */
export interface ProgressStyle {
  readonly paint: Paint;
  /** Whether a live view shows what is in progress, so that only permanent lines are printed. */
  readonly live: boolean;
}
