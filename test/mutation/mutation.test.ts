import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isSurvivor, mutantsIn, mutate, type Result } from './mutation.ts';

const ROOT = fileURLToPath(new URL('fixture', import.meta.url));

function changes(results: readonly Result[]): string[] {
  return results.map(({ mutant, outcome }) => `${outcome}: ${mutant.name.replace(/^\S+ /, '')}`);
}

it('kills what tests notice, and tells what they do not', async () => {
  const mutants = mutantsIn(ROOT, ['scales.ts']);
  const mutation = { root: ROOT, mutants, tests: ['broken.proof.ts', 'scales.proof.ts', 'other.proof.ts'], facing: 3 };
  const { results, failing } = await mutate(mutation, () => undefined);
  expect(changes(results.filter(isSurvivor))).toEqual([
    'survived: conditional: end < 0 → false',
    'survived: equality: end < 0 → ((end) <= (0))',
    'unmet: block: { return -1; } → {}',
    'unmet: unary: -1 → +1',
    'survived: equality: value >= 50 → ((value) > (50))',
  ]);
  expect(changes(results.filter(({ outcome }) => outcome === 'endless'))).toEqual([
    'endless: assignment: at += 1 → at -= 1',
  ]);
  expect(changes(results.filter(({ outcome }) => outcome === 'killed'))).toContain('killed: array: [10, 100] → []');
  expect(failing).toEqual(['broken.proof.ts']);
});
