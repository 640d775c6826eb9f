import type { Entry, Outcome, Plan, PlannedTests } from './plan.ts';

/** How far trials have come: what came of each mutant in each file of tests. */
export interface Course {
  readonly tried: ReadonlyMap<string, ReadonlyMap<number, Outcome>>;
  readonly done: ReadonlySet<string>;
  /** Files whose tests fail without any mutant. */
  readonly failing: ReadonlySet<string>;
}

export const BEGINNING: Course = { tried: new Map(), done: new Set(), failing: new Set() };

/** Each says more than those before it. */
const OUTCOMES: readonly Outcome[] = ['unmet', 'survived', 'endless', 'killed'];

export function after(course: Course, entries: readonly Entry[]): Course {
  return entries.reduce(next, course);
}

/** A process that ended at a mutant was ended by it, or by whoever waited for it in vain. */
export function endedAt(entries: readonly Entry[]): Entry[] {
  const last = entries.at(-1);
  return last?.kind === 'begun' ? [{ ...last, kind: 'tried', outcome: 'endless' }] : [];
}

/** What is left to do of a plan, without mutants that are decided, and without tests that have tried all. */
export function left({ tests, facing }: Pick<Plan, 'tests' | 'facing'>, course: Course): PlannedTests[] {
  const isOpen = (mutant: number) => !isKilled(outcomeOf(course, mutant).outcome) && survivals(course, mutant) < facing;
  return tests
    .filter(({ file }) => !course.done.has(file))
    .map(({ file, mutants }) => ({ file, untried: mutants.filter((mutant) => !course.tried.get(file)?.has(mutant)) }))
    .map(({ file, untried }) => ({ file, mutants: untried.filter(isOpen) }))
    .filter(({ mutants }) => mutants.length > 0);
}

/** What all tests together made of a mutant, and the first file of them that did. */
export function outcomeOf({ tried }: Course, mutant: number): { readonly outcome: Outcome; readonly by?: string } {
  const each = [...tried].map(([by, outcomes]) => ({ by, outcome: outcomes.get(mutant) ?? 'unmet' }));
  return each.toSorted((a, b) => OUTCOMES.indexOf(b.outcome) - OUTCOMES.indexOf(a.outcome))[0] ?? { outcome: 'unmet' };
}

export function isKilled(outcome: Outcome): boolean {
  return outcome === 'killed' || outcome === 'endless';
}

function survivals({ tried }: Course, mutant: number): number {
  return [...tried.values()].filter((outcomes) => outcomes.get(mutant) === 'survived').length;
}

function next(course: Course, entry: Entry): Course {
  const { file } = entry;
  switch (entry.kind) {
    case 'begun':
      return course;
    case 'tried': {
      const outcomes = new Map([...(course.tried.get(file) ?? []), [entry.mutant, entry.outcome]]);
      return { ...course, tried: new Map([...course.tried, [file, outcomes]]) };
    }
    case 'done':
      return {
        ...course,
        done: new Set([...course.done, file]),
        failing: new Set([...course.failing, ...(entry.failing ? [file] : [])]),
      };
  }
}
