import { fractions } from '../support/fractions.ts';

/** A source of choices that makes the same ones for the same seed. */
export interface Choices {
  /** From 0 to 1, 1 excluded. */
  fraction(): number;
  /** From 0 to `below`, `below` excluded. */
  below(below: number): number;
  of<T>(values: readonly [T, ...T[]]): T;
}

export function choices(seed: number): Choices {
  const fraction = fractions(seed | 0);
  const below = (most: number) => Math.floor(fraction() * most);
  return { fraction, below, of: (values) => values[below(values.length)] ?? values[0] };
}
