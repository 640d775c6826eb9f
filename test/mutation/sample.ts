import { createHash } from 'node:crypto';
import type { Mutant } from './making/mutants.ts';

/** So many of them by a seed. Those that stay as they are are drawn again, whatever becomes of others. */
export function sample(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const drawn = mutants
    .map((mutant) => ({ mutant, lot: lotOf(mutant, seed) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return drawn.slice(0, size).map(({ mutant }) => mutant);
}

function lotOf({ name }: Mutant, seed: number): string {
  return createHash('sha256')
    .update(`${String(seed)} ${name}`)
    .digest('hex');
}
