import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingHyperparameters } from '../../../src/lab/submission/hyperparameters.ts';
import { parseManifest } from '../../../src/lab/submission/manifest.ts';
import { bytes, MANIFEST } from './archives.ts';
import { PENGUINS } from '../../support/course.ts';

function problemsOf(manifest: unknown): readonly string[] {
  const parsed = parseManifest(bytes(JSON.stringify(manifest)), PENGUINS);
  return parsed.ok ? [] : parsed.problems;
}

describe('a manifest', () => {
  it('may choose hyperparameters and describe itself', () => {
    const manifest = { ...MANIFEST, description: 'deeper trees', hyperparameters: { max_depth: 5, eta: 0.3 } };
    expect(parseManifest(bytes(JSON.stringify(manifest)), PENGUINS)).toEqual({ ok: true, manifest });
  });

  it.each<[string, unknown, string]>([
    ['is no object', [], 'manifest.json is not a JSON object'],
    ['is of another version', { ...MANIFEST, version: 2 }, 'version is 2; it must be the number 1'],
    ['has no name', { version: 1, kind: 'data' }, 'name is missing; it must be text'],
    ['has a name with blanks', { ...MANIFEST, name: 'my model' }, 'name is "my model"; use 1 to 63 letters'],
    ['has a name that is no text', { ...MANIFEST, name: { a: 1 } }, 'name is an object; it must be text'],
    ['is of another kind', { ...MANIFEST, kind: 'notebook' }, 'kind is "notebook"; it must be "data" or "model"'],
    [
      'is for another course',
      { ...MANIFEST, course: 'wines' },
      'course is "wines", and this lab teaches "penguins"; submit it where its course is taught',
    ],
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
    ['gives text', { ...MANIFEST, hyperparameters: { eta: 'slow' } }, 'eta is "slow"; eta is a number from 0.01 to 1'],
    [
      'says the same twice',
      { ...MANIFEST, hyperparameters: { eta: 0.1, learning_rate: 0.2 } },
      'hyperparameters has learning_rate and eta, which are the same; leave one of them',
    ],
    [
      'has a long name',
      { ...MANIFEST, name: 'x y'.repeat(100) },
      `${'x y'.repeat(20)}…" (300 characters); use 1 to 63 letters`,
    ],
    [
      'says a secret in the wrong place',
      { ...MANIFEST, kind: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
      'kind is ******** (40 characters that look like a secret); it must be',
    ],
    ['gives nothing', { ...MANIFEST, hyperparameters: { eta: null } }, 'eta is null; eta is a number'],
  ])('that %s is refused', (_, manifest, problem) => {
    expect(problemsOf(manifest).join('\n')).toContain(problem);
  });

  it.each(['version', 'course', 'name', 'kind', 'description', 'hyperparameters'])(
    'says which key was meant: %s',
    (key) => {
      expect(problemsOf({ ...MANIFEST, [`${key}x`]: 1 })).toEqual([
        `manifest.json has the unknown key "${key}x"; did you mean ${key}?`,
      ]);
    },
  );

  it('says which keys there are where none is near, of three that are unknown', () => {
    const unknown = (key: string) =>
      `has the unknown key "${key}"; there are version, course, name, kind, description, hyperparameters`;
    expect(problemsOf({ ...MANIFEST, Xylophone1: 1, Xylophone2: 1, Xylophone3: 1, Xylophone4: 1 })).toEqual([
      `manifest.json ${['Xylophone1', 'Xylophone2', 'Xylophone3'].map(unknown).join('; ')}`,
    ]);
  });

  it.each(['a', 'A.b-c_d', '0', 'x'.repeat(63)])('may have the name %j', (name) => {
    expect(problemsOf({ ...MANIFEST, name })).toEqual([]);
  });

  it.each(['', '.a', '-a', '_a', 'a b', 'a/b', 'x'.repeat(64), 'a\n'])('may not have the name %j', (name) => {
    expect(problemsOf({ ...MANIFEST, name }).join()).toContain('use 1 to 63 letters');
  });

  it('may be described by 500 characters, and says its course', () => {
    expect(problemsOf({ ...MANIFEST, course: 'penguins', description: 'x'.repeat(500) })).toEqual([]);
    expect(problemsOf({ ...MANIFEST, description: 5 }).join()).toContain('description is 5; it must be text');
  });

  it('may choose hyperparameters by their other names, and as text', () => {
    const hyperparameters = { learning_rate: '0.3', n_estimators: 20, reg_lambda: '1e1', random_state: 7 };
    expect(parseManifest(bytes(JSON.stringify({ ...MANIFEST, hyperparameters })), PENGUINS)).toEqual({
      ok: true,
      manifest: { ...MANIFEST, hyperparameters: { eta: 0.3, num_round: 20, lambda: 10, seed: 7 } },
    });
  });

  it.each<[string, string, string]>([
    [
      'a comment',
      '{\n  // ours\n  "version": 1\n}',
      'line 2, column 3: there is a comment, and JSON has none; remove it',
    ],
    ['a comment of a shell', '# ours\n{}', 'line 1, column 1: there is a comment'],
    ['a comment inside', '{"version": /* first */ 1}', 'line 1, column 13: there is a comment'],
    [
      'a trailing comma',
      '{"version": 1,\n "name": "a",\n}',
      'line 2, column 13: there is a comma behind the last entry',
    ],
    ['a trailing comma in a list', '[1, 2 , ]', 'line 1, column 7: there is a comma behind the last entry'],
    ['a comma too many', '{"a": 1,, "b": 2}', 'line 1, column 9: there is "," where a name in double quotes belongs'],
    ['no comma', '{"a": 1\n"b": 2}', 'line 2, column 1: there is no comma before this text'],
    ['single quotes', "{'version': 1}", 'line 1, column 2: there is the quote \', and JSON has only "'],
    ['quotes of a word processor', '{\u201cversion\u201d: 1}', 'line 1, column 2: there is the quote \u201c'],
    ['a bare name', '{version: 1}', 'line 1, column 2: there is "version" where a name in double quotes belongs'],
    ['no value', '{"version": }', 'line 1, column 13: there is "}" where a value belongs'],
    ['no number', '{"eta": NaN}', 'line 1, column 9: there is "NaN" where a value belongs'],
    ['a number of another form', '{"eta": .5}', 'line 1, column 9: there is ".5" where a value belongs'],
    ['an equals sign', '{"eta" = 1}', 'line 1, column 8: there is "=" where a colon belongs'],
    ['an end too early', '{"version": 1', 'line 1, column 14: it ends too early'],
    ['an open text', '{"name": "a\n}', 'line 1, column 10: there is a text that is not closed in its line'],
    ['another end', '{"a": [1}', 'line 1, column 9: there is "}" where a comma belongs'],
    ['more behind it', '{}\n{}', 'line 2, column 1: there is "{" where nothing more belongs'],
    ['nothing', '', 'line 1, column 1: it ends too early'],
  ])('with %s is refused with its place', (_, json, problem) => {
    const parsed = parseManifest(bytes(json), PENGUINS);
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      expect.stringContaining(`manifest.json is not JSON: ${problem}`),
    ]);
  });

  it('with a byte order mark is one', () => {
    expect(parseManifest(bytes(`\uFEFF${JSON.stringify(MANIFEST)}`), PENGUINS)).toEqual({
      ok: true,
      manifest: MANIFEST,
    });
  });

  it('in UTF-16 is refused as that', () => {
    const utf16 = Buffer.from(`\uFEFF${JSON.stringify(MANIFEST)}`, 'utf16le');
    expect(parseManifest(utf16, PENGUINS)).toMatchObject({
      problems: [expect.stringMatching(/^manifest.json is UTF-16 text/)],
    });
  });

  it('is refused with a place wherever its JSON is damaged', () => {
    const sound = JSON.stringify({ ...MANIFEST, hyperparameters: { eta: 0.3, list: [1, true, null, { a: 'b' }] } });
    const damage = fc.tuple(fc.nat(sound.length - 1), fc.nat(3), fc.string({ unit: 'binary', maxLength: 2 }));
    fc.assert(
      fc.property(damage, ([at, length, put]) => {
        const parsed = parseManifest(bytes(sound.slice(0, at) + put + sound.slice(at + length)), PENGUINS);
        const isPlaced = (each: string) => !each.includes('not JSON') || /: line \d+, column \d+: ./.test(each);
        expect(parsed.ok || parsed.problems.every(isPlaced)).toBe(true);
      }),
    );
  });

  it('nested as deep as it can be is refused like any other', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(parseManifest(bytes(`{"version":1,"kind":"data","name":${deep}}`), PENGUINS).ok).toBe(false);
    expect(
      parseManifest(bytes(`{"version":1,"kind":"data","name":"a","hyperparameters":{"eta":${deep}}}`), PENGUINS).ok,
    ).toBe(false);
  });
});

describe('hyperparameters', () => {
  it('that are not chosen have their usual values, as text', () => {
    expect(trainingHyperparameters(PENGUINS, { eta: 0.3, num_round: 10 })).toEqual({
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
