import type { Column } from './types.ts';

/** Takes what is wrong at a place of a course. */
export type Report = (path: readonly (string | number)[], message: string) => void;

export function namesOf(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(', ');
}
