import { relative } from 'node:path';
import { isKilled } from './course.ts';
import { readPlan, type Outcome } from './plan.ts';

const { root, tests, facing } = readPlan();
const PLANNED = new Map(tests.map(({ file, mutants }) => [file, mutants]));

const killed = new Set<number>();
/** How many files of tests did not notice a mutant that they came by. */
const withstood = new Map<number, number>();

export function nameOf(path: string): string {
  return relative(root, path);
}

/** The mutants that are of interest yet in a file of tests. */
export function openIn(path: string): readonly number[] {
  const planned = PLANNED.get(nameOf(path)) ?? [];
  return planned.filter((mutant) => !killed.has(mutant) && (withstood.get(mutant) ?? 0) < facing);
}

export function note(mutant: number, outcome: Outcome): void {
  if (isKilled(outcome)) killed.add(mutant);
  else killed.delete(mutant);
  if (outcome === 'survived') withstood.set(mutant, (withstood.get(mutant) ?? 0) + 1);
}
