import { describe, expect, it } from 'vitest';
import { isDate } from '../../../src/lab/course/proposal/dates.ts';
import { isMissing, isMissingNumber } from '../../../src/lab/course/proposal/missing.ts';
import { areAmbiguous, markOfTable, marksOf, numberText } from '../../../src/lab/course/proposal/numbers.ts';
import { meansYes, plainWord, yesAmong } from '../../../src/lab/course/proposal/words.ts';

describe('a text', () => {
  it.each(['', 'NA', 'n/a', '#N/A', 'NaN', 'NULL', '?', String.raw`\N`, '.', '..', '-', '--'])(
    'that is %j is missing anywhere',
    (text) => {
      expect([isMissing(text), isMissingNumber(text)]).toEqual([true, true]);
    },
  );

  it.each(['None', 'nil', 'Missing', 'unknown', 'Not available', '#DIV/0!', '#VALUE!', '<NA>'])(
    'that is %j is missing among numbers alone',
    (text) => {
      expect([isMissing(text), isMissingNumber(text)]).toEqual([false, true]);
    },
  );

  it.each(['0', 'no', 'nan nan', ' ', '---'])('that is %j is there', (text) => {
    expect([isMissing(text), isMissingNumber(text)]).toEqual([false, false]);
  });

  it.each([
    ...['2024-01-31', '2024/1/3', '2024.01', '2024-01-31T10:15:00Z', '2024-01-31 10:15', '2024-01-31  1:15 pm'],
    ...['31.1.2024', '1/31/24', '31-01-2024 10:15:30.5', '31.1.2024T10:15:30,25', '1/31/2024 3:15 p.m.'],
    ...['31 Jan 2024', '31-JAN-24', '31 January 2024', 'Wed, 31 Jan 2024 10:15:00 GMT', '1 Sept., 2024'],
    ...['Jan 31, 2024', 'January 31 24', 'Wed Jan 31 2024', 'Jan. 31, 2024 10:15', 'Wednesday, May 1 2024'],
    ...['Jan 2024', 'dec-99', '10:15', '1:15:30 PM', '23:59:59.999', '7:05am'],
    ...['feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'oct', 'nov'].map((month) => `2 ${month} 2024`),
  ])('that is %j is a date or a time', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    ...['2024', '2024-01-31x', 'x2024-01-31', '1/2', '31.1.202', '12-34', '1.2.3.4', 'room 10:15', '10:15 today'],
    ...[
      '31 Foo 2024',
      'Foo 31 2024',
      'Jan',
      'January',
      'May the 4th',
      '10:1',
      '110:15',
      `2024-01-31 10:15 ${'x'.repeat(30)}`,
    ],
  ])('that is %j is none', (text) => {
    expect(isDate(text)).toBe(false);
  });

  it('of forty letters may be a date, and no longer one', () => {
    const date = '2024-01-31 10:15:00 ';
    expect([40, 41].map((length) => isDate(date.padEnd(length, 'x')))).toEqual([true, false]);
  });
});

describe('a number', () => {
  it.each([
    ['12', '12', '12'],
    ['-1.5', '-1.5', undefined],
    ['1,5', undefined, '1.5'],
    ['1,234', '1234', '1.234'],
    ['1.234', '1.234', '1234'],
    ['+1,234.5', '+1234.5', undefined],
    ['+1.234,5', undefined, '+1234.5'],
    ['1,234,567', '1234567', undefined],
    ['1.234.567', undefined, '1234567'],
    ['-12.345.678,25', undefined, '-12345678.25'],
    ['1234,567.8', undefined, undefined],
    ['12,34', undefined, '12.34'],
    ['1,2345', undefined, '1.2345'],
    ['1.2345', '1.2345', undefined],
    ['1,23,456', undefined, undefined],
    ['x1,234', undefined, undefined],
    ['1,234x', undefined, undefined],
    ['x1.234', undefined, undefined],
    ['1.234x', undefined, undefined],
    ['1e-3', '1e-3', '1e-3'],
    ['1,5e-3', undefined, '1.5e-3'],
    ['six', undefined, undefined],
  ])('%s is %s by a decimal point, and %s by a comma', (text, byPoint, byComma) => {
    expect([numberText(text, 'point'), numberText(text, 'comma')]).toEqual([byPoint, byComma]);
    expect(areAmbiguous([text])).toBe(byPoint !== undefined && byComma !== undefined && byPoint !== byComma);
  });

  it('leaves a column in doubt where one of its texts does', () => {
    expect([['1,234', '7', 'NA'], ['7'], []].map(areAmbiguous)).toEqual([true, false, false]);
  });

  it.each([
    [['1.5', '2'], ['point']],
    [['1,5', 'NA', ''], ['comma']],
    [
      ['1', 'unknown'],
      ['point', 'comma'],
    ],
    [['1.5', '1,5'], []],
    [['', 'NA'], []],
  ])('in a column of %j has the marks %j', (texts, marks) => {
    expect(marksOf(texts)).toEqual(marks);
  });

  it.each([
    ['those that leave no doubt', [['1.5'], ['1,234'], ['red']], 'point'],
    ['those that leave no doubt, with commas', [['1,5'], ['1.234']], 'comma'],
    ['nothing, where they differ', [['1.5'], ['1,5']], undefined],
    ['nothing, where all are in doubt', [['1,234'], ['7']], undefined],
  ])('in a table is read by %s', (_, columns, mark) => {
    expect(markOfTable(columns.map((texts) => ({ texts })))).toBe(mark);
  });
});

describe('words', () => {
  it.each([
    [['Yes', 'no', 'NO'], 'yes'],
    [['TRUE', 'False'], 'true'],
    [['y', 'N'], 'y'],
    [['T', 'F'], 't'],
    [['1', '0'], '1'],
    [['1.0', '0.', '0'], '1'],
    [['1.00', '0.00', '1'], '1'],
    [['yes', 'false'], undefined],
    [['yes'], undefined],
    [['no'], undefined],
    [['yes', 'no', 'maybe'], undefined],
    [['1.5', '0'], undefined],
    [['21.0', '0'], undefined],
  ])('%j mean yes or no, by the word %s', (texts, yes) => {
    expect(yesAmong(texts)).toBe(yes);
  });

  it('mean yes in any capitals, and as programs write 1', () => {
    expect(['YES', 'Yes', 'no', ''].map((text) => meansYes(text, 'yes'))).toEqual([true, true, false, false]);
    expect(['1', '1.', '1.000', '0.0', '11.0'].map((text) => meansYes(text, '1'))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['a,b,c', 'a;b;c'],
    ['say "a" or "b"', "say 'a' or 'b'"],
    [' two\n\n lines\tand  more ', 'two lines and more'],
    ['\u0000a\u0007', 'a'],
    ['e\u0301', '\u00e9'],
  ])('%j are written %j', (text, plain) => {
    expect(plainWord(text)).toBe(plain);
  });
});
