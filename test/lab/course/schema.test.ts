import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HYPERPARAMETERS } from '../../../src/lab/course/ranges.ts';
import { courseSchema } from '../../../src/lab/course/schema.ts';

/** What of a JSON Schema tells of keys. */
interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly oneOf?: readonly Described[];
}

const SOUND = {
  name: 'kinds',
  title: 'Kinds',
  question: 'Which kind is it?',
  task: 'regression',
  label: 'mass',
  columns: [
    { name: 'mass', type: 'number', above: 0 },
    { name: 'size', type: 'whole' },
    { name: 'male', type: 'flag' },
    { name: 'kind', type: 'level', levels: ['a', 'b', 'c'] },
  ],
  metrics: { rmse: {} },
  holdOut: { fraction: 0.25 },
  source: { by: 'nobody', licence: 'CC0-1.0' },
};
const [MASS, SIZE, MALE, KIND] = SOUND.columns;

/** What is wrong with a course that differs from a sound one, after the place. */
function problems(others: object): string[] {
  const parsed = courseSchema.safeParse({ ...SOUND, ...others });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const withMass = (others: object) => ({ columns: [{ ...MASS, ...others }, SIZE, MALE, KIND] });
const withKind = (others: object) => ({ columns: [MASS, SIZE, MALE, { ...KIND, ...others }] });
const several = (count: number) => Array.from({ length: count }, (_, at) => `l${String(at)}`);
const classes = (count: number) => ({
  ...{ task: 'multiclass', label: 'kind', metrics: { f1: {} } },
  ...withKind({ levels: several(count) }),
});

describe('a course', () => {
  it('has what it does not say', () => {
    expect(courseSchema.parse(SOUND)).toEqual({
      ...SOUND,
      rows: { one: 'row', several: 'rows' },
      columns: SOUND.columns.map((column) => ({ ...column, missing: false })),
      hyperparameters: {},
    });
  });

  it.each<[string, object]>([
    ['the shortest name', { name: 'ab' }],
    ['the longest name', { name: 'a'.repeat(32) }],
    ['hyphens and digits', { name: 'a-1-b' }],
    ['as long a title as may be', { title: 'x'.repeat(80) }],
    ['as long a question as may be', { question: 'x'.repeat(200) }],
    ['two columns', { columns: [MASS, SIZE] }],
    ['as many columns as may be', { columns: [MASS, ...several(499).map((name) => ({ name, type: 'flag' }))] }],
    ['as many levels as may be', withKind({ levels: several(1000) })],
    ['the smallest share', { holdOut: { fraction: 0.05 } }],
    ['the largest share, and a seed', { holdOut: { fraction: 0.5, seed: 's' } }],
    ['a file of its own', { holdOut: { file: 'hold_out-2.csv' } }],
    ['the least plausibility', { plausibility: 1 }],
    ['the most plausibility', { plausibility: 1000 }],
    ['a page that data are from', { source: { ...SOUND.source, url: 'https://example.com/data' } }],
    ['a range', withMass({ above: undefined, least: 1, most: 1 })],
    ['a range above', withMass({ above: 0, most: 0.5 })],
    ['whole numbers to predict', { label: 'size' }],
    ['a flag to predict', { task: 'binary', label: 'male', metrics: { auc: {} } }],
    ['two levels to predict', { ...classes(2), task: 'binary' }],
    ['three levels to predict', classes(3)],
    ['fifty levels to predict', classes(50)],
    ['a share of a label above nothing', { metrics: { mdape: { threshold: 10 } } }],
    ['a share of a label of one at least', { ...withMass({ above: undefined, least: 1 }), metrics: { mdape: {} } }],
    ['the best threshold', { ...classes(3), metrics: { f1: { threshold: 1 } } }],
    ['narrower hyperparameters', { hyperparameters: { eta: { least: 0.1, most: 0.2, usual: 0.2 } } }],
    ['the whole range of a hyperparameter', { hyperparameters: { max_depth: { least: 1, most: 12, usual: 1 } } }],
    ['a unit', withMass({ unit: { sign: 'g', name: 'grams' } })],
  ])('may have %s', (_, others) => {
    expect(problems(others)).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['a letter for a name', { name: 'a' }, /^name: is "a"; use 2 to 32 lower-case/],
    ['a longer name', { name: 'a'.repeat(33) }, /^name: .*; use 2 to 32/],
    ['a name that begins with a digit', { name: '1a' }, /^name: /],
    ['a name that ends with a hyphen', { name: 'a-' }, /^name: /],
    ['two hyphens in a name', { name: 'a--b' }, /^name: /],
    ['a name that is a number', { name: 5 }, /^name: is 5; write its name$/],
    ['too long a title', { title: 'x'.repeat(81) }, /^title: .*; use up to 80 characters$/],
    ['too long a question', { question: 'x'.repeat(201) }, /^question: .*; use up to 200 characters$/],
    ['a blank in front', { title: ' x' }, /^title: is " x"; write a line of text, without blanks at its ends$/],
    ['a blank behind', { title: 'x ' }, /^title: .*without blanks/],
    ['two lines', { title: 'x\ny' }, /^title: .*without blanks/],
    ['no text', { title: '' }, /^title: .*without blanks/],
    ['one column', { columns: [MASS] }, /^columns: has fewer than two columns/],
    ['columns that are a text', { columns: 'all' }, /^columns: is "all"; write a list of columns$/],
    [
      'too many columns',
      { columns: [MASS, ...several(500).map((name) => ({ name, type: 'flag' }))] },
      /^columns: has more than 500 columns/,
    ],
    ['too many levels', withKind({ levels: several(1001) }), /^columns\.3\.levels: .*; write 1000 levels at the most$/],
    ['one level', withKind({ levels: ['a'] }), /^columns\.3\.levels: .*; write two levels or more$/],
    ['a level with a comma', withKind({ levels: ['a,b', 'c'] }), /^columns\.3\.levels\.0: .*; leave out commas/],
    ['a level with a quote', withKind({ levels: ['a', 'c"'] }), /^columns\.3\.levels\.1: .*; leave out commas/],
    ['levels that are a text', withKind({ levels: 'a' }), /^columns\.3\.levels: is "a"; write a list$/],
    ['a column with a long name', withKind({ name: 'x'.repeat(65) }), /^columns\.3\.name: .*; use up to 64/],
    ['a value of more than may be', withMass({ above: 5, most: 4 }), /^columns\.0\.most: is 4, .* more than 5$/],
    ['less than the least', withMass({ least: 5, most: 4 }), /^columns\.0\.most: is 4, .* more than 5$/],
    ['a bound that is a text', withMass({ least: 'a' }), /^columns\.0\.least: is "a"; write a number$/],
    ['missing that is a text', withMass({ missing: 'no' }), /^columns\.0\.missing: is "no"; write true or false$/],
    ['a level twice', withKind({ levels: ['a', 'b', 'a'] }), /^columns\.3\.levels\.2: is "a" once more/],
    ['a level twice, from the first on', withKind({ levels: ['a', 'a'] }), /^columns\.3\.levels\.1: is "a" once more/],
    ['nothing above', withMass({ above: 1, most: 1 }), /^columns\.0\.most: is 1, .* more than 1$/],
    ['a column that is a text', { columns: [MASS, 'size'] }, /^columns\.1: is "size"; write name, type and what/],
    ['a column that is nothing', { columns: [MASS, null] }, /^columns\.1: is null; write name, type and what/],
    [
      'a column of another type',
      { columns: [MASS, { name: 'a', type: 'x' }] },
      /^columns\.1\.type: is "x"; write number, whole/,
    ],
    ['another protocol', { source: { ...SOUND.source, url: 'xhttp://a.b' } }, /^source\.url: .*https:/],
    ['a protocol like it', { source: { ...SOUND.source, url: 'httpsx://a.b' } }, /^source\.url: .*https:/],
    ['a column twice', { columns: [MASS, SIZE, SIZE] }, /^columns\.2\.name: is "size", as of a column before/],
    [
      'too small a share',
      { holdOut: { fraction: 0.049 } },
      /^holdOut\.fraction: .*; write a number from 0\.05 to 0\.5$/,
    ],
    [
      'too large a share',
      { holdOut: { fraction: 0.51 } },
      /^holdOut\.fraction: .*; write a number from 0\.05 to 0\.5$/,
    ],
    ['another folder', { holdOut: { file: '../a.csv' } }, /^holdOut\.file: .*plain name of a CSV file/],
    ['a hidden file', { holdOut: { file: '.a.csv' } }, /^holdOut\.file: /],
    ['a file of another kind', { holdOut: { file: 'a.csv.gz' } }, /^holdOut\.file: /],
    ['the table to train with', { holdOut: { file: 'DATA.csv' } }, /^holdOut\.file: .*name another file$/],
    ['both', { holdOut: { fraction: 0.25, file: 'a.csv' } }, /^holdOut: has both fraction and file/],
    ['neither', { holdOut: {} }, /^holdOut: has neither fraction nor file/],
    ['a seed of a file', { holdOut: { file: 'a.csv', seed: 's' } }, /^holdOut\.seed: is "s", and no seed/],
    ['too little plausibility', { plausibility: 0.9 }, /^plausibility: .*; write a number from 1 to 1000$/],
    ['too much plausibility', { plausibility: 1001 }, /^plausibility: .*; write a number from 1 to 1000$/],
    ['a file for a page', { source: { ...SOUND.source, url: 'ftp://a.b/c' } }, /^source\.url: .*https:/],
    ['no licence', { source: { by: 'nobody' } }, /^source\.licence: is missing; write a line of text$/],
    ['a source that is a text', { source: 'web' }, /^source: is "web"; write its keys: by, licence, url$/],
    ['an unknown key', { licence: 'x' }, /^: has the unknown key "licence"; /],
    ['a key without a like', { source: { ...SOUND.source, Xyz1234: 1 } }, /^source: .*; there are by, licence, url$/],
    ['another task', { task: 'guessing' }, /^task: is "guessing"; write one of regression, binary, multiclass$/],
    ['no column to predict', { label: 'nobody' }, /^label: is "nobody", .*; write one of mass, size, male, kind$/],
    ['words to regress on', { label: 'kind' }, /^label: is "kind", a column of type level with 3 levels; regression/],
    ['a flag to regress on', { label: 'male' }, /^label: is "male", a column of type flag; regression/],
    ['numbers for classes', { task: 'binary', metrics: { auc: {} } }, /^label: .*type number; binary predicts/],
    ['three levels for two', { ...classes(3), task: 'binary' }, /^label: .*type level with 3 levels; binary predicts/],
    ['two levels for several', classes(2), /^label: .*type level with 2 levels; multiclass predicts/],
    ['fifty-one levels', classes(51), /^label: .*type level with 51 levels; multiclass predicts/],
    ['answers that are missing', withMass({ missing: true }), /^columns\.0\.missing: is true for the label/],
    ['no metric', { metrics: {} }, /^metrics: has no metric/],
    [
      'a metric of classes',
      { metrics: { auc: {} } },
      /^metrics\.auc: is a metric of binary and multiclass; regression has /,
    ],
    ['a metric of numbers', { ...classes(3), metrics: { mae: {} } }, /^metrics\.mae: is a metric of regression; multi/],
    [
      'a share of nothing',
      { ...withMass({ above: undefined, least: 0 }), metrics: { mdape: {} } },
      /^metrics\.mdape: is/,
    ],
    ['a share of less', { ...withMass({ above: -1 }), metrics: { mdape: {} } }, /^metrics\.mdape: is a share/],
    [
      'a threshold of 0',
      { metrics: { rmse: { threshold: 0 } } },
      /^metrics\.rmse\.threshold: is 0; write a number above 0$/,
    ],
    ['a threshold too good', { ...classes(3), metrics: { f1: { threshold: 1.1 } } }, /: is 1\.1; .* above 0, up to 1$/],
    ['bounds of classes', { ...classes(3), plausibility: 3 }, /^plausibility: is 3; only predicted numbers/],
    [
      'a wider hyperparameter',
      { hyperparameters: { max_depth: { most: 13 } } },
      /^hyperparameters\.max_depth: goes from 1 to 13/,
    ],
    ['a lower hyperparameter', { hyperparameters: { eta: { least: 0 } } }, /^hyperparameters\.eta: goes from 0 to 1/],
    [
      'a usual one beyond',
      { hyperparameters: { eta: { most: 0.05 } } },
      /^hyperparameters\.eta: .* is usually 0\.1; keep/,
    ],
    [
      'a usual one below',
      { hyperparameters: { eta: { least: 0.2 } } },
      /^hyperparameters\.eta: .* is usually 0\.1; keep/,
    ],
    [
      'a hyperparameter that there is not',
      { hyperparameters: { etta: {} } },
      /^hyperparameters: .*"etta"; did you mean eta\?$/,
    ],
  ])('may not have %s', (_, others, problem) => {
    expect(problems(others)).toContainEqual(expect.stringMatching(problem));
  });

  it('names three unknown keys at the most', () => {
    const [found = ''] = problems({ one1: 1, two2: 1, three3: 1, four4: 1 });
    expect(found.split('; ').filter((each) => each.includes('unknown key'))).toHaveLength(3);
  });

  it('describes each of its keys to editors, but for those whose names say all', () => {
    const undescribed = (schema: Described, within = ''): string[] => [
      ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => [
        ...(each.description === undefined ? [within + key] : []),
        ...undescribed(each, `${within}${key}.`),
      ]),
      ...[schema.items, ...(schema.oneOf ?? [])].flatMap((each) => (each ? undescribed(each, within) : [])),
    ];
    const schema = z.toJSONSchema(courseSchema, { io: 'input' }) as Described;
    const ranges = HYPERPARAMETERS.flatMap((name) =>
      ['', '.least', '.most'].map((key) => `hyperparameters.${name}${key}`),
    );
    expect([...new Set(undescribed(schema))].sort()).toEqual([...ranges, 'columns.type', 'rows'].sort());
    expect(schema.properties?.holdOut?.oneOf).toEqual([
      { required: ['fraction'] },
      { required: ['file'], not: { required: ['seed'] } },
    ]);
  });

  it('gives an example of what is hard to guess', () => {
    const { source, rows } = courseSchema.shape;
    const { one, several: more } = rows.unwrap().shape;
    expect(JSON.stringify(z.toJSONSchema(courseSchema, { io: 'input' }))).toContain('"examples":["grams"]');
    expect(JSON.stringify(z.toJSONSchema(courseSchema, { io: 'input' }))).toContain('"examples":["g"]');
    expect([source.shape.licence, one, more].map((schema) => schema.meta()?.examples)).toEqual([
      ['CC0-1.0'],
      ['bird'],
      ['birds'],
    ]);
  });
});
