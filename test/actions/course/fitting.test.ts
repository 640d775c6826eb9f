import { describe, expect, it } from 'vitest';
import { expectLabel, fitDraft, withoutColumns } from '../../../src/actions/course/fitting.ts';
import type { NewCourse } from '../../../src/actions/course/request.ts';
import { LabError } from '../../../src/errors.ts';
import { csvOf, draft, tableOf } from '../../lab/course/tables.ts';
import { inWords } from '../../support/steps.ts';
import { askedUi } from '../asked-ui.ts';

type Values = (row: number) => string | number;

const weight: Values = (row) => ((row * 7919) % 10_007) + 0.5;
const size: Values = (row) => (row * 37) % 101;

const ASKED: NewCourse = { folder: './mine', from: 'table.csv', label: 'weight', drop: [] };
const table = (columns: Readonly<Record<string, Values>>, rows = 120) => tableOf(csvOf(rows, { weight, ...columns }));
const drafted = (columns: Readonly<Record<string, Values>>, rows = 120) =>
  draft(csvOf(rows, { weight, ...columns }), 'weight');

/** What is thrown, with what mends it. */
async function refusal(work: () => unknown): Promise<{ code: string; message: string; remedy: string }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof LabError) return { code: error.code, message: error.message, remedy: inWords(error.hints) };
    throw error;
  }
  return expect.fail('nothing was refused');
}

describe('columns that somebody leaves out', () => {
  it('are left out of a table, and all others stay', () => {
    const names = (drop: readonly string[]) =>
      withoutColumns(table({ size, age: size, rings: size }), drop).columns.map(({ name }) => name);
    expect(names(['size', 'rings'])).toEqual(['weight', 'age']);
    expect(names([])).toEqual(['weight', 'size', 'age', 'rings']);
  });

  it.each([
    ['sizes', 'did you mean size?'],
    ['nothing like it', 'there are weight, size'],
  ])('have to be there: %s', async (name, remedy) => {
    expect(await refusal(() => withoutColumns(table({ size }), ['size', name]))).toEqual({
      code: 'course-table',
      message: `--drop: there is no column "${name}"`,
      remedy,
    });
  });
});

describe('a label', () => {
  it.each([
    [99, /^99 rows say what is to be predicted; a course has at least 100$/, 'name a larger table'],
    [100, undefined, ''],
    [100_000, undefined, ''],
    [100_001, /^100,001 rows .* at most 100,000$/, 'take a sample of up to 100,000 rows, by chance'],
  ])('is in so many rows as a course has: %i', async (rows, message, remedy) => {
    const found = table({ size }, rows);
    if (message === undefined) expect(expectLabel(found, 'weight').label.rows).toHaveLength(rows);
    else {
      const refused = await refusal(() => expectLabel(found, 'weight'));
      expect(refused).toEqual({ code: 'course-table', message: expect.stringMatching(message) as string, remedy });
    }
  });

  it('is a column of the table, and one that can be predicted', async () => {
    expect(await refusal(() => expectLabel(table({ size }), 'wieght'))).toEqual({
      code: 'course-label',
      message: '--label: there is no column "wieght"',
      remedy: 'did you mean weight?',
    });
    expect(await refusal(() => expectLabel(table({ same: () => 'a' }), 'same'))).toEqual({
      code: 'course-label',
      message: 'same is "a" in every row that has a value',
      remedy: 'choose another label',
    });
    expect(
      (await refusal(() => expectLabel(table({ seen: (row) => `2024-01-${String(10 + (row % 9))}` }), 'seen'))).remedy,
    ).toMatch(/^write what matters of it/);
  });
});

describe('columns that no model can be asked with', () => {
  const unfit = { number: (row: number) => row, same: () => 'x' };

  it('are none, mostly', async () => {
    const sound = drafted({ size, colour: (row) => ['red', 'blue'][row % 2] ?? '' });
    const { ui, questions } = askedUi({});
    expect(await fitDraft(ui, ASKED, sound)).toEqual({ ...sound, unfit: [] });
    expect(questions).toEqual([]);
  });

  it('are left out where somebody agrees, who is told why', async () => {
    const { ui, questions, told } = askedUi({ '--drop': true });
    const { features } = await fitDraft(ui, ASKED, drafted({ size, ...unfit }));
    expect(features.map(({ name }) => name)).toEqual(['size']);
    expect(told).toEqual(['warning: same is "x" in every row that has a value', 'warning: number counts the rows']);
    expect(questions).toMatchObject([{ message: 'Leave these 2 columns out?', default: true }]);
    const one = askedUi({ '--drop': true });
    await fitDraft(one.ui, ASKED, drafted({ size, seen: (row) => `2024-01-${String(10 + (row % 9))}` }));
    expect(one.told).toEqual([expect.stringMatching(/^warning: seen is a date.*: write what matters of it/)]);
    expect(one.questions).toMatchObject([{ message: 'Leave this column out?' }]);
  });

  it('are refused where nobody agrees, with the command that leaves them out besides what was left out', async () => {
    const all = drafted({ size, ...unfit });
    const expected = {
      code: 'course-table',
      message:
        'no model can be asked with these columns\n  same is "x" in every row that has a value\n  number counts the rows',
      remedy: 'leave them out: mlops-lab course new ./mine --from table.csv --label weight --drop age same number',
    };
    const asked = { ...ASKED, drop: ['age'] };
    expect(await refusal(() => fitDraft(askedUi({ '--drop': false }).ui, asked, all))).toEqual(expected);
    const nobody = askedUi();
    expect(await refusal(() => fitDraft(nobody.ui, asked, all))).toEqual(expected);
    expect(nobody.told).toEqual([]);
  });

  it('are mended where they can be, or it is left out', async () => {
    const dated = drafted({ size, seen: (row) => `2024-01-${String(10 + (row % 9))}` });
    const found = await refusal(() => fitDraft(askedUi().ui, { ...ASKED, task: 'regression' }, dated));
    expect(found.message).toMatch(/^seen is a date or a time, such as "2024-01-10": write/);
    expect(found.remedy).toBe(
      'mend the table, or leave it out: mlops-lab course new ./mine --from table.csv --label weight --task regression --drop seen',
    );
    const both = await refusal(() =>
      fitDraft(
        askedUi().ui,
        ASKED,
        drafted({ size, number: (row) => row, seen: (row) => `2024-01-${String(10 + (row % 9))}` }),
      ),
    );
    expect(both.remedy).toMatch(/^mend the table, or leave them out: /);
    const counted = await refusal(() => fitDraft(askedUi().ui, ASKED, drafted({ size, number: (row) => row })));
    expect(counted).toMatchObject({
      message: 'number counts the rows',
      remedy: expect.stringMatching(/^leave it out: /) as string,
    });
  });

  it('are listed up to twelve, and counted beyond', async () => {
    const same = (count: number) =>
      drafted({ size, ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${String(at)}`, () => 'x'])) });
    const lines = async (count: number) =>
      (await refusal(() => fitDraft(askedUi().ui, ASKED, same(count)))).message.split('\n').slice(1);
    expect(await lines(12)).toHaveLength(12);
    const [last, ...others] = (await lines(14)).reverse();
    expect([last, others.length]).toEqual(['  and 2 more', 12]);
  });
});

describe('what is left to predict by', () => {
  const several = (count: number, values: (at: number) => Values) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${String(at)}`, values(at)]));
  const mixed =
    (at: number): Values =>
    (row) =>
      (row * 31 + at * at) % 89;

  it('is something', async () => {
    const found = await refusal(() => fitDraft(askedUi({ '--drop': true }).ui, ASKED, drafted({ same: () => 'x' })));
    expect(found).toEqual({
      code: 'course-table',
      message: 'no column is left to predict weight by',
      remedy: 'name a table with more columns',
    });
  });

  it('is up to 499 columns', async () => {
    const fitted = (count: number) => fitDraft(askedUi().ui, ASKED, drafted(several(count, mixed)));
    expect((await fitted(499)).features).toHaveLength(499);
    expect(await refusal(() => fitted(500))).toEqual({
      code: 'course-table',
      message: 'the table has 500 columns to predict weight by; a course has up to 499',
      remedy: 'leave some out with --drop',
    });
  });

  it('is up to 5,000 words together, of columns of words alone', async () => {
    const words =
      (count: number): Values =>
      (row) =>
        `w${String(row % count)}`;
    const fitted = (last: number) =>
      fitDraft(askedUi().ui, ASKED, drafted({ size, few: words(last), ...several(5, () => words(990)) }, 2000));
    expect((await fitted(50)).features).toHaveLength(7);
    expect(await refusal(() => fitted(51))).toEqual({
      code: 'course-table',
      message: 'the columns have 5,001 different words together; a course has up to 5,000',
      remedy: expect.stringMatching(/with --drop what has the most: c0, c1, c2, c3, c4 and 1 more$/) as string,
    });
  });
});
