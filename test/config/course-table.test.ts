import { describe, expect, it } from 'vitest';
import { readCourseTable } from '../../src/config/course-table.ts';

const read = (text: string) => readCourseTable(Buffer.from(text), 'mine.csv');

/** The values of a table, row by row below the names. */
function valuesOf(text: string): string[][] {
  const { table } = read(text);
  const rows = Array.from(table.lines, (_, row) =>
    table.columns.map(({ texts, rows: at }) => texts[at[row] ?? 0] ?? ''),
  );
  return [table.columns.map(({ name }) => name), ...rows];
}

const PLAIN = [
  ['a', 'b'],
  ['1', 'x'],
  ['2', 'y'],
];

describe('a table', () => {
  it.each<[string, string]>([
    ['with commas', 'a,b\n1,x\n2,y\n'],
    ['with semicolons', 'a;b\n1;x\n2;y'],
    ['with tabs and line ends of Windows', 'a\tb\r\n1\tx\r\n2\ty\r\n'],
    ['with a mark of UTF-8, empty lines and blanks', '\ufeffa, b\n\n1 ,x\n,\n2, y\n'],
    ['with quotes', '"a","b"\n"1","x"\n2,"y"\n'],
    ['with line ends of old Macs', 'a,b\r1,x\r2,y\r'],
  ])('%s is read', (_, text) => {
    expect(valuesOf(text)).toEqual(PLAIN);
  });

  it('keeps what quotes hold, and tells what separates its values', () => {
    expect(valuesOf('"a,b";c\n"x;y";"say ""z"""\n1;2\n')[1]).toEqual(['x;y', 'say "z"']);
    expect(read('a;b\n1;2\n').told).toEqual(['mine.csv separates its values by semicolons']);
  });

  it('gets names that a course can have, and tells which', () => {
    const { table, told } = read('größe,größe,,"a, b"\n1,2,3,4\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['größe', 'größe_2', 'column_3', 'a; b']);
    expect(told).toEqual([
      'column 2 is called "größe", as is one before it; it is called größe_2 here',
      'column 3 has no name; it is called column_3 here',
      'column 4 is called "a, b", which no column of a course can be; it is called a; b here',
    ]);
  });

  it('gets names of whole characters, and each once, however many are alike', () => {
    const emoji = `${'a'.repeat(63)}😀`;
    const { table, told } = read(`${Array.from({ length: 2000 }, () => emoji).join()}\n${'1,'.repeat(1999)}2\n`);
    const names = table.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(2000);
    expect(names.slice(0, 2)).toEqual(['a'.repeat(63), `${'a'.repeat(62)}_2`]);
    expect(names.filter((name) => !name.isWellFormed() || name.length > 64)).toEqual([]);
    expect(told).toHaveLength(13);
    expect(told.at(-1)).toBe('columns that are called otherwise besides: 1988');
    expect(read('a,a,a_2\n1,2,3\n').table.columns.map(({ name }) => name)).toEqual(['a', 'a_2', 'a_2_2']);
    expect(read(`${'a'.repeat(61)}😀b,${'a'.repeat(61)}😀b\n1,2\n`).table.columns[1]?.name).toBe(`${'a'.repeat(61)}_2`);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['is empty', ' \n', 'mine.csv is empty'],
    ['has no rows', 'a,b\n', 'mine.csv has no rows'],
    ['has one column', 'a\n1\n', 'mine.csv has one column'],
    ['has no header', '1,2\n3,4\n', 'mine.csv begins with numbers'],
    ['is JSON', '[{"a":1}]', 'mine.csv is JSON'],
    ['is a workbook', 'PK\u0003\u0004 xl/', 'mine.csv is an Excel workbook (.xlsx)'],
    ['is for Excel alone', 'sep=;\na;b\n1;2\n', 'mine.csv begins with sep=;, which only Excel reads'],
    ['is UTF-16', Buffer.from('a,b\n1,2\n', 'utf16le'), 'mine.csv is UTF-16 text'],
    ['is Latin-1', Buffer.from('größe,b\n1,2\n', 'latin1'), 'mine.csv is not UTF-8 text'],
    ['has a row that is too long', 'a,b\n1,2\n1,2,3\n', 'mine.csv:3 has 3 values, and the header 2 names'],
    ['has an open quote', 'a,b\n1,"2\n3,4\n', 'a quote is where none can be, or is never closed'],
    [
      'has an endless value',
      `a,b\n1,${'x'.repeat(1_000_001)}\n`,
      'mine.csv:2: a row has more than 1,000,000 characters',
    ],
    ['has too many columns', `${'a,'.repeat(2000)}b\n`, 'mine.csv has 2,001 columns; at most 2,000 are read'],
  ])('that %s is refused', (_, text, message) => {
    const refused = () => readCourseTable(Buffer.from(text), 'mine.csv');
    expect(refused).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringContaining(message) as string }),
    );
  });
});
