import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutantsOf, type Mutant } from './making/mutants.ts';
import { withMutants } from './making/schemata.ts';
import { reachedBy } from './reach.ts';
import { isKilled, outcomeOf } from './run/course.ts';
import { tryAll } from './run/index.ts';
import type { Entry, Outcome, PlannedTests } from './run/plan.ts';

export interface Mutation {
  readonly root: string;
  readonly mutants: readonly Mutant[];
  /** All files of tests that there are. */
  readonly tests: readonly string[];
  /** A mutant that so many files of tests came by without noticing it is left alone: it counts as alive. */
  readonly facing: number;
}

export interface Result {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
  /** The file of tests that killed it. */
  readonly by?: string;
}

export interface Results {
  readonly results: readonly Result[];
  /** Files whose tests fail without any mutant, and so prove nothing. */
  readonly failing: readonly string[];
}

export function mutantsIn(root: string, files: readonly string[]): Mutant[] {
  return files.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** Has tests face mutants, and tells of each trial as it is made. */
export async function mutate(mutation: Mutation, tell: (trials: readonly Entry[]) => void): Promise<Results> {
  const { root, mutants, facing } = mutation;
  const plan = { root, sources: sourcesOf(mutation), tests: plannedTests(mutation), facing };
  const course = await tryAll(plan, tell);
  return { results: mutants.map((mutant, id) => ({ mutant, ...outcomeOf(course, id) })), failing: [...course.failing] };
}

export function isSurvivor({ outcome }: Result): boolean {
  return !isKilled(outcome);
}

function sourcesOf({ root, mutants }: Mutation): Record<string, string> {
  const files = [...new Set(mutants.map(({ file }) => file))];
  const sources = files.map((file) => {
    const path = join(root, file);
    const inside = new Map([...mutants.entries()].filter(([, mutant]) => mutant.file === file));
    return [path, withMutants(readFileSync(path, 'utf8'), inside)] as const;
  });
  return Object.fromEntries(sources);
}

/** Those first that import least, since they cost least, and say most of what they import. */
function plannedTests({ root, mutants, tests }: Mutation): PlannedTests[] {
  const reached = reachedBy(root);
  const nearest = tests.map((file) => ({ file, reach: reached(file) })).sort((a, b) => a.reach.size - b.reach.size);
  return nearest.map(({ file, reach }) => ({
    file,
    mutants: [...mutants.keys()].filter((id) => reach.has(mutants[id]?.file ?? '')),
  }));
}
