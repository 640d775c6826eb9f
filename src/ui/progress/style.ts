import type { Paint } from '../text/paint.ts';

/** How lines about progress look. */
export interface ProgressStyle {
  readonly paint: Paint;
  /** Whether a live view shows what is in progress, so that only permanent lines are printed. */
  readonly live: boolean;
}

/** How the block of a live view looks. */
export interface BlockStyle {
  readonly paint: Paint;
  /** Makes a text a link, where the terminal knows links and there is a console to lead to. */
  readonly linked: (text: string, address: string) => string;
}
