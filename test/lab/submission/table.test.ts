import { describe, expect, it } from 'vitest';
import { parseTable, trainingCsv } from '../../../src/lab/submission/table.ts';
import { csvWith, HEADER } from './archives.ts';
import { PENGUINS } from '../../support/course.ts';

function problemsOf(csv: string): readonly string[] {
  const parsed = parseTable(csv, PENGUINS);
  return parsed.ok ? [] : parsed.problems;
}

describe('a training table', () => {
  it.each([
    ['with line ends of Windows', csvWith().replaceAll('\n', '\r\n')],
    ['with quotes', csvWith({ 1: HEADER.replace('male', '"male"'), 5: '"3003","39.1",18.7,183,1,0,0' })],
    ['with empty lines', `${csvWith()}\n\n\n`],
    ['with a byte order mark stripped and blanks', csvWith({ 2: ' 3000 , 39.1,18.7,180,1,0,0 ' })],
    ['with exponents', csvWith({ 2: '3e3,3.91E+1,187e-1,.18e3,1.,0,0' })],
  ])('%s reads the same', (_, csv) => {
    expect(parseTable(csv, PENGUINS)).toEqual(parseTable(csvWith(), PENGUINS));
  });

  it('may have its columns in any order', () => {
    const order = [
      'gentoo',
      'male',
      'body_mass_g',
      'chinstrap',
      'bill_depth_mm',
      'flipper_length_mm',
      'bill_length_mm',
    ];
    const csv = [order.join(','), ...Array.from({ length: 50 }, () => '0,1,3000,0,18.7,180,39.1')].join('\n');
    expect(parseTable(csv, PENGUINS)).toMatchObject({
      ok: true,
      table: { rows: { 49: [3000, 39.1, 18.7, 180, 1, 0, 0] } },
    });
  });

  it('goes to SageMaker without a header and with the label first', () => {
    expect(
      trainingCsv({
        rows: [
          [3000, 39.1, 18.7, 180, 1, 0, 0],
          [1e21, 0.1, -2, 3, 0, 0, 1],
        ],
      }),
    ).toBe('3000,39.1,18.7,180,1,0,0\n1e+21,0.1,-2,3,0,0,1\n');
  });

  it.each<[string, string, string[]]>([
    ['nothing', '', ['train.csv is empty; it needs a header line and 50 to 100,000 rows']],
    [
      'no header',
      csvWith().slice(HEADER.length + 1),
      [`train.csv begins with numbers; its first line must name the columns: ${HEADER}`],
    ],
    [
      'semicolons, as some spreadsheets save them',
      csvWith().replaceAll(',', ';'),
      ['train.csv separates its values by semicolons; separate them by commas'],
    ],
    [
      'a mistyped column',
      csvWith({ 1: HEADER.replace('flipper_length_mm', 'flipper_lenght_mm') }),
      [
        'train.csv has no column flipper_length_mm',
        'train.csv has the unknown column "flipper_lenght_mm"; did you mean flipper_length_mm?',
      ],
    ],
    ['a column twice', csvWith({ 1: `${HEADER},male` }), ['train.csv has the column male more than once']],
    ['a semicolon in a name', csvWith({ 1: `${HEADER},a;b` }), ['train.csv has the unknown column "a;b"; remove it']],
    ['a column too many', csvWith({ 1: `${HEADER},island` }), ['train.csv has the unknown column "island"; remove it']],
    ['text', csvWith({ 4: '3002,NaN,18.7,182,1,0,0' }), ['train.csv line 4, bill_length_mm: "NaN" is not a number']],
    [
      'a hexadecimal',
      csvWith({ 4: '3002,0x1F,18.7,182,1,0,0' }),
      ['train.csv line 4, bill_length_mm: "0x1F" is not a number'],
    ],
    ['a gap', csvWith({ 4: '3002,,18.7,182,1,0,0' }), ['train.csv line 4, bill_length_mm: the value is missing']],
    [
      'too much',
      csvWith({ 4: '3002,1e999,18.7,182,1,0,0' }),
      [
        'train.csv line 4, bill_length_mm: "1e999" is too large a number for XGBoost, which calculates in single precision',
      ],
    ],
    ['no mass', csvWith({ 4: '0,39.1,18.7,182,1,0,0' }), ['train.csv line 4, body_mass_g: 0 is not above 0']],
    ['half a yes', csvWith({ 4: '3002,39.1,18.7,182,0.5,0,0' }), ['train.csv line 4, male: 0.5 is neither 0 nor 1']],
    ['a short line', csvWith({ 4: '3002,39.1' }), ['train.csv line 4 has 2 values, and the header 7']],
    ['a short line of whole numbers', csvWith({ 4: '3002,39' }), ['train.csv line 4 has 2 values, and the header 7']],
    ['too few rows', csvWith({}, 49), ['train.csv has 49 rows; it needs 50 to 100,000 rows']],
    ['an open quote', csvWith({ 4: '"3002,39.1' }), ['train.csv line 4: a quote is opened and never closed']],
    [
      'text after a quote',
      csvWith({ 4: '"3002"1,39.1' }),
      ['train.csv line 4: there is text after a closing quote; remove it'],
    ],
    [
      'a number beyond single precision',
      csvWith({ 4: '3002,3.5e38,18.7,182,1,0,0' }),
      [
        'train.csv line 4, bill_length_mm: "3.5e38" is too large a number for XGBoost, which calculates in single precision',
      ],
    ],
    [
      'a label whose square is',
      csvWith({ 4: '2e19,39.1,18.7,182,1,0,0' }),
      ['train.csv line 4, body_mass_g: "2e19" is too large a number for XGBoost, which calculates in single precision'],
    ],
    [
      'line ends of old Macs',
      csvWith().replaceAll('\n', '\r'),
      ['train.csv ends its lines with carriage returns alone; save it with line ends of Windows or Unix'],
    ],
    ['tabs', csvWith().replaceAll(',', '\t'), ['train.csv separates its values by tabs; separate them by commas']],
    [
      'vertical bars',
      csvWith().replaceAll(',', '|'),
      ['train.csv separates its values by vertical bars; separate them by commas'],
    ],
    [
      'semicolons and quotes',
      csvWith({ 1: HEADER.replaceAll(',', '";"') }).replaceAll(',', ';'),
      ['train.csv separates its values by semicolons; separate them by commas'],
    ],
    [
      'semicolons and commas within numbers',
      csvWith().replaceAll(',', ';').replaceAll('.', ','),
      [
        'train.csv separates its values by semicolons; separate them by commas, and write numbers with a point instead of a comma',
      ],
    ],
    [
      'the line that Excel reads',
      `sep=;\r\n${csvWith()}`,
      ['train.csv begins with the line sep=;, which only Excel reads; remove that line'],
    ],
    [
      'a value too many, among numbers with points',
      csvWith({ 4: '3002,39.1,18.7,182,1,0,0,0' }),
      ['train.csv line 4 has 8 values, and the header 7'],
    ],
    [
      'numbers that commas split',
      csvWith({ 4: '3002,39,1,18,7,182,1,0,0' }),
      ['train.csv line 4 has 9 values, and the header 7; write numbers with a point instead of a comma'],
    ],
    [
      'a comma within a number',
      csvWith({ 4: '3002,"39,1",18.7,182,1,0,0' }),
      ['train.csv line 4, bill_length_mm: "39,1" is not a number; write it with a point'],
    ],
    [
      'a space behind a quote',
      csvWith({ 4: '"3002" ,39.1,18.7,182,1,0,0' }),
      ['train.csv line 4: there is a space after a closing quote; remove it'],
    ],
    [
      'a space before a quote',
      csvWith({ 4: '3002, "39.1",18.7,182,1,0,0' }),
      ['train.csv line 4: there is a space before an opening quote; remove it'],
    ],
    ['empty lines only', `${HEADER}\n${'\n'.repeat(1_000_000)}`, ['train.csv has more than 1,000,000 lines']],
    [
      'quotes only',
      `${HEADER}\n${'"'.repeat(1_000_000)}`,
      ['train.csv line 2: a quote is closed only 10001 characters later'],
    ],
    ['commas only', ','.repeat(1000), ['train.csv line 1 has more than 500 values']],
  ])('with %s is refused', (_, csv, problems) => {
    expect(problemsOf(csv)).toEqual(problems);
  });

  it('tells the first twenty problems', () => {
    const wrong = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [at + 2, 'x,39.1,18.7,182,1,0,0']));
    const problems = problemsOf(csvWith(wrong));
    expect(problems).toHaveLength(21);
    expect(problems[19]).toBe('train.csv line 21, body_mass_g: "x" is not a number');
    expect(problems[20]).toBe('only the first 20 problems are listed');
  });

  it('with too many rows is refused without reading on', () => {
    expect(problemsOf(csvWith({}, 100_001))).toEqual(['train.csv has more than 100,000 rows; submit fewer']);
  });
});
