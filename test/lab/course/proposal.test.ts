import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { featuresOf, labelClasses } from '../../../src/lab/course/course.ts';
import { notebookText } from '../../../src/lab/course/proposal/notebook.ts';
import { courseOf, draftFor } from '../../../src/lab/course/proposal/propose.ts';
import { tableText } from '../../../src/lab/course/proposal/table-text.ts';
import { proposedMetrics, proposedThreshold } from '../../../src/lab/course/proposal/thresholds.ts';
import { yamlText } from '../../../src/lab/course/proposal/yaml-text.ts';
import { courseSchema } from '../../../src/lab/course/schema.ts';
import type { Task } from '../../../src/lab/course/tasks.ts';
import type { Measure } from '../../../src/lab/measures/measure.ts';
import { parseTable } from '../../../src/lab/submission/table.ts';
import type { NotebookFile } from '../../notebook/notebook-file.ts';
import { csvOf, draft } from './tables.ts';

const MEASURE: Measure = { metric: 'rmse', value: 4, baseline: 8, interval: { least: 3, most: 5, deviation: 0.5 } };

/** What makes trouble in YAML, in CSV or in Markdown. */
const HOSTILE = ['yes: no', '# none', '*all', "it's", '[a](b)', 'größe', '-', ' x ', '"q,"', '{a: 1}', '=1+1', '1e3x'];

function proposed(label: string, wanted?: Task) {
  const csv = csvOf(120, {
    amount: (row) => row * 1.5 + 1,
    grade: (row) => (row % 4) + 1,
    paid: (row) => ['no', 'yes'][(row * 7) % 3 === 0 ? 1 : 0] ?? '',
    word: (row) => `"${(HOSTILE[(row * 5) % HOSTILE.length] ?? '').replaceAll('"', '""')}"`,
    '"a: ""b"" #c"': (row) => (row % 9 === 0 ? 'NA' : row * row - 50),
  });
  const made = draftFor(draft(csv, label), wanted);
  if ('what' in made) throw new Error(made.what);
  const course = courseOf(made.draft, made.task, { name: 'mine', title: 'It: is # mine' });
  return { ...made, course };
}

const CASES: readonly [string, Task | undefined, Task][] = [
  ['amount', undefined, 'regression'],
  ['grade', undefined, 'multiclass'],
  ['grade', 'regression', 'regression'],
  ['paid', undefined, 'binary'],
  ['word', undefined, 'multiclass'],
];

describe.each(CASES)('the course that is proposed to predict %s (%s)', (label, wanted, task) => {
  const made = () => proposed(label, wanted);

  it('is a course, whose comments are no part of it', () => {
    const { course, draft: from } = made();
    const text = yamlText(course, { draft: from, measures: [MEASURE], from: 'a\nb.csv' });
    const read = courseSchema.parse(parse(text));
    expect(read).toEqual(courseSchema.parse(course));
    expect(read).toMatchObject({ task, label });
  });

  it('has a table that the strict reader takes, row by row', () => {
    const { course, draft: from } = made();
    const parsed = parseTable(tableText(from), course);
    expect(parsed).toMatchObject({ ok: true });
    expect(parsed.ok && parsed.table.rows.length).toBe(from.label.rows.length);
  });

  it('has a notebook that Jupyter opens, each cell explained by the one before it', () => {
    const { course } = made();
    const { cells } = JSON.parse(notebookText(course)) as NotebookFile;
    const ids = cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    // Jupyter's format of notebooks, 4.5: "cell_id".
    expect(ids.filter((id) => !/^[a-zA-Z0-9-_]{1,64}$/.test(id))).toEqual([]);
    const code = cells.filter(({ cell_type: type }) => type === 'code');
    expect(code.length).toBeGreaterThan(9);
    for (const cell of code) expect(cells[cells.indexOf(cell) - 1]?.cell_type).toBe('markdown');
  });
});

describe('a proposed course', () => {
  it('knows units and titles by the names of columns', () => {
    const csv = csvOf(120, {
      'Body Mass (g)': (row) => row + 0.5,
      flipper_length_mm: (row) => row * row,
      Year: (row) => 2000 + (row % 3),
    });
    const made = draftFor(draft(csv, 'Body Mass (g)'), undefined);
    if ('what' in made) throw new Error(made.what);
    const course = courseOf(made.draft, made.task, { name: 'mine', title: 'Mine' });
    expect(course.columns).toMatchObject([
      { name: 'Body Mass (g)', title: 'body mass', unit: { sign: 'g', name: 'grams' }, above: 0 },
      { name: 'flipper_length_mm', title: 'flipper length', unit: { sign: 'mm' }, least: 0 },
      { name: 'Year', title: 'year' },
    ]);
    expect(course.question).toBe('How large is body mass, by flipper length and year?');
    expect(Object.keys(course.metrics)).toEqual(['mdape', 'rmse', 'mae', 'r2']);
  });

  it('tells beside each column what the table has of it', () => {
    const { course, draft: from } = proposed('grade', 'regression');
    const lines = yamlText(course, { draft: from, measures: [], from: 'mine.csv' }).split('\n');
    const told = (name: string) => lines.find((line) => line.startsWith(`  - { name: ${name},`))?.split(' # ')[1];
    expect([told('grade'), told('amount'), told('paid')]).toEqual(['1 to 4', '1 to 179.5', '1 is yes']);
    expect(lines.filter((line) => line.endsWith(' # -49 to 14111; missing in 14'))).toHaveLength(1);
  });

  it('asks a question that a course may ask, however long its titles are', () => {
    const { draft: from, task } = proposed('amount');
    const features = from.features.map((column) => ({ ...column, name: column.name.repeat(100).slice(0, 150) }));
    const asked = (name: string) =>
      courseOf({ ...from, label: { ...from.label, name }, features }, task, { name: 'mine', title: 'Mine' }).question;
    expect(asked('amount')).toBe('How large is amount?');
    expect(asked('a'.repeat(300))).toBe(`How large is ${'a'.repeat(187)}`);
  });

  it('has a notebook whose contents lead to its chapters', () => {
    const { cells } = JSON.parse(notebookText(proposed('grade').course)) as NotebookFile;
    const text = cells.map(({ source }) => [source].flat().join('')).join('\n');
    const leads = [...text.matchAll(/^\d+\. \[(.*)\]\((.*)\)$/gm)].map(([, name, target]) => [name, target]);
    // Jupyter makes the target of a heading of its text, with - for spaces.
    const chapters = [...text.matchAll(/^## (.*)$/gm)].map(([, name = '']) => [name, `#${name.split(' ').join('-')}`]);
    expect(leads).toEqual(chapters);
  });

  it('is judged by what guessing the largest class does not please', () => {
    expect(Object.keys(proposed('paid').course.metrics)).toEqual(['auc', 'f1', 'logloss']);
    expect(Object.keys(proposed('grade').course.metrics)).toEqual(['f1', 'accuracy', 'logloss']);
    expect(labelClasses(proposed('grade').course)).toEqual(['1', '2', '3', '4']);
    expect(featuresOf(proposed('grade').course)).toHaveLength(4);
  });
});

describe('a threshold', () => {
  it.each<[string, Measure, number, boolean]>([
    ['half of the way to a model, where less is better', MEASURE, 6, true],
    ['rounded away from guessing', { ...MEASURE, value: 4.123 }, 6, true],
    [
      'half of the way, where more is',
      { ...MEASURE, metric: 'auc', value: 0.9, baseline: 0.5, interval: { least: 0.8, most: 0.95, deviation: 0 } },
      0.7,
      true,
    ],
    [
      'a little better than guessing, where a model is not',
      { ...MEASURE, interval: { least: 3, most: 9, deviation: 2 } },
      7.2,
      false,
    ],
    [
      'rounded away from guessing, where more is better',
      { metric: 'auc', value: 0.903, baseline: 0.5, interval: { least: 0.8, most: 0.95, deviation: 0 } },
      0.71,
      true,
    ],
    [
      'a little better than guessing, where a model is not and more is better',
      { metric: 'auc', value: 0.6, baseline: 0.5, interval: { least: 0.5, most: 0.7, deviation: 0 } },
      0.55,
      false,
    ],
    [
      'a little better than guessing, where a model may be just as good',
      { ...MEASURE, interval: { least: 3, most: 8, deviation: 1 } },
      7.2,
      false,
    ],
    [
      'told from guessing by more digits',
      { ...MEASURE, value: 7.98, baseline: 7.991, interval: { least: 7.9, most: 7.985, deviation: 0 } },
      7.98,
      true,
    ],
  ])('is %s', (_, measure, threshold, learns) => {
    expect(proposedThreshold(measure)).toMatchObject({ threshold, learns });
  });

  it('is left out where a model is no better than guessing, unless that metric has to decide', () => {
    const no: Measure = { ...MEASURE, interval: { least: 3, most: 9, deviation: 2 } };
    expect(Object.entries(proposedMetrics([no, { ...MEASURE, metric: 'mae' }]))).toEqual([
      ['mae', { threshold: 6 }],
      ['rmse', {}],
    ]);
    expect(proposedMetrics([no])).toEqual({ rmse: { threshold: 7.2 } });
  });

  it('is of no metric by which guessing is right already', () => {
    const no: Measure = { ...MEASURE, interval: { least: 3, most: 9, deviation: 2 } };
    const right: Measure = { metric: 'mdape', value: 1, baseline: 0, interval: { least: 0, most: 2, deviation: 1 } };
    expect(Object.entries(proposedMetrics([right, no]))).toEqual([
      ['rmse', { threshold: 7.2 }],
      ['mdape', {}],
    ]);
  });
});
