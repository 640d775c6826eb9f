import type { Paint } from '../text/paint.ts';

/** How lines about progress look. */
export interface ProgressStyle {
  readonly paint: Paint;
  /** Whether what is under way is drawn elsewhere, so that only what stays is told. */
  readonly live: boolean;
}
