import { describe, expect, it } from 'vitest';
import { tidyNames } from '../../../src/lab/course/proposal/names.ts';
import { countsOf, lineOf, RawTableBuilder, rowsWhere } from '../../../src/lab/course/proposal/raw-table.ts';

function tableOf(...rows: readonly (readonly string[])[]) {
  const builder = new RawTableBuilder(['word', 'number']);
  for (const [at, row] of rows.entries()) builder.add(row, 2 + at * at);
  return { table: builder.table(), rows: builder.rows };
}

describe('a table as somebody wrote it', () => {
  const { table, rows } = tableOf(['red', '1'], [' blue ', '2'], ['red', ''], ['blue'], ['red', '2', 'more']);
  const [word, number] = table.columns;

  it('keeps each text once, without blanks at its ends, and what is not there as an empty one', () => {
    expect(rows).toBe(5);
    expect(word).toEqual({ name: 'word', texts: ['red', 'blue'], rows: Uint32Array.of(0, 1, 0, 1, 0) });
    expect(number).toEqual({ name: 'number', texts: ['1', '2', ''], rows: Uint32Array.of(0, 1, 2, 2, 1) });
    expect(table.columns).toHaveLength(2);
  });

  it('tells how many rows have a text, and the line of the first one', () => {
    expect(word && countsOf(word)).toEqual([3, 2]);
    expect(number && countsOf(number)).toEqual([1, 2, 2]);
    expect(number && [0, 1, 2].map((text) => lineOf(table, number, text))).toEqual([2, 3, 6]);
  });

  it('may lose rows, and with them the texts that no other row has', () => {
    const left = rowsWhere(table, (row) => row === 1 || row > 2);
    expect(left).toEqual({
      columns: [
        { name: 'word', texts: ['blue', 'red'], rows: Uint32Array.of(0, 0, 1) },
        { name: 'number', texts: ['2', ''], rows: Uint32Array.of(0, 1, 0) },
      ],
      lines: Uint32Array.of(3, 11, 18),
    });
  });
});

describe('names of columns', () => {
  it('that a course takes stay as they are, and nothing is told of them', () => {
    expect(tidyNames(['a', ' b ', 'Size (mm)'])).toEqual({ names: ['a', 'b', 'Size (mm)'], told: [] });
    // Two forms of one name look the same to people.
    expect(tidyNames(['e\u0301'])).toEqual({ names: ['\u00e9'], told: [] });
  });

  it('are written otherwise where a course could not have them, which is told', () => {
    const { names, told } = tidyNames(['', 'a,b', 'a;b', 'x', 'x', 'x', 'x_2']);
    expect(names).toEqual(['column_1', 'a;b', 'a;b_2', 'x', 'x_2', 'x_3', 'x_2_2']);
    expect(
      told.map((each) =>
        /^column (\d) (has no name|is called "[^"]*", (?:as|which)).* (\S+) here$/.exec(each)?.slice(1),
      ),
    ).toEqual([
      ['1', 'has no name', 'column_1'],
      ['2', 'is called "a,b", which', 'a;b'],
      ['3', 'is called "a;b", as', 'a;b_2'],
      ['5', 'is called "x", as', 'x_2'],
      ['6', 'is called "x", as', 'x_3'],
      ['7', 'is called "x_2", as', 'x_2_2'],
    ]);
  });

  it('are cut to 64 characters, with their number and without half of a letter', () => {
    const long = 'n'.repeat(70);
    expect(tidyNames([long, long]).names).toEqual(['n'.repeat(64), `${'n'.repeat(62)}_2`]);
    expect(tidyNames([`${'n'.repeat(63)}😀`]).names).toEqual(['n'.repeat(63)]);
    expect(tidyNames([`${'n'.repeat(63)} and more`]).names).toEqual(['n'.repeat(63)]);
  });

  it('are told of one by one where they are up to twelve, and counted beyond', () => {
    expect(tidyNames(Array.from({ length: 12 }, () => '')).told).toHaveLength(12);
    const { names, told } = tidyNames(Array.from({ length: 15 }, () => ''));
    expect(names).toHaveLength(15);
    expect(told).toHaveLength(13);
    expect(told.at(-1)).toMatch(/: 3$/);
    expect(told.at(-2)).toMatch(/^column 12 has no name/);
  });
});
