import { describe, expect, it } from 'vitest';
import { newCourse } from '../../../src/actions/course/new.ts';
import type { NewCourse } from '../../../src/actions/course/request.ts';
import { LabError } from '../../../src/errors.ts';
import { csvOf } from '../../lab/course/tables.ts';
import { inWords, saying } from '../../support/steps.ts';
import { BUILT_IN, shelf } from './shelf.ts';

const size = (row: number) => (row * 37) % 101;
const weight = (row: number) => 3 * size(row) + ((row * 7) % 5) + 10;
const colour = (row: number) => ['red', 'blue', 'green'][row % 3] ?? '';
const CSV = csvOf(240, { weight, size, colour });
const TABLES = { 'in/table.csv': CSV };

const ASKED: NewCourse = { folder: 'some/birds', from: 'in/table.csv', label: 'weight', drop: [] };

const textOf = ({ made }: ReturnType<typeof shelf>, folder: string, file: string) =>
  made.get(folder)?.find(({ path }) => path === file)?.text ?? '';

describe('a new course', () => {
  it('is a folder with all that a course has, proposed from a table', async () => {
    const courses: string[] = [];
    const stage = shelf(TABLES, { expectCourse: (text) => void courses.push(text) });
    const outcome = await newCourse(stage.context, ASKED);
    expect(stage.read).toEqual(['place some/birds', 'in/table.csv']);
    expect([...stage.made.keys()]).toEqual(['some/birds']);
    expect(stage.made.get('some/birds')?.map(({ path }) => path)).toEqual([
      'course.yaml',
      'data.csv',
      'notebooks/birds.ipynb',
    ]);
    const yaml = textOf(stage, 'some/birds', 'course.yaml');
    expect(courses).toEqual([yaml]);
    expect(yaml).toMatch(/^name: birds$/m);
    expect(yaml).toMatch(/^title: Birds$/m);
    expect(yaml).toContain('table.csv');
    expect(yaml).not.toContain('in/table.csv');
    expect(textOf(stage, 'some/birds', 'data.csv').split('\n')[0]).toBe('weight,size,colour');
    expect(outcome).toMatchObject({
      command: 'course',
      status: 'succeeded',
      course: { name: 'birds', folder: 'some/birds', task: 'regression', rows: 240, rowsToTrain: 180 },
    });
    expect(inWords(outcome.next ?? []).split('\n')).toEqual([
      expect.stringMatching(/: mlops-lab course check some\/birds$/),
      expect.stringMatching(/: mlops-lab init --sandbox --course some\/birds$/),
    ]);
  });

  /** The metrics in the order of `course.yaml`. */
  const metricsIn = (yaml: string) =>
    [...(yaml.split(/^metrics:/m)[1]?.split(/^\w/m)[0] ?? '').matchAll(/^ {2}(\w+):/gm)].map(([, metric]) => metric);

  it('is judged by what a first model reaches, with a threshold that it passes', async () => {
    const stage = shelf(TABLES);
    const { course } = await newCourse(stage.context, ASKED);
    expect(course?.metrics.map(({ metric, passes }) => [metric, passes])).toEqual([
      ['mdape', true],
      ['rmse', true],
      ['mae', true],
      ['r2', true],
    ]);
    expect(metricsIn(textOf(stage, 'some/birds', 'course.yaml'))).toEqual(['mdape', 'rmse', 'mae', 'r2']);
  });

  it('is judged first by a metric by which a model learns, also in what is told of it', async () => {
    const stage = shelf(
      { 'in/table.csv': csvOf(240, { weight: (row) => weight(row) - 10, size, colour }) },
      {
        // Off by far in one row alone: bad by squares, good by amounts.
        predictions: (_, { training, holdOut }) =>
          Promise.resolve({
            predictions: holdOut.rows.map(([label = 0], at) => [at === 0 ? label + 1000 : label + 1]),
            rows: training.rows.length,
          }),
      },
    );
    const { course } = await newCourse(stage.context, ASKED);
    expect(course?.metrics.map(({ metric, passes }) => [metric, passes])).toEqual([
      ['mae', true],
      ['rmse', undefined],
      ['r2', undefined],
    ]);
    expect(metricsIn(textOf(stage, 'some/birds', 'course.yaml'))).toEqual(['mae', 'rmse', 'r2']);
  });

  it('is called otherwise than those of the package, and as somebody says', async () => {
    const stage = shelf(TABLES, {
      builtIn: () => Promise.resolve([{ ...BUILT_IN, course: { ...BUILT_IN.course, name: 'birds' } }]),
    });
    await newCourse(stage.context, { ...ASKED, title: 'All birds', question: 'How heavy?', by: 'Ada', licence: 'MIT' });
    const yaml = textOf(stage, 'some/birds', 'course.yaml');
    for (const line of ['name: my-birds', 'title: All birds', 'question: How heavy?']) expect(yaml).toContain(line);
    expect(yaml).toMatch(/by: Ada[^]*licence: MIT/);
    expect(stage.made.get('some/birds')?.at(-1)?.path).toBe('notebooks/my-birds.ipynb');
  });

  it('is made of the table that somebody names when asked', async () => {
    const answers = { '--from': 'in/table.csv', '--title': 'T', '--question': 'Q', '--by': 'B', '--licence': 'L' };
    const stage = shelf(TABLES, {}, answers);
    const { from: _, ...asked } = ASKED;
    await newCourse(stage.context, asked);
    expect(stage.questions[0]).toMatchObject({ flag: '--from', message: 'Which table is it made of?' });
    expect(stage.read).toContain('in/table.csv');
  });

  it('is without the columns that are left out, and with the task that was said', async () => {
    const stage = shelf({ 'in/table.csv': csvOf(240, { weight: (row) => row % 3, size, colour }) });
    const { course } = await newCourse(stage.context, { ...ASKED, drop: ['colour'], task: 'regression' });
    expect(course).toMatchObject({ task: 'regression', features: 1 });
    expect(textOf(stage, 'some/birds', 'data.csv')).not.toContain('colour');
  });

  it('tells what is read otherwise than it is written, and what is odd about it', async () => {
    const lines = CSV.split('\n');
    const missing = [lines[0], ',1,red', ...lines.slice(1)].join('\n').replaceAll(',', ';');
    const stage = shelf({ 'in/table.csv': missing });
    await newCourse(stage.context, ASKED);
    expect(stage.told[0]).toMatch(/^info: in\/table.csv separates/);
    expect(stage.told).toContain('info: 1 row without weight is left out');
  });
});

describe('a course that cannot be made', () => {
  const refusalOf = async (
    asked: Partial<NewCourse>,
    stage: ReturnType<typeof shelf>,
  ): Promise<{ code: string; message: string; remedy: string; exitCode: number }> => {
    const error: unknown = await newCourse(stage.context, { ...ASKED, ...asked }).catch((each: unknown) => each);
    if (!(error instanceof LabError)) throw error;
    expect(stage.made.size).toBe(0);
    return { code: error.code, message: error.message, remedy: inWords(error.hints), exitCode: error.exitCode };
  };

  it('is refused where its folder is taken, before any table is read', async () => {
    const taken = new LabError({ code: 'course-folder', message: 'it is there', hint: 'take another' });
    const stage = shelf(TABLES, {
      expectPlace: () => {
        throw taken;
      },
    });
    await expect(newCourse(stage.context, ASKED)).rejects.toBe(taken);
    expect(stage.read).toEqual([]);
  });

  it('is refused by a label that the task cannot be asked with', async () => {
    const found = await refusalOf({ label: 'colour', task: 'regression' }, shelf(TABLES));
    expect([found.code, found.exitCode]).toEqual(['course-label', 2]);
    expect(found.message).toMatch(/^colour /);
    expect(found.remedy).toBe('choose another task by --task, or another label');
  });

  it('holds out more of a table that cannot be divided otherwise, and gives up at half of it', async () => {
    const fractions: number[] = [];
    const split = shelf().context.courses.split;
    const tried = (sound: number) =>
      shelf(TABLES, {
        split: (csv, course, share) => {
          fractions.push(share.fraction);
          return share.fraction < sound
            ? { problem: `too few at ${String(share.fraction)}` }
            : split(csv, course, share);
        },
      });
    const late = tried(0.4);
    await newCourse(late.context, ASKED);
    expect(fractions).toEqual([0.25, 0.3, 0.35, 0.4]);
    expect(textOf(late, 'some/birds', 'course.yaml')).toContain('fraction: 0.4');
    fractions.length = 0;
    expect(await refusalOf({}, tried(1))).toEqual({
      code: 'course-table',
      exitCode: 2,
      message: '240 rows cannot be divided into some to train with and some to judge by: too few at 0.5',
      remedy: 'name a table with more rows that differ',
    });
    expect(fractions).toEqual([0.25, 0.3, 0.35, 0.4, 0.45, 0.5]);
  });

  it('is refused where no lab would read what would be written', async () => {
    const read: string[] = [];
    const stage = shelf(TABLES, {
      expectCourse: (text) => {
        read.push(text);
        throw new LabError({ code: 'course-folder', message: 'it is too long', hint: 'shorten it' });
      },
    });
    expect(await refusalOf({}, stage)).toMatchObject({
      code: 'course-table',
      message: 'no course can be made of the table: it is too long',
      remedy: 'leave columns out with --drop',
    });
    expect(read).toEqual([expect.stringMatching(/^name: birds$/m)]);
    const broken = new TypeError('a bug');
    const buggy = shelf(TABLES, {
      expectCourse: () => {
        throw broken;
      },
    });
    await expect(newCourse(buggy.context, ASKED)).rejects.toBe(broken);
  });

  it('is refused with the command that would make it where columns are in the way', async () => {
    const stage = shelf({ 'in/table.csv': csvOf(240, { weight, size, number: (row) => row }) });
    await expect(newCourse(stage.context, ASKED)).rejects.toMatchObject({
      hints: saying('mlops-lab course new some/birds --from in/table.csv --label weight --drop number'),
    });
  });
});
