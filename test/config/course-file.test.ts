import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCourse } from '../../src/config/course-file.ts';
import {
  columnsOf,
  courseText,
  decidingMetric,
  featuresOf,
  labelClasses,
  plausibilityOf,
} from '../../src/lab/course/course.ts';
import { courseSchema } from '../../src/lab/course/schema.ts';
import { PENGUINS } from '../support/course.ts';

const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-course-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOUND = readFileSync(new URL('../../courses/penguins/course.yaml', import.meta.url), 'utf8');

function read(yaml: string) {
  mkdirSync(join(folder, 'mine'), { recursive: true });
  writeFileSync(join(folder, 'mine', 'course.yaml'), yaml);
  return readCourse(join(folder, 'mine'), 'mine');
}

/** The course of the penguins with one line otherwise. */
function withLine(line: RegExp, other: string): string {
  if (!line.test(SOUND)) throw new Error(`the course has no line ${String(line)}`);
  return SOUND.replace(line, other);
}

/** A sound course of classes, if the levels fit the task. */
function classes(task: string, levels: readonly string[]): string {
  return `name: kinds
title: Kinds
question: Which kind is it?
task: ${task}
label: kind
columns:
  - { name: kind, type: level, levels: [${levels.join(', ')}] }
  - { name: size, type: number }
metrics: { auc: {} }
holdOut: { fraction: 0.25 }
source: { by: nobody, licence: CC0-1.0 }
`;
}

/** What is wrong, after the place. */
const MISTAKES: readonly (readonly [what: string, yaml: string, message: string | RegExp])[] = [
  [
    'an unknown key',
    withLine(/^title:/m, 'titel:'),
    /title is missing; write a line of text\n.*has the unknown key "titel"; did you mean title\?/,
  ],
  ['another task', withLine(/regression/, 'clustering'), /^mine\/course.yaml:6:7: task is "clustering"; write one of /],
  [
    'a label that is no column',
    withLine(/^label: .*/m, 'label: weight'),
    /: label is "weight", and there is no such column; write one of body_mass_g, /,
  ],
  ['a flag to regress on', withLine(/^label: .*/m, 'label: male'), /: label is "male", a column of type flag; /],
  [
    'a column twice',
    withLine(/bill_depth_mm,/, 'bill_length_mm,'),
    /: columns, item 3, name is "bill_length_mm", as of a column before/,
  ],
  [
    'another type',
    withLine(/type: flag/, 'type: text'),
    /: columns, item 5, type is "text"; write number, whole, flag or level$/,
  ],
  [
    'a column that is a text',
    withLine(/ {2}- \{ name: gentoo.*/, '  - gentoo'),
    /: columns, item 7 is "gentoo"; write name, type and what else/,
  ],
  [
    'levels that are one',
    withLine(/type: flag/, 'type: level, levels: [yes]'),
    /: columns, item 5, levels has one level; write two or more|levels is a list; write two levels or more/,
  ],
  [
    'a level twice',
    withLine(/type: flag/, 'type: level, levels: [a, b, a]'),
    /: columns, item 5, levels, item 3 is "a" once more/,
  ],
  [
    'a comma in a name',
    withLine(/name: gentoo/, 'name: "gen,too"'),
    /: columns, item 7, name is "gen,too"; leave out commas and quotes/,
  ],
  [
    'a range without a value',
    withLine(/above: 0/, 'above: 0, most: -1'),
    /: columns, item 1, most is -1, and no value can be that and more than 0/,
  ],
  [
    'a range that ends where it must not begin',
    withLine(/above: 0/, 'above: 0, most: 0'),
    /: columns, item 1, most is 0, and no value can be that and more than 0/,
  ],
  [
    'a label that may be missing',
    withLine(/above: 0/, 'above: 0, missing: true'),
    /: columns, item 1, missing is true for the label/,
  ],
  [
    'a share of what may be nothing',
    withLine(/, above: 0/, ''),
    /: metrics, mdape is a share of the true value; say that the label is `above: 0`/,
  ],
  ['no metric', withLine(/metrics:[^]*rmse: \{\}/, 'metrics: {}'), /: metrics has no metric; write one at least/],
  [
    'a metric that there is not',
    withLine(/rmse: \{\}/, 'mse: {}'),
    /: metrics has the unknown key "mse"; did you mean rmse\?/,
  ],
  [
    'a metric of another task',
    withLine(/rmse: \{\}/, 'accuracy: {}'),
    /: metrics, accuracy is a metric of binary and multiclass; regression has mdape, rmse, mae, r2$/,
  ],
  [
    'a threshold at which every model passes',
    withLine(/rmse: \{\}/, 'r2: { threshold: 0 }'),
    /: metrics, r2, threshold is 0; write a number above 0, up to 1$/,
  ],
  [
    'a threshold beyond what there is',
    withLine(/rmse: \{\}/, 'r2: { threshold: 90 }'),
    /: metrics, r2, threshold is 90; write a number above 0, up to 1$/,
  ],
  [
    'an error of nothing',
    withLine(/threshold: 10/, 'threshold: 0'),
    /: metrics, mdape, threshold is 0; write a number above 0$/,
  ],
  [
    'a number for one of two classes',
    withLine(/regression/, 'binary'),
    /: label is "body_mass_g", a column of type number; binary predicts one of two classes: a flag, or a level with two/,
  ],
  [
    'three levels for one of two classes',
    classes('binary', ['a', 'b', 'c']),
    /: label is "kind", a column of type level with 3 levels; binary predicts one of two classes/,
  ],
  [
    'two levels for one of several classes',
    classes('multiclass', ['a', 'b']),
    /: label is "kind", a column of type level with 2 levels; multiclass predicts .* a level with 3 to 50 levels$/,
  ],
  [
    'more classes than can be told',
    classes(
      'multiclass',
      Array.from({ length: 51 }, (_, at) => `k${String(at)}`),
    ),
    /: label is "kind", a column of type level with 51 levels; multiclass predicts .* a level with 3 to 50 levels$/,
  ],
  [
    'bounds of predicted classes',
    `${classes('binary', ['a', 'b'])}plausibility: 3\n`,
    /: plausibility is 3; only predicted numbers have such bounds: leave it out$/,
  ],
  [
    'more columns than models may have',
    withLine(
      /^metrics:/m,
      `${Array.from({ length: 501 }, (_, at) => `  - { name: c${String(at)}, type: number }`).join('\n')}\nmetrics:`,
    ),
    /: columns has more than 500 columns; leave out what does not help to predict$/,
  ],
  [
    'a threshold in words',
    withLine(/threshold: 10/, 'threshold: ten'),
    /: metrics, mdape, threshold is "ten"; write a number/,
  ],
  [
    'too much held out',
    withLine(/fraction: 0.25/, 'fraction: 0.9'),
    /: holdOut, fraction is 0.9; write a number from 0.05 to 0.5/,
  ],
  [
    'nothing held out',
    withLine(/^holdOut: .*/m, 'holdOut: {}'),
    /:\d+:10: holdOut has neither fraction nor file; write one of them$/,
  ],
  [
    'a seed alone',
    withLine(/^holdOut: .*/m, 'holdOut: { seed: autumn }'),
    /: holdOut has neither fraction nor file; write one of them$/,
  ],
  [
    'a fraction and a file',
    withLine(/fraction: 0.25/, 'fraction: 0.25, file: holdout.csv'),
    /: holdOut has both fraction and file; write one of them$/,
  ],
  [
    'a seed for a file',
    withLine(/fraction: 0.25/, 'file: holdout.csv, seed: autumn'),
    /: holdOut, seed is "autumn", and no seed chooses among the rows of a file; leave it out$/,
  ],
  ...['../holdout.csv', 'deep/er.csv', '/etc/all.csv', '.csv', 'course.yaml', 'c:holdout.csv'].map(
    (file) =>
      [
        `what is held out in ${file}`,
        withLine(/fraction: 0.25/, `file: '${file}'`),
        /: holdOut, file is ".*"; write the plain name of a CSV file beside course.yaml, such as holdout.csv$/,
      ] as const,
  ),
  [
    'the same table to train with and to judge by',
    withLine(/fraction: 0.25/, 'file: Data.csv'),
    /: holdOut, file is "Data.csv"; that is the table to train with; name another file$/,
  ],
  ['a number for a file', withLine(/fraction: 0.25/, 'file: 5'), /: holdOut, file is 5; write a line of text$/],
  [
    'a slip in what is held out',
    withLine(/fraction: 0.25/, 'fil: holdout.csv'),
    /: holdOut has the unknown key "fil"; did you mean file\?\n.*holdOut has neither fraction nor file/,
  ],
  ['no licence', withLine(/^ {2}licence: .*\n/m, ''), /: source, licence is missing; write a line of text/],
  [
    'an unusual default',
    `${SOUND}hyperparameters: { max_depth: { most: 2 } }\n`,
    /: hyperparameters, max_depth goes from 1 to 2 and is usually 3; /,
  ],
  [
    'a depth beyond the usual',
    `${SOUND}hyperparameters: { max_depth: { most: 200 } }\n`,
    /: hyperparameters, max_depth goes from 1 to 200/,
  ],
  [
    'a key twice',
    `${SOUND}label: male\n`,
    /^mine\/course.yaml:\d+:1: this is not YAML: the key "label" stands at mine\/course.yaml:7:1 already/,
  ],
  ['aliases that multiply', bomb(), /stands for too many values by its aliases; a course has some hundred entries/],
  ['a list', '- penguins\n', /^mine\/course.yaml:1:1 is a list; write its keys: name, title, /],
];

function bomb(): string {
  const levels = [...'bcdefghi'].map((each, at) => {
    const before = String.fromCharCode(97 + at);
    return `${each}: &${each} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]\n`;
  });
  return `a: &a [lol]\n${levels.join('')}`;
}

describe('a course', () => {
  it('is read with the place of everything in it', async () => {
    const { course } = await read(SOUND);
    expect(course).toEqual(PENGUINS);
    expect(decidingMetric(course)).toBe('mdape');
    expect(columnsOf(course).map(({ name }) => name)).toEqual([
      course.label,
      ...featuresOf(course).map(({ name }) => name),
    ]);
  });

  it('is the same again from the text that is uploaded', () => {
    expect(courseSchema.parse(JSON.parse(courseText(PENGUINS)))).toEqual(PENGUINS);
  });

  it('with hold-out data in a file says so, and is the same again from the text that is uploaded', async () => {
    const { course } = await read(withLine(/fraction: 0.25/, 'file: holdout.csv'));
    expect(course).toEqual({ ...PENGUINS, holdOut: { file: 'holdout.csv' } });
    expect(courseSchema.parse(JSON.parse(courseText(course)))).toEqual(course);
  });

  it.each([
    ['binary', ['ham', 'spam'], ['ham', 'spam']],
    ['multiclass', ['a', 'b', 'c'], ['a', 'b', 'c']],
  ])('of the task %s has the levels of its label for classes', async (task, levels, wanted) => {
    const { course } = await read(classes(task, levels));
    expect(labelClasses(course)).toEqual(wanted);
    expect(plausibilityOf(course)).toBeUndefined();
  });

  it('of a flag has 0 and 1 for classes, and one of numbers has none', async () => {
    const flag = classes('binary', []).replace('level, levels: []', 'flag');
    expect(labelClasses((await read(flag)).course)).toEqual(['0', '1']);
    expect(labelClasses(PENGUINS)).toEqual([]);
  });

  it('of numbers has usual bounds where it says nothing of them', async () => {
    const { course } = await read(withLine(/^plausibility: .*\n/m, ''));
    expect(plausibilityOf(course)).toBe(3);
  });

  it.each(MISTAKES)('with %s is refused with the place', async (_, yaml, message) => {
    const refused = await read(yaml).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect((refused as Error).message).toMatch(/mine\/course\.yaml:\d+:\d+/);
  });

  it('without its file is refused', async () => {
    await expect(readCourse(folder, 'nothing')).rejects.toMatchObject({
      exitCode: 2,
      message: 'there is no file nothing/course.yaml',
    });
  });
});
