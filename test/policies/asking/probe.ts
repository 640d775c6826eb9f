import type { Attempt } from './attempts.ts';

/** An attempt, and whether the policies as they are let it through. */
export interface Probe {
  readonly attempt: Attempt;
  readonly isAllowed: boolean;
}
