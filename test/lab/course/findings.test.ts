import { describe, expect, it } from 'vitest';
import { classesOf, labelFor, taskOf } from '../../../src/lab/course/proposal/classes.ts';
import { giveawayIn } from '../../../src/lab/course/proposal/giveaways.ts';
import { identifierIn } from '../../../src/lab/course/proposal/identifiers.ts';
import { notesOn } from '../../../src/lab/course/proposal/notes.ts';
import { repeatsIn } from '../../../src/lab/course/proposal/repeats.ts';
import { csvOf, draft } from './tables.ts';

const ROWS = 60;
/** No number is a step from another one. */
const scattered = (row: number) => ((row * 7919) % 10_007) + 0.5;

describe('a feature', () => {
  const found = draft(
    csvOf(ROWS, {
      celsius: (row) => row % 37,
      fahrenheit: (row) => 32 + 1.8 * (row % 37),
      number: (row) => row + 100,
      customer_id: (row) => (row * 7919) % 10_007,
      income: (row) => (row * 7907) % 10_009,
      noise: scattered,
    }),
    'celsius',
  );
  const feature = (name: string) => {
    const column = found.features.find((each) => each.name === name);
    if (!column) throw new Error(`there is no ${name}`);
    return column;
  };

  it('tells rows apart by counting them, or by its name, and not by being different alone', () => {
    expect(identifierIn(feature('number'))?.what).toBe('counts the rows');
    expect(identifierIn(feature('customer_id'))?.what).toContain('is named as a number of the row');
    expect(['income', 'noise'].map((name) => identifierIn(feature(name)))).toEqual([undefined, undefined]);
  });

  it('is the label in another unit, or is not', () => {
    expect(giveawayIn(feature('fahrenheit'), found.label)).toBe('copy');
    expect(giveawayIn(feature('noise'), found.label)).toBeUndefined();
  });

  it.each<[string, (row: number) => string | number, ReturnType<typeof giveawayIn>]>([
    ['is the label in other words', (row) => ['lost', 'won'][row % 2] ?? '', 'copy'],
    ['has one answer to each of its words', (row) => ['a', 'b', 'c', 'd'][row % 4] ?? '', 'certain'],
    ['has a stretch for each class', (row) => (row % 2) * 1000 + scattered(row) / 100, 'certain'],
    ['has one answer to each by chance, since it is different everywhere', (row) => `w${String(row % 30)}`, undefined],
    ['tells nothing', (row) => ['a', 'b', 'c'][row % 3] ?? '', undefined],
    ['tells most', (row) => (row % 20 === 7 ? 'a' : (['a', 'b'][row % 2] ?? '')), undefined],
  ])('that %s', (_, values, expected) => {
    const { features, label } = draft(csvOf(ROWS, { paid: (row) => ['no', 'yes'][row % 2] ?? '', values }), 'paid');
    expect(features.map((each) => giveawayIn(each, label))).toEqual([expected]);
  });
});

describe('a label', () => {
  const labelled = (values: (row: number) => string | number) =>
    draft(csvOf(ROWS, { answer: values, noise: scattered }), 'answer').label;

  it.each<[string, (row: number) => string | number, string]>([
    ['numbers', scattered, 'regression'],
    ['many whole numbers', (row) => row % 11, 'regression'],
    ['few whole numbers', (row) => row % 5, 'multiclass'],
    ['two whole numbers', (row) => 1 + (row % 2), 'binary'],
    ['yes and no', (row) => ['yes', 'no'][row % 2] ?? '', 'binary'],
    ['two words', (row) => ['red', 'blue'][row % 2] ?? '', 'binary'],
    ['three words', (row) => ['red', 'blue', 'green'][row % 3] ?? '', 'multiclass'],
  ])('of %s asks for a task', (_, values, task) => {
    expect(taskOf(labelled(values))).toBe(task);
  });

  it('of whole numbers is amounts or classes, as somebody says', () => {
    const label = labelled((row) => row % 5);
    expect(labelFor(label, 'regression')).toBe(label);
    expect(labelFor(label, 'multiclass')).toMatchObject({ kind: 'level', clean: ['0', '1', '2', '3', '4'] });
    expect(labelFor(label, 'binary')).toMatchObject({
      what: 'has 5 different values, and binary predicts one of two classes',
    });
  });

  it('without numbers is no amount, and one with too many or too rare classes has none', () => {
    const words = labelled((row) => ['red', 'blue'][row % 2] ?? '');
    expect(labelFor(words, 'regression')).toMatchObject({
      what: expect.stringContaining('predicts a number') as string,
    });
    const rare = labelFor(
      labelled((row) => (row < 9 ? 'rare' : (['a', 'b'][row % 2] ?? ''))),
      'multiclass',
    );
    expect(rare).toMatchObject({ what: 'has classes in fewer than 10 rows: "rare" in 9' });
  });

  it.each([
    [5, ''],
    [6, ', …'],
  ])('tells five of %d classes that are too rare, and whether there are more', (count, rest) => {
    const rare = labelled((row) => (row < count ? `rare${String(row)}` : (['a', 'b'][row % 2] ?? '')));
    const listed = [0, 1, 2, 3, 4].map((row) => `"rare${String(row)}" in 1`).join(', ');
    expect(labelFor(rare, 'multiclass')).toMatchObject({
      what: `has classes in fewer than 10 rows: ${listed}${rest}`,
    });
  });

  it('that XGBoost cannot square is no amount', () => {
    const far = labelFor(
      labelled((row) => `${String(row)}.5e25`),
      'regression',
    );
    expect(far).toMatchObject({
      what: expect.stringMatching(/^has "0.5e25", too large a number for XGBoost, which squares/) as string,
      remedy: 'write it in a larger unit',
    });
  });

  it('has the rarer of two classes second, and several in the order of their names', () => {
    expect(classesOf(labelled((row) => (row % 3 === 0 ? 'a' : 'b')))).toEqual(['b', 'a']);
    expect(classesOf(labelled((row) => `w${String(3 - (row % 3)).padStart(2, '1')}`))).toEqual(['w11', 'w12', 'w13']);
  });
});

describe('rows', () => {
  const repeating = draft(
    csvOf(ROWS, {
      answer: (row) => (row < 20 ? row % 10 : row),
      size: (row) => row % 10,
      more: (row) => (row < 40 ? 'a' : 'b'),
    }),
    'answer',
  );

  it('that are there twice are counted, apart from those with another answer', () => {
    expect(repeatsIn(repeating)).toEqual({ equal: 10, contradicting: 30 });
  });

  it('are told of', () => {
    expect(notesOn(repeating).map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'info: 10 rows are there twice: equal rows are held out, or trained with, together',
      'warning: 30 rows differ from one before in answer alone, and no model tells them apart',
    ]);
  });
});

describe('of a table is told', () => {
  it.each<[string, Readonly<Record<string, (row: number) => string | number>>, RegExp]>([
    [
      'that rows have no answer',
      { answer: (row) => (row < 3 ? '' : scattered(row)) },
      /^3 rows without answer are left out$/,
    ],
    [
      'where values are missing',
      { x: (row) => (row < 2 ? 'NA' : row * row) },
      /^values are missing in x \(2 rows, written NA\)$/,
    ],
    ['what yes became', { x: (row) => ['Yes', 'No'][row % 2] ?? '' }, /^what means yes is written 1, .* in x \(Yes\)$/],
    [
      'what words became',
      { x: (row) => ['"a, b"', 'c'][row % 2] ?? '' },
      /^words are written .* in x \("a, b" is "a; b"\)$/,
    ],
    [
      'what may stand for missing',
      { x: (row) => (row < 2 ? -999 : row * row) },
      /^-999 in x may stand for a missing value/,
    ],
    [
      'that words differ in capitals',
      { x: (row) => ['Red', 'red', 'blue'][row % 3] ?? '' },
      /^words differ only in capitals in x/,
    ],
    [
      'that levels are many',
      { x: (row) => `w${String(row % 55)}`, y: scattered },
      /^there are many levels in x \(55\)/,
    ],
  ])('%s', (_, columns, message) => {
    const notes = notesOn(draft(csvOf(120, { answer: scattered, noise: scattered, ...columns }), 'answer'));
    expect(notes.map((each) => each.message)).toContainEqual(expect.stringMatching(message));
  });
});
