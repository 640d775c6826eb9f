import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cellsOf } from '../../../src/lab/course/proposal/notebook-cells.ts';
import { courseOf, draftFor, unfitFeatures, type Words } from '../../../src/lab/course/proposal/propose.ts';
import { tableText } from '../../../src/lab/course/proposal/table-text.ts';
import { yamlText } from '../../../src/lab/course/proposal/yaml-text.ts';
import type { Task } from '../../../src/lab/course/tasks.ts';
import type { Measure } from '../../../src/lab/measures/measure.ts';
import { csvOf, draft } from './tables.ts';

const TABLE = csvOf(100, {
  size_mm: (row) => row * 1.5 + 1,
  grade: (row) => (row % 4) + 1,
  paid: (row) => ['no', 'yes'][row % 5 === 0 ? 1 : 0] ?? '',
  colour: (row) => ['red', 'blue', 'green', 'NA'][row % 4] ?? '',
  left: (row) => (row % 10 === 0 ? '' : (row * 7) % 11),
});
const INTERVAL = { least: 0, most: 1, deviation: 0 };
const MEASURES: readonly Measure[] = [
  { metric: 'mdape', value: 4.5, baseline: 8, interval: INTERVAL },
  { metric: 'rmse', value: 4, baseline: 8.25, interval: INTERVAL },
  { metric: 'auc', value: 0.91234, baseline: 0.5, interval: INTERVAL },
];

function proposed(label: string, task?: Task, words: Partial<Words> = {}) {
  const made = draftFor(draft(TABLE, label), task);
  if ('what' in made) throw new Error(made.what);
  const course = courseOf(made.draft, made.task, { name: 'mine', title: 'Mine', ...words });
  return { ...made, course, text: yamlText(course, { draft: made.draft, measures: MEASURES, from: 'a.csv' }) };
}

/** What stands behind a key of the text, as a comment. */
function besides(text: string, key: string): string | undefined {
  return text
    .split('\n')
    .find((line) => line.includes(key))
    ?.split(' # ')[1];
}

describe('the text of a proposed course', () => {
  it('has its keys in the order in which people read them', () => {
    const { text, course } = proposed('size_mm');
    const keys = ['name', 'title', 'question', 'rows', 'task', 'label', 'columns', 'metrics', 'holdOut', 'source'];
    expect(Object.keys(parse(text) as object)).toEqual(keys);
    expect(text.endsWith('\n')).toBe(true);
    expect(parse(text)).toMatchObject({ rows: { one: 'row', several: 'rows' }, source: course.source });
    expect(text.split('\n')[0]).toMatch(/^# Proposed from a\.csv:/);
  });

  it('compares a first model with guessing, in the unit of the label or in percent', () => {
    const { text } = proposed('size_mm');
    expect(besides(text, 'mdape:')).toMatch(/ 8 %, .* 4\.5 %$/);
    expect(besides(text, 'rmse:')).toMatch(/ 8\.25 mm, .* 4 mm$/);
    expect(besides(text, 'mae:')).toBeUndefined();
    expect(besides(proposed('paid').text, 'auc:')).toMatch(/ 0\.5, .* 0\.9123$/);
  });

  it.each<[string, Task | undefined, RegExp | undefined]>([
    ['size_mm', undefined, undefined],
    ['grade', undefined, /^# Of all rows: 1 25\.0 %, .*4 25\.0 %\.$/m],
    ['paid', undefined, /^# Of all rows: 0 80\.0 %, 1 20\.0 %\. The second of the two/m],
  ])('has the shares of the classes of %s', (label, task, shares) => {
    const { text } = proposed(label, task);
    if (shares) expect(text).toMatch(shares);
    else expect(text).not.toContain('Of all rows');
    expect(text.includes('same share of every class')).toBe(shares !== undefined);
  });

  it('has what the table tells of each column beside it, on one line', () => {
    const { text, course } = proposed('size_mm');
    expect(course.columns.map(({ name }) => besides(text, `name: ${name},`))).toEqual([
      '1 to 149.5',
      '1 to 4',
      '1 is yes',
      'missing in 25',
      '0 to 10; missing in 10',
    ]);
    const { columns } = parse(text) as { columns: Record<string, unknown>[] };
    // False is what is usual, and so is left out.
    expect(columns.map(({ missing }) => missing)).toEqual([undefined, undefined, undefined, true, true]);
  });
});

describe('what is proposed of a table', () => {
  it('says of each column what models take it for', () => {
    expect(proposed('size_mm').course.columns).toEqual([
      {
        name: 'size_mm',
        title: 'size',
        missing: false,
        type: 'number',
        unit: { sign: 'mm', name: 'millimetres' },
        above: 0,
      },
      { name: 'grade', missing: false, type: 'whole', above: 0 },
      { name: 'paid', missing: false, type: 'flag' },
      { name: 'colour', missing: true, type: 'level', levels: ['blue', 'green', 'red'] },
      { name: 'left', missing: true, type: 'whole', least: 0 },
    ]);
  });

  it.each<[string, Task | undefined, string[]]>([
    ['size_mm', undefined, ['mdape', 'rmse', 'mae', 'r2']],
    ['left', undefined, ['rmse', 'mae', 'r2']],
    ['grade', 'multiclass', ['f1', 'accuracy', 'logloss']],
    ['paid', undefined, ['auc', 'f1', 'logloss']],
  ])('has metrics that fit %s', (label, task, metrics) => {
    const { course } = proposed(label, task);
    expect(Object.entries(course.metrics)).toEqual(metrics.map((metric) => [metric, {}]));
    expect(course).toMatchObject({ holdOut: { fraction: 0.25 }, hyperparameters: {}, label });
  });

  it('asks what is to be predicted, by three features at the most', () => {
    expect(proposed('size_mm').course.question).toBe('How large is size, by grade, paid, colour and 1 more?');
    expect(proposed('paid').course.question).toBe('Which paid is it, by size, grade, colour and 1 more?');
    const three = draft(
      csvOf(60, { a: (row) => row / 7, b: (row) => row % 7, c: (row) => row % 3, d: (row) => row % 2 }),
      'a',
    );
    expect(courseOf(three, 'regression', { name: 'x', title: 'X' }).question).toBe('How large is a, by b, c and d?');
  });

  it('says what somebody says, and else that nobody has', () => {
    const words = { question: 'How long?', by: 'Ada', licence: 'CC0-1.0' };
    expect(proposed('size_mm', undefined, words).course).toMatchObject({
      question: 'How long?',
      source: { by: 'Ada', licence: 'CC0-1.0' },
    });
    expect(proposed('size_mm').course.source).toEqual({ by: 'not stated', licence: 'NOASSERTION' });
  });

  it('has a table with the label first, its words as the course has them', () => {
    const lines = tableText(proposed('paid').draft).split('\n');
    expect(lines.slice(0, 3)).toEqual(['paid,size_mm,grade,colour,left', '1,1,1,red,', '0,2.5,2,blue,7']);
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toBe('');
  });

  it('leaves out what tells rows apart and what is the label once more, besides what is unfit', () => {
    const found = draft(
      csvOf(60, {
        answer: (row) => row % 37,
        twice: (row) => 2 * (row % 37),
        number: (row) => row,
        same: () => 'x',
        fit: (row) => (row * row) % 17,
      }),
      'answer',
    );
    expect(unfitFeatures(found)).toEqual([
      { name: 'same', what: expect.stringMatching(/^is "x" in every row/) as string, remedy: undefined },
      { name: 'twice', what: 'is answer in another form' },
      { name: 'number', what: 'counts the rows' },
    ]);
  });
});

describe('the notebook of a proposed course', () => {
  const textOf = (id: string, label: string, task?: Task, words?: Partial<Words>) => {
    const cell = cellsOf(proposed(label, task, words).course).find((each) => each.id === id);
    return cell?.text ?? '';
  };

  it('explains each column, the label first', () => {
    const lines = textOf('data', 'size_mm')
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(lines.slice(1)).toEqual([
      '| size\\_mm | size in millimetres: **what we predict** |',
      '| grade | grade |',
      '| paid | paid: 1 for yes, 0 for no |',
      '| colour | colour: blue (0), green (1), red (2) |',
      '| left | left |',
    ]);
  });

  it('lists thirty features and five levels, and says how many there are besides', () => {
    const { course } = proposed('size_mm');
    const [label, , , , left] = course.columns;
    if (!label || !left) throw new Error('there are five columns');
    const rowsWith = (count: number) => {
      const more = Array.from({ length: count }, (_, at) => ({ ...left, name: `c${String(at)}` }));
      const cell = cellsOf({ ...course, columns: [label, ...more] }).find(({ id }) => id === 'data');
      return cell?.text.split('\n').filter((line) => /^\| (c\d|…)/.test(line)) ?? [];
    };
    expect(rowsWith(30)).toHaveLength(30);
    expect(rowsWith(32)).toHaveLength(31);
    expect(rowsWith(32).at(-1)).toBe('| … | and 2 more |');
    const levels = { name: 'l', type: 'level', missing: false, levels: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] } as const;
    const cell = cellsOf({ ...course, columns: [label, levels] }).find(({ id }) => id === 'data');
    expect(cell?.text).toContain('| l | l: a (0), b (1), c (2), d (3), e (4) and 2 more |');
  });

  it('takes names for text, whatever Markdown would make of them', () => {
    const title = textOf('title', 'size_mm', undefined, { title: '# [a](b) *c* <d> $e$ f|g' }).split('\n')[0];
    expect(title).toBe(String.raw`# \# \[a\](b) \*c\* \<d\> \$e\$ f\|g`);
  });

  it.each<[string, Task | undefined, string, boolean]>([
    ['size_mm', undefined, 'reg:squarederror', false],
    ['paid', undefined, 'binary:logistic', false],
    ['grade', 'multiclass', 'multi:softprob', true],
  ])('trains %s as its task is trained', (label, task, objective, isOfSeveral) => {
    const job = textOf('job', label, task);
    expect(job).toContain(`"objective": "${objective}",`);
    expect(job.includes('"num_class": str(len(classes))')).toBe(isOfSeveral);
    expect(job).toContain('here.uri("mine/models")');
    expect(textOf('upload', label, task)).toContain('"mine/data/train.csv"');
    expect(textOf('tidy-up', label, task)).toContain('lab.tidy_up(here, "mine/")');
    expect(textOf('label-code', label, task).includes('histogram')).toBe(label === 'size_mm');
    expect(textOf('guess-code', label, task).includes('bincount')).toBe(label !== 'size_mm');
  });
});
