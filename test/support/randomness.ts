import fc from 'fast-check';
import { inject } from 'vitest';

/** Whatever is random in a file of tests, and in what it tests, follows from the seed that Vitest tells. */
const seed = inject('seed') | 0;
fc.configureGlobal({ seed });
Math.random = fractions(seed);

/** Numbers from 0 to 1, as `Math.random` gives them (mulberry32, by Tommy Ettinger; public domain). */
function fractions(begin: number): () => number {
  let state = begin;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
