import { readFileSync } from 'node:fs';

/** What a run of Vitest is to do, in a file that `MUTATION_PLAN` names. */
export interface Plan {
  readonly root: string;
  /** Files with mutants in them, by their paths. */
  readonly sources: Readonly<Record<string, string>>;
  /** The tests' files in the order in which they run, and the mutants that each may meet. */
  readonly tests: readonly PlannedTests[];
  /** A mutant that so many files of tests came by without noticing it is left alone. */
  readonly facing: number;
  /** Where trials are written as they are made. */
  readonly report: string;
}

export interface PlannedTests {
  readonly file: string;
  readonly mutants: readonly number[];
}

/** A line of the report. */
export type Entry =
  | { readonly kind: 'begun'; readonly file: string; readonly mutant: number }
  | { readonly kind: 'tried'; readonly file: string; readonly mutant: number; readonly outcome: Outcome }
  /** All of its mutants were tried, or none since its tests fail without any. */
  | { readonly kind: 'done'; readonly file: string; readonly failing: boolean };

/**
 * What became of a mutant: one that never ends is killed too, as nobody would overlook it, but told apart. `unmet` is one that
 * no test came by.
 */
export type Outcome = 'killed' | 'endless' | 'survived' | 'unmet';

export function readPlan(): Plan {
  const file = process.env['MUTATION_PLAN'];
  if (file === undefined) throw new Error('MUTATION_PLAN names no plan: this is run by `npm run mutate`');
  return JSON.parse(readFileSync(file, 'utf8')) as Plan;
}
