import type { NamedMutant } from './mutant.ts';

export const LAG: readonly NamedMutant[] = [];
