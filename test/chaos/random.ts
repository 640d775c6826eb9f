/** A source of choices that makes the same ones for the same seed. */
export interface Choices {
  /** From 0 to 1, 1 excluded. */
  fraction(): number;
  /** From 0 to `below`, `below` excluded. */
  below(below: number): number;
  of<T>(values: readonly [T, ...T[]]): T;
}

/** mulberry32, by Tommy Ettinger (public domain). */
export function choices(seed: number): Choices {
  let state = seed | 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(fraction() * most);
  return { fraction, below, of: (values) => values[below(values.length)] ?? values[0] };
}
