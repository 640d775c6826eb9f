import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly seed: number;
    /** Whether this is `npm run check -- sweeps`, which leaves nothing out. */
    readonly all: boolean;
  }
}

/** One of many cases, each of which has its turn: by the seed that Vitest tells. All of them in a sweep. */
export function drawn<T>(cases: readonly T[]): readonly T[] {
  if (inject('all')) return cases;
  const at = inject('seed') % cases.length;
  return cases.slice(at, at + 1);
}

/** How often a property is tried: seldom in `npm test`, often in a sweep. */
export function runs(few: number, many: number): { readonly numRuns: number } {
  return { numRuns: inject('all') ? many : few };
}
