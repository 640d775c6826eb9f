import figures from '../../bench/mutation.json' with { type: 'json' };

/** A score that is kept, and how it was measured: of a sample by a seed, at a revision. */
export interface Figure {
  readonly paths: readonly string[];
  /** Where the tests are that it is measured with; everywhere where it is left out. */
  readonly tests?: readonly string[];
  readonly sample: number;
  readonly seed: number;
  readonly score: number;
  readonly atLeast: number;
  readonly revision: string;
}

export const FIGURES: Readonly<Record<string, Figure>> = figures;
