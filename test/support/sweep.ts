import { inject, it } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly seed: number;
    /** Whether this is `npm run check -- sweeps`, which leaves nothing out. */
    readonly all: boolean;
  }
}

/** A few of many cases, each of which has its turn: by the seed that Vitest tells. All of them in a sweep. */
export function drawn<T>(cases: readonly T[], few = 1): readonly T[] {
  if (inject('all')) return cases;
  const strides = Math.ceil(cases.length / few);
  return cases.filter((_, index) => index % strides === inject('seed') % strides);
}

type Declare = (name: string, test: () => Promise<void>) => void;

/**
 * `it` for tests each of which takes whole runs of a lab: in `npm test` one in `every` has its turn, by the seed. All of
 * them in a sweep. Vitest refuses a suite without a test, so a suite has `every` of these at least, or others beside them.
 */
export function inTurn(every: number): (name: string, test: () => Promise<void>, declare?: Declare) => void {
  let at = inject('seed');
  return (name, test, declare = it) => {
    if (inject('all') || at % every === 0) declare(name, test);
    at += 1;
  };
}

/** How often a property is tried: seldom in `npm test`, often in a sweep. */
export function runs(few: number, many: number): { readonly numRuns: number } {
  return { numRuns: inject('all') ? many : few };
}
