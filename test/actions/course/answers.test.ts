import { describe, expect, it } from 'vitest';
import { describedBy, labelOf, taskFor } from '../../../src/actions/course/answers.ts';
import { asFolder } from '../../../src/actions/course/check.ts';
import { lineUpTo } from '../../../src/actions/course/line.ts';
import { sharedFeatures } from '../../../src/actions/course/overlap.ts';
import { reportOf, summaryOf } from '../../../src/actions/course/report.ts';
import type { NewCourse } from '../../../src/actions/course/request.ts';
import type { Measure } from '../../../src/lab/measures/measure.ts';
import { csvOf, draft, tableOf } from '../../lab/course/tables.ts';
import { MULTICLASS, REGRESSION } from '../../support/class-courses.ts';
import { askedUi } from '../asked-ui.ts';

const ASKED: NewCourse = { folder: './mine', drop: [] };

describe('the label of a new course', () => {
  const table = tableOf(
    'a,b,c\n1,a long text of many words,aaaaaaaaaa\n2,another one that is long,bbbbbbbbbb\n3,x,cccccccccc\n4,y,dddd\n5,z,e',
  );

  it('is the one that was said, or chosen among the columns with what they hold', async () => {
    expect(await labelOf(askedUi().ui, { ...ASKED, label: 'c' }, table)).toBe('c');
    const { ui, questions } = askedUi({ '--label COLUMN': 'b' });
    expect(await labelOf(ui, ASKED, table)).toBe('b');
    expect(questions).toMatchObject([
      {
        choices: [
          { value: 'a', name: 'a   1, 2, 3, 4' },
          { value: 'b', name: 'b   a long text of many words, another one t…' },
          { value: 'c', name: 'c   aaaaaaaaaa, bbbbbbbbbb, cccccccccc, dddd' },
        ],
      },
    ]);
  });
});

describe('the task of a new course', () => {
  const labelled = (count: number, step = 1) =>
    draft(csvOf(120, { answer: (row) => (row % count) * step, noise: (row) => (row * 7919) % 10_007 }), 'answer').label;

  it('is left to the label where that leaves no doubt, or somebody said it', async () => {
    const { ui, questions, told } = askedUi({});
    expect(await taskFor(ui, ASKED, labelled(11))).toBeUndefined();
    expect(await taskFor(ui, ASKED, labelled(3, 0.5))).toBeUndefined();
    expect(await taskFor(ui, { ...ASKED, task: 'regression' }, labelled(3))).toBe('regression');
    expect([questions, told]).toEqual([[], []]);
  });

  it.each([
    [3, 2, 'multiclass'],
    [2, 2, 'binary'],
    [10, 1, 'multiclass'],
  ])('of %i whole numbers is told where nobody can be asked', async (count, step, task) => {
    const { ui, told } = askedUi();
    expect(await taskFor(ui, ASKED, labelled(count, step))).toBe(task);
    expect(told).toEqual([
      expect.stringMatching(`^info: answer has ${String(count)} different whole numbers, .*--task regression`),
    ]);
  });

  it('of few whole numbers is asked for', async () => {
    const { ui, questions } = askedUi({ '--task': 'regression' });
    expect(await taskFor(ui, ASKED, labelled(3))).toBe('regression');
    expect(questions).toMatchObject([
      {
        message: 'What are the 3 different values of answer?',
        default: 'multiclass',
        choices: [{ value: 'multiclass' }, { value: 'regression' }],
      },
    ]);
  });
});

describe('the words of a new course', () => {
  const said = { title: 'T', question: 'Q?', by: 'B', licence: 'L' };

  it('are those that were said', async () => {
    const { ui, questions } = askedUi({});
    expect(await describedBy(ui, { ...ASKED, ...said }, REGRESSION)).toEqual({
      ...REGRESSION,
      title: 'T',
      question: 'Q?',
      source: { by: 'B', licence: 'L' },
    });
    expect(questions).toEqual([]);
  });

  it('are those that were proposed where nobody says others', async () => {
    expect(await describedBy(askedUi().ui, ASKED, REGRESSION)).toEqual(REGRESSION);
  });

  it('are asked for one by one, with what was proposed and what fits', async () => {
    const { ui, questions } = askedUi({ '--title': ' A ', '--question': 'B?', '--by': 'C', '--licence': 'D' });
    expect(await describedBy(ui, ASKED, REGRESSION)).toMatchObject({
      title: 'A',
      question: 'B?',
      source: { by: 'C', licence: 'D' },
    });
    const { title, question, source } = REGRESSION;
    expect(questions.map((each) => 'default' in each && each.default)).toEqual([
      title,
      question,
      source.by,
      source.licence,
    ]);
    const longest = questions.map((each) =>
      [80, 200].filter((length) => 'validate' in each && each.validate('x'.repeat(length)) === true),
    );
    expect(longest).toEqual([[80], [80, 200], [80, 200], [80]]);
  });

  it('are a line each', () => {
    const problem = 'Write a line of up to 3 characters.';
    const texts = ['abc', ' abc ', 'abcd', '', '  ', 'a\nb'];
    expect(texts.map(lineUpTo(3))).toEqual([true, true, problem, problem, problem, problem]);
  });
});

describe('what is said of a course', () => {
  it.each([
    ['mine', './mine'],
    ['./mine', './mine'],
    ['a/b', 'a/b'],
    [String.raw`a\b`, String.raw`a\b`],
  ])('names its folder as the setting takes it: %s', (path, folder) => {
    expect(asFolder(path)).toBe(folder);
  });

  it('is what a first model reaches by each metric, with its unit and whether it passes', () => {
    const rows = [[1, 2]];
    const interval = { least: 3, most: 5, deviation: 0.5 };
    const measures: readonly Measure[] = [
      { metric: 'rmse', value: 4, baseline: 8, interval },
      { metric: 'mdape', value: 4, baseline: 8, interval },
      { metric: 'r2', value: 0.5, baseline: 0, interval: { least: 0.4, most: 0.6, deviation: 0 } },
    ];
    const report = reportOf(REGRESSION, { training: { rows: [...rows, ...rows] }, holdOut: { rows } }, measures);
    expect(report).toMatchObject({ rows: 3, rowsToTrain: 2, rowsHeldOut: 1, features: 1 });
    expect(report.metrics).toEqual([
      {
        metric: 'rmse',
        unit: 'm',
        better: 'less',
        value: 4,
        least: 3,
        most: 5,
        guessing: 8,
        threshold: 10,
        passes: true,
        proposed: 6,
      },
      { metric: 'mdape', unit: '%', better: 'less', value: 4, least: 3, most: 5, guessing: 8, proposed: 6 },
      { metric: 'r2', better: 'more', value: 0.5, least: 0.4, most: 0.6, guessing: 0, proposed: 0.25 },
    ]);
    const missed = reportOf(REGRESSION, { training: { rows }, holdOut: { rows } }, [
      { metric: 'rmse', value: 10.5, baseline: 20, interval },
    ]);
    expect(missed.metrics).toMatchObject([{ passes: false }]);
  });

  it('is what it asks, and of whom the data are', () => {
    expect(summaryOf(MULTICLASS, 7)).toEqual({
      name: 'iris',
      title: 'Any',
      question: 'What is it?',
      task: 'multiclass',
      label: 'species',
      features: 1,
      licence: 'CC0-1.0',
      rows: 7,
    });
  });
});

describe('rows that are held out', () => {
  const parts = (shared: number, features: number, label = 1) => {
    const row = (number: number, answer: number) => [answer, ...Array.from({ length: features }, () => number)];
    const training = { rows: Array.from({ length: 20 }, (_, at) => row(at, 0)) };
    return {
      training,
      holdOut: { rows: Array.from({ length: 20 }, (_, at) => row(at < shared ? at : 100 + at, label)) },
    };
  };

  it.each([
    [2, 3, undefined],
    [3, 3, '3 of 20'],
    [20, 2, undefined],
  ])('and of which %i have the %i features of others are told where they are many', (shared, features, told) => {
    expect(sharedFeatures(parts(shared, features))?.slice(0, told?.length)).toBe(told);
  });

  it('may be none', () => {
    expect(sharedFeatures({ training: { rows: [] }, holdOut: { rows: [] } })).toBeUndefined();
  });
});
