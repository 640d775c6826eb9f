import fc from 'fast-check';
import { inject } from 'vitest';
import { fractions } from './fractions.ts';

/** Whatever is random in a file of tests, and in what it tests, follows from the seed that Vitest tells. */
const seed = inject('seed') | 0;
fc.configureGlobal({ seed });
Math.random = fractions(seed);
