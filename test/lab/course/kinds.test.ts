import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/lab/course/proposal/kinds.ts';
import { markOfTable } from '../../../src/lab/course/proposal/numbers.ts';
import { tableOf } from './tables.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Columns beside each other, their values written in quotes. */
function kindsOf(...columns: readonly (readonly string[])[]) {
  const rows = Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    [`${String(row)}.5`, ...columns.map((column) => column[row] ?? '')].map(quoted).join(','),
  );
  const { columns: read } = tableOf([['first', ...columns.keys()].join(','), ...rows].join('\n'));
  const mark = markOfTable(read.slice(1));
  return read.slice(1).map((column) => ({ texts: column.texts, ...kindOf(column, mark) }));
}

/** What the first of the columns becomes, row by row. */
function cleanOf(...columns: readonly (readonly string[])[]) {
  const [found] = kindsOf(...columns);
  if (found?.kind === 'unfit' || !found) return found?.what;
  return [found.kind, ...(columns[0] ?? []).map((text) => found.clean[found.texts.indexOf(text.trim())])];
}

const names = Array.from({ length: 40 }, (_, at) => `name${String(at)}`);
const sentences = names.map((name) => `${name} wrote that it was about as good as one may expect of it`);
const twice = [...names, ...names];
const lengthy = (length: number) => ['a', 'b', 'a', 'b'].map((letter) => letter.repeat(length));
const many = (text: string, count: number) => Array.from({ length: count }, () => text);

describe('a column', () => {
  it.each<[string, readonly string[], readonly (string | undefined)[]]>([
    ['of whole numbers', ['3', '-4', '5.0'], ['whole', '3', '-4', '5.0']],
    ['of numbers', ['3', '.5', '1e-3'], ['number', '3', '.5', '1e-3']],
    [
      'with values that are missing',
      ['3', 'NA', '?', ' ', 'None', '\\N', '4'],
      ['whole', '3', '', '', '', '', '', '4'],
    ],
    ['of thousands', ['1,234,567', '12.5'], ['number', '1234567', '12.5']],
    ['of decimal commas', ['3,14', '2,5', '7'], ['number', '3.14', '2.5', '7']],
    ['of decimal commas and thousands', ['1.234,5', '2,25'], ['number', '1234.5', '2.25']],
    ['of yes and no', ['Yes', 'no', 'YES', ''], ['flag', '1', '0', '1', '']],
    ['of true and false', ['true', 'false', 'NA'], ['flag', '1', '0', '']],
    ['of 0 and 1 as programs write them beside missing values', ['0.0', '1.0', 'nan'], ['flag', '0', '1', '']],
    ['of words', ['red', 'blue', 'red', '-'], ['level', 'red', 'blue', 'red', '']],
    ['of words with commas and quotes', ['a, b', 'say "c"'], ['level', 'a; b', "say 'c'"]],
    ['of words, one of which is None', ['None', 'Minor'], ['level', 'None', 'Minor']],
    ['of codes that begin with zeros', ['01', '02', '01'], ['level', '01', '02', '01']],
    ['of words as long as they may be', ['red', 'blue', 'x'.repeat(80)], ['level', 'red', 'blue', 'x'.repeat(80)]],
    ['of codes, one of which has no zero in front', ['01', '12', '12', '7'], ['level', '01', '12', '12', '7']],
    ['of a zero and decimals', ['0', '0.5', '00.5'.slice(1)], ['number', '0', '0.5', '0.5']],
    [
      'of days that are no dates for the most part',
      ['2024-01-31', 'red', 'red', 'blue'],
      ['level', '2024-01-31', 'red', 'red', 'blue'],
    ],
    ['of words with a sign now and then', ['$5', 'red', 'blue', 'red'], ['level', '$5', 'red', 'blue', 'red']],
    ['of numbers among words', ['1', '2', '3', 'red', 'blue'], ['level', '1', '2', '3', 'red', 'blue']],
    ['of grades with a sign that is no unit', ['A1', 'B2', 'A1', 'C3'], ['level', 'A1', 'B2', 'A1', 'C3']],
    ['of the largest number that XGBoost takes', ['1', '3.4e38'], ['whole', '1', '3.4e38']],
    ['of words, missing among them', ['red', 'None', '', 'blue'], ['level', 'red', 'None', '', 'blue']],
    ['of zeros in front of decimals', ['00.5', '1.5', '2.5'], ['number', '00.5', '1.5', '2.5']],
    ['of signs among words', ['about $5', '$6 each', 'about $7'], ['level', 'about $5', '$6 each', 'about $7']],
    ['of years', ['1999', '2001'], ['whole', '1999', '2001']],
    ['of words of forty letters each', lengthy(40), ['level', ...lengthy(40)]],
    ['of as many words as are few', names.slice(0, 20), ['level', ...names.slice(0, 20)]],
    ['of many words, each of which comes twice', twice, ['level', ...twice]],
  ])('%s', (_, column, expected) => {
    expect(cleanOf(column)).toEqual(expected);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['holds nothing', ['', 'NA'], /^has no value$/],
    ['is always the same', ['7', '7', ''], /^is "7" in every row that has a value$/],
    [
      'is the same word but for what separates values',
      ['a,b', 'a;b'],
      /^is "a;b" in every row that has a value, but for/,
    ],
    ['is the same word in two forms of Unicode', ['e\u0301', '\u00e9'], /^is "é" in every row/],
    ['has nothing to see', ['\u0001', '\u0002'], /^has only values of characters that cannot be seen$/],
    ['is one number in single precision', ['9007199254740993', '9007199254740996'], /^is about 9007199254740993 in/],
    ['is one of numbers next to nothing', ['1e-170', '3e-170', '-2e-300'], /^is about 1e-170 in every row/],
    ['is always the same number', ['7', '7.0'], /^is 7 in every row/],
    ['is the same number wherever it has one', ['7', '7.0', ''], /^is 7 in every row that has a value$/],
    ['is a date', ['2024-01-31', '2024-02-01', ''], /^is a date or a time, such as "2024-01-31"$/],
    ['is a date in words', ['Jan 1 2000', '12 March 2001'], /^is a date or a time/],
    ['is a date as Americans write it', ['1/31/2024', '12/1/2024 3:15 PM'], /^is a date or a time/],
    ['is a time', ['12:30', '1:15 pm'], /^is a date or a time/],
    ['has numbers and a slip', ['1', '2', '3', '4', '5', '6x'], /^has numbers, and "6x", which is none$/],
    ['has numbers with a sign', ['$1,234', '$5'], /^has numbers with a sign, such as "\$1,234"$/],
    ['has percent', ['12 %', '5 %'], /^has numbers with a sign/],
    ['could be thousands or decimals', ['1,234', '2,345'], /^has numbers such as "1,234", whose comma may separate/],
    ['has four numbers and a slip', ['1', '2', '3', '4', '5x'], /^has numbers, and "5x", which is none$/],
    [
      'has four dates and a slip',
      ['2024-01-31', '2024-02-01', '2024-02-02', '2024-02-03', 'x'],
      /^is a date or a time/,
    ],
    ['has four prices and a slip', ['$1', '$2', '$3', '$4.50', 'x'], /^has numbers with a sign, such as "\$1"/],
    [
      'has a slip beside a missing number',
      ['1', '2', '3', '4', '5', '6', '7', '8', 'unknown', '6x'],
      /^has numbers, and "6x"/,
    ],
    ['has euros', ['1,50 €', '-2 €'], /^has numbers with a sign, such as "1,50 €"/],
    ['has degrees', ['20 °C', '21.5 °C'], /^has numbers with a sign/],
    ['has pounds', ['£5', '£+6'], /^has numbers with a sign/],
    ['has yen', ['¥500', '¥ 600'], /^has numbers with a sign/],
    ['has a slip among hundreds', ['100', '200', '300', '400', '5x'], /^has numbers, and "5x"/],
    ['has a slip beside zeros in front', ['00.5', '1', '2', '3', '4x'], /^has numbers, and "4x"/],
    ['has too large a number first', ['1e39', '1'], /^has "1e39", too large/],
    [
      'is one number in single precision, or missing',
      ['', '9007199254740993', '9007199254740996'],
      /^is about 9007199254740993 /,
    ],
    ['could be thousands or decimals, now and then', ['7', '1,234'], /^has numbers such as "1,234", whose comma/],
    ['names the rows, one of them at length', [...names, 'x'.repeat(41)], /^is free text/],
    ['has too large a number', ['1', '1e39'], /^has "1e39", too large a number for XGBoost$/],
    ['names a few rows more than few', names.slice(0, 21), /^differs in every row, such as "name0"/],
    ['names the rows, some of which have no name', [...names.slice(0, 21), '', ''], /^differs in every row/],
    ['names the rows, by more letters than a name has', names.map((name) => name.padEnd(41, 'x')), /^is free text/],
    [
      'names the rows, by as many letters as a name may have',
      names.map((name) => name.padEnd(40, 'x')),
      /^differs in every/,
    ],
    ['names the rows', names, /^differs in every row, such as "name0"/],
    ['is free text', sentences, /^is free text, such as "name0 wrote/],
    ['has a text among its words', ['red', 'blue', 'x'.repeat(81)], /^is free text/],
    ['has words of forty-one letters each', lengthy(41), /^is free text/],
    ['has more words than come twice', [...twice, 'one more'], /^is free text/],
    ['has too many levels', [...Array(1001).keys()].flatMap((at) => many(`w${String(at)}`, 3)), /^has 1,001 different/],
  ])('that %s is unfit', (_, column, what) => {
    expect(cleanOf(column)).toMatch(what);
  });

  it('that is unfit says what mends it, and where it is to be mended', () => {
    const [slip, large, missing, date] = kindsOf(
      ['1', '2', '3', '4', '5', '6x'],
      ['1', '1e39', '2', '3', '4', '5'],
      ['', '', '', '', '', ''],
      ['2024-01-31', '2024-02-01', '', '', '', ''],
    );
    expect(slip).toMatchObject({ kind: 'unfit', text: 5, remedy: expect.stringMatching(/^mend that/) as string });
    expect(large).toMatchObject({ kind: 'unfit', text: 1, remedy: 'mend it' });
    expect(missing).toEqual({ texts: [''], kind: 'unfit', what: 'has no value' });
    expect(date).toMatchObject({ remedy: expect.stringMatching(/^write what matters of it/) as string });
    expect(date).not.toHaveProperty('text');
  });

  it('has as many levels as a course takes', () => {
    const texts = [...Array(1000).keys()].flatMap((at) => many(`w${String(at)}`, 3));
    expect(kindsOf(texts)).toMatchObject([{ kind: 'level' }]);
  });

  it('of flags says which word means yes, and of numbers and words none', () => {
    const found = kindsOf(['Yes', 'no'], ['0', '1.0'], ['7', '8'], ['red', 'blue']);
    expect(found.map((each) => 'yes' in each && each.yes)).toEqual(['yes', '1', false, false]);
  });

  it('may have more words than a call takes arguments', () => {
    const texts = Array.from({ length: 200_000 }, (_, at) => `row ${String(at)}`);
    const column = { name: 'words', texts, rows: Uint32Array.from(texts.keys()) };
    expect(kindOf(column, undefined)).toMatchObject({
      kind: 'unfit',
      what: expect.stringMatching(/^differs in every row/) as string,
    });
  });

  it('is read by the decimal mark of the columns beside it', () => {
    expect(cleanOf(['1,234', '2,345'], ['0,5', '0,75'])).toEqual(['number', '1.234', '2.345']);
    expect(cleanOf(['1,234', '2,345'], ['0.5', '0.75'])).toEqual(['whole', '1234', '2345']);
    expect(cleanOf(['1.234', '2.345'], ['0,5', '0,75'])).toEqual(['whole', '1234', '2345']);
    expect(cleanOf(['1,234', '12.5'], ['0,5', '0,75'])).toEqual(['number', '1234', '12.5']);
    expect(cleanOf(['1.234', '2.345'], ['red', 'blue'])).toEqual(['number', '1.234', '2.345']);
  });
});
