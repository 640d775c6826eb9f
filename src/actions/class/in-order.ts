import type { Outcome } from '../outcome.ts';

/** What was made in each lab, in the order of the settings, whichever lab was done first. */
export function inOrderOfLabs<T>({ labs }: Outcome, made: ReadonlyMap<string, readonly T[]>): T[] {
  return (labs?.map(({ lab }) => lab) ?? [...made.keys()]).flatMap((lab) => made.get(lab) ?? []);
}
