import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly seed: number;
    /** How much of each sweep is done: all of it is 1, and 0 a single case. */
    readonly share: number;
  }
}

/** Some of many cases, as far apart as can be: which ones, the seed decides that Vitest tells. */
export function drawn<T>(cases: readonly T[]): readonly T[] {
  const stride = cases.length / Math.max(1, Math.round(cases.length * inject('share')));
  const first = inject('seed') % Math.ceil(stride);
  return cases.filter((_, index) => Math.floor((index - first) / stride) > Math.floor((index - first - 1) / stride));
}

/** How often a property is tried: seldom in `npm test`, often in a sweep. */
export function runs(few: number, many: number): { readonly numRuns: number } {
  return { numRuns: Math.round(few + (many - few) * inject('share')) };
}
