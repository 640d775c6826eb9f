import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/assets/content.ts';
import { courseAssets } from '../../src/assets/course.ts';
import { split } from '../../src/assets/split.ts';
import { MULTICLASS } from '../support/class-courses.ts';
import { PENGUINS, PENGUINS_FOLDER } from '../support/course.ts';

const SHARE = { fraction: 0.25 };
const LEVELS = ['setosa', 'versicolor', 'virginica'];

/** Few sizes, so that many rows are equal. */
const tables = fc.array(fc.tuple(fc.constantFrom(...LEVELS), fc.integer({ min: 0, max: 40 })), { maxLength: 200 });

const csv = (rows: readonly (readonly [string, number])[]) =>
  ['species,size', ...rows.map((row) => row.join(',')), ''].join('\n');
const rowsOf = (part: string) => part.trim().split('\n').slice(1);
const ofClass = (rows: readonly string[], level: string) => rows.filter((row) => row.startsWith(`${level},`));

describe('the split of a table', () => {
  it('of the penguins is by what each row holds, and stays for ever', async () => {
    const { folder } = PENGUINS_FOLDER;
    const { holdOut, training } = await courseAssets({ course: PENGUINS, folder, label: 'penguins' });
    expect(holdOut.key).toBe('data/c2349ef5bd9de4412fe3dd0ffc8aaa584d088039c07e61047aea533f0d30c19e/holdout.csv');
    expect(sha256(training)).toBe('5577034ce682f9d5710449b7ad73f814b1dba22fdfad8978f9c8d70a690e66b3');
  });

  it('loses no row, and has equal rows in one part', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const parts = split(csv(rows), MULTICLASS, SHARE);
        const [training, holdOut] = [rowsOf(parts.training), rowsOf(parts.holdOut)];
        expect([...training, ...holdOut].sort()).toEqual(rows.map((row) => row.join(',')).sort());
        expect(training.filter((row) => holdOut.includes(row))).toEqual([]);
      }),
    );
  });

  it('holds out the same share of every class, also of a rare one', () => {
    const rows = LEVELS.flatMap((level, at) =>
      Array.from({ length: [400, 40, 8][at] ?? 0 }, (_, size) => [level, size] as const),
    );
    const holdOut = rowsOf(split(csv(rows), MULTICLASS, SHARE).holdOut);
    expect(LEVELS.map((level) => ofClass(holdOut, level).length)).toEqual([100, 10, 2]);
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const held = (all: typeof rows) => rowsOf(split(csv(all), MULTICLASS, SHARE).holdOut).sort();
        expect(held([...rows].reverse())).toEqual(held(rows));
      }),
    );
  });

  it('by another seed holds out other rows', () => {
    const rows = csv(Array.from({ length: 200 }, (_, size) => ['setosa', size] as const));
    const heldOut = (seed?: string) => split(rows, MULTICLASS, { ...SHARE, seed }).holdOut;
    expect(heldOut('spring')).not.toBe(heldOut());
  });
});
