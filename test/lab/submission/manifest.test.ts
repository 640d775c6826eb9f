import { describe, expect, it } from 'vitest';
import { trainingHyperparameters } from '../../../src/lab/submission/hyperparameters.ts';
import { parseManifest } from '../../../src/lab/submission/manifest.ts';
import { MANIFEST } from './archives.ts';

function problemsOf(manifest: unknown): readonly string[] {
  const parsed = parseManifest(JSON.stringify(manifest));
  return parsed.ok ? [] : parsed.problems;
}

describe('a manifest', () => {
  it('may choose hyperparameters and describe itself', () => {
    const manifest = { ...MANIFEST, description: 'deeper trees', hyperparameters: { max_depth: 5, eta: 0.3 } };
    expect(parseManifest(JSON.stringify(manifest))).toEqual({ ok: true, manifest });
  });

  it.each<[string, unknown, string]>([
    ['is no object', [], 'manifest.json is not a JSON object'],
    ['is of another version', { ...MANIFEST, version: 2 }, 'version is 2; it must be the number 1'],
    ['has no name', { version: 1, kind: 'data' }, 'name is missing; it must be text'],
    ['has a name with blanks', { ...MANIFEST, name: 'my model' }, 'name is "my model"; use 1 to 63 letters'],
    ['has a name that is no text', { ...MANIFEST, name: { a: 1 } }, 'name is an object; it must be text'],
    ['is of another kind', { ...MANIFEST, kind: 'notebook' }, 'kind is "notebook"; it must be "data" or "model"'],
    ['has another key', { ...MANIFEST, hyperparametres: {} }, 'key "hyperparametres"; did you mean hyperparameters?'],
    ['says too much', { ...MANIFEST, description: 'x'.repeat(501) }, 'description has more than 500 characters'],
    ['tunes a model', { ...MANIFEST, kind: 'model', hyperparameters: {} }, 'hyperparameters have no effect on a model'],
    ['has a list', { ...MANIFEST, hyperparameters: [] }, 'hyperparameters is not an object'],
    ['mistypes a parameter', { ...MANIFEST, hyperparameters: { maxdepth: 3 } }, '"maxdepth"; did you mean max_depth?'],
    [
      'goes too deep',
      { ...MANIFEST, hyperparameters: { max_depth: 13 } },
      'max_depth is 13; max_depth is a whole number from 1 to 12',
    ],
    [
      'halves a tree',
      { ...MANIFEST, hyperparameters: { num_round: 1.5 } },
      'num_round is a whole number from 1 to 1000',
    ],
    ['gives text', { ...MANIFEST, hyperparameters: { eta: '0.1' } }, 'eta is "0.1"; eta is a number from 0.01 to 1'],
    ['gives nothing', { ...MANIFEST, hyperparameters: { eta: null } }, 'eta is null; eta is a number'],
  ])('that %s is refused', (_, manifest, problem) => {
    expect(problemsOf(manifest).join('\n')).toContain(problem);
  });

  it('nested as deep as it can be is refused like any other', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(parseManifest(`{"version":1,"kind":"data","name":${deep}}`).ok).toBe(false);
    expect(parseManifest(`{"version":1,"kind":"data","name":"a","hyperparameters":{"eta":${deep}}}`).ok).toBe(false);
  });
});

describe('hyperparameters', () => {
  it('that are not chosen have their usual values, as text', () => {
    expect(trainingHyperparameters({ eta: 0.3, num_round: 10 })).toEqual({
      num_round: '10',
      max_depth: '3',
      eta: '0.3',
      gamma: '0',
      min_child_weight: '1',
      subsample: '0.8',
      colsample_bytree: '1',
      lambda: '1',
      alpha: '0',
      seed: '0',
      objective: 'reg:squarederror',
    });
  });
});
