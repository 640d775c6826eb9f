import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../src/lab/course/proposal/draft.ts';
import { csvOf, tableOf } from './tables.ts';

const COLUMNS = {
  answer: (row: number) => (row % 3 === 1 ? 'NA' : row * 2.5),
  size: (row: number) => (row === 8 ? '6x' : row),
  name: (row: number) => `name${String(row)}`,
  colour: (row: number) => (row % 3 === 1 ? 'grey' : (['red', 'blue'][row % 2] ?? '')),
};

describe('a table that is understood', () => {
  const drawn = draftOf(tableOf(csvOf(90, COLUMNS)), 'answer');
  const draft = 'what' in drawn ? expect.fail(drawn.what) : drawn;

  it('leaves out rows that do not say what is to be predicted, and tells how many', () => {
    expect(draft.unanswered).toBe(30);
    expect(draft.label).toMatchObject({ name: 'answer', kind: 'number' });
    expect(draft.label.rows).toHaveLength(60);
    expect(draft.label.clean).not.toContain('');
  });

  it('learns from what is fit, by the rows that are left', () => {
    expect(draft.features.map(({ name, kind }) => [name, kind])).toEqual([['colour', 'level']]);
    expect(draft.features[0]?.texts).toEqual(['red', 'blue']);
  });

  it('tells what is unfit and why, with the line of what is to blame and what mends it', () => {
    const [size, name] = draft.unfit;
    expect(draft.unfit).toHaveLength(2);
    expect(size).toMatchObject({ name: 'size', what: 'has numbers, and "6x", which is none (line 10)' });
    expect(size?.remedy).toMatch(/^mend that, or leave it empty/);
    expect(name?.name).toBe('name');
    expect(name?.what).toMatch(/^differs in every row, .*: it is a name or a number of the row$/);
    expect(name?.remedy).toBeUndefined();
  });
});

describe('a label that nobody can predict', () => {
  it.each([
    ['size', /^has numbers, and "6x", which is none \(line 10\)$/],
    ['name', /^differs in every row/],
  ])('%s is told by name, with the reason', (label, what) => {
    expect(draftOf(tableOf(csvOf(90, COLUMNS)), label)).toMatchObject({
      name: label,
      what: expect.stringMatching(what) as string,
    });
  });
});
