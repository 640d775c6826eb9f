import { SWITCH } from './switch.ts';

/** Which mutants are met by what: as a file is loaded, around its tests, and by each of them. */
export interface Meetings {
  readonly loading: Set<number>;
  readonly around: Set<number>;
  readonly tests: Map<string, Set<number>>;
}

export function noMeetings(): Meetings {
  return { loading: new Set(), around: new Set(), tests: new Map() };
}

/** Has whatever is met from here on be noted there. */
export function noteIn(met: Set<number>): void {
  SWITCH.met = met;
}

/** The tests that a mutant has to face: those that meet it; all, where they share what meets it. */
export function testsFacing({ loading, around, tests }: Meetings, mutant: number): string[] {
  const all = [...tests.keys()];
  if (loading.has(mutant) || around.has(mutant)) return all;
  return all.filter((test) => tests.get(test)?.has(mutant));
}
