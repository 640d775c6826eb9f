import { describe, expect, it } from 'vitest';
import { classesOf, isEither, labelFor, taskOf } from '../../../src/lab/course/proposal/classes.ts';
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

  it('tells rows apart by whatever name numbers of rows have', () => {
    const named = ['id', 'ids', 'key', 'index', 'no', 'nr', 'number', 'uuid', 'guid', 'row', 'rownames'];
    const others = ['unnamed: 0', 'customerid', 'orderID', 'column_1', 'order-no', 'a.key', 'the index'];
    const whole = { ...feature('income'), kind: 'whole' } as const;
    const counted = (names: readonly string[]) => names.filter((name) => identifierIn({ ...whole, name }));
    expect(counted([...named, ...named.map((name) => `x_${name}`), ...others])).toHaveLength(
      2 * named.length + others.length,
    );
    expect(counted(['income', 'keynote', 'nose', 'no_of_rooms', 'columns_1', 'column_12'])).toEqual([]);
  });

  it.each<[string, number, (row: number) => number, boolean]>([
    ['twenty rows, which chance may number', 20, (row) => row, false],
    ['more', 21, (row) => row, true],
    ['rows of which two have the same number', 21, (row) => Math.max(row, 1), false],
    ['rows between whose numbers one is missing', 21, (row) => (row === 20 ? 21 : row), false],
  ])('counts %s: %s', (_, rows, values, expected) => {
    const { features } = draft(csvOf(rows, { answer: scattered, size: values }), 'answer');
    expect(features.map((each) => identifierIn(each) !== undefined)).toEqual([expected]);
  });

  it('of anything but whole numbers tells no rows apart', () => {
    const { features } = draft(csvOf(ROWS, { answer: scattered, id: (row) => row + 0.25 }), 'answer');
    expect(features.map((each) => identifierIn(each))).toEqual([undefined]);
  });

  it('falls where the label rises, and is the label all the same, unless a value is missing', () => {
    const { features, label } = draft(
      csvOf(ROWS, {
        answer: (row) => row % 37,
        falling: (row) => 100 - 2 * (row % 37),
        gaps: (row) => (row % 37 === 0 ? '' : row % 37),
        nearly: (row) => (row % 37) + (row === 3 ? 0.5 : 0),
      }),
      'answer',
    );
    expect(features.map((each) => giveawayIn(each, label))).toEqual(['copy', undefined, undefined]);
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
    ['has one answer to each of a fifth as many words as rows', (row) => `w${String(row % 12)}`, 'certain'],
    ['has one answer to each of a few more words', (row) => `w${String(row % 14)}`, undefined],
    [
      'has a stretch for each class but for one number',
      (row) => (row === 8 ? 1500 : (row % 2) * 1000) + scattered(row) / 100,
      undefined,
    ],
    [
      'has a stretch for each class, and a gap',
      (row) => (row === 8 ? '' : (row % 2) * 1000 + scattered(row) / 100),
      undefined,
    ],
    ['has stretches in the order of texts alone', (row) => (row % 2 === 0 ? 9 + row / 100 : 10 + row / 100), 'certain'],
    [
      'has a stretch for each class, and a number of both',
      (row) => (row < 2 ? 500 : (row % 2) * 1000 + scattered(row) / 100),
      undefined,
    ],
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
    expect(rare).toMatchObject({
      name: 'answer',
      what: 'has classes in fewer than 10 rows: "rare" in 9',
      remedy: expect.stringMatching(/^write one class for all that are rare/) as string,
    });
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

  it.each<[string, (row: number) => string | number, Parameters<typeof labelFor>[1], string | undefined]>([
    ['fifty classes', (row) => `w${String(row % 50)}`, 'multiclass', undefined],
    [
      'fifty-one',
      (row) => `w${String(row % 51)}`,
      'multiclass',
      'has 51 different values, and multiclass predicts one of 3 to 50 classes',
    ],
    ['three', (row) => `w${String(row % 3)}`, 'multiclass', undefined],
    [
      'two, where there are to be three',
      (row) => `w${String(row % 2)}`,
      'multiclass',
      'has 2 different values, and multiclass predicts one of 3 to 50 classes',
    ],
    ['two numbers', (row) => [1.5, 2.5][row % 2] ?? 0, 'binary', undefined],
    [
      'three, where there are to be two',
      (row) => `w${String(row % 3)}`,
      'binary',
      'has 3 different values, and binary predicts one of two classes',
    ],
    [
      'words, where there is to be a number',
      (row) => `w${String(row % 3)}`,
      'regression',
      'has 3 different values, and regression predicts a number',
    ],
    ['ten rows of the rarest', (row) => (row < 10 ? 'rare' : ['a', 'b'][row % 2]) ?? '', 'multiclass', undefined],
  ])('with %s fits its task, or says how not', (_, values, task, what) => {
    const { label } = draft(csvOf(1020, { answer: values, noise: scattered }), 'answer');
    expect('what' in labelFor(label, task) ? labelFor(label, task) : undefined).toEqual(
      what && { name: 'answer', what, remedy: 'choose another task by --task, or another label' },
    );
  });

  it('of numbers has classes written alike, however its table writes them', () => {
    const label = labelled((row) => ['1', '2.0', '03.50'.slice(1)][row % 3] ?? '');
    expect(labelFor(label, 'multiclass')).toMatchObject({ kind: 'level', clean: ['1', '2', '3.5'] });
  });

  it.each<[string, (row: number) => string | number, boolean]>([
    ['ten whole numbers', (row) => row % 10, true],
    ['eleven', (row) => row % 11, false],
    ['two other numbers', (row) => 0.5 + (row % 2), false],
    ['words', (row) => `w${String(row % 3)}`, false],
  ])('of %s is amounts or classes: %s', (_, values, expected) => {
    expect(isEither(labelled(values))).toBe(expected);
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
    expect(classesOf(labelled((row) => (row % 3 === 0 ? 'b' : 'a')))).toEqual(['a', 'b']);
    expect(classesOf(labelled((row) => (row % 2 === 0 ? 'b' : 'a')))).toEqual(['a', 'b']);
    expect(classesOf(labelled((row) => ['a', 'b', 'b', 'c', 'c', 'c'][row % 6] ?? ''))).toEqual(['a', 'b', 'c']);
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

  it('are the same by what they say, wherever that stands', () => {
    const pairs = draft(
      csvOf(ROWS, {
        answer: (row) => row % 2,
        one: (row) => row % 3,
        other: (row) => ['a', 'b', 'c'][(row + (row % 2)) % 3] ?? '',
      }),
      'answer',
    );
    // Six rows differ, and each has one of two answers.
    expect(repeatsIn(pairs)).toEqual({ equal: ROWS - 6, contradicting: 0 });
    expect(repeatsIn({ ...pairs, features: pairs.features.slice(0, 1) })).toEqual({
      equal: ROWS - 6,
      contradicting: 3,
    });
  });

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
