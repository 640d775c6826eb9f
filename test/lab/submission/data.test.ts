import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/assets/content.ts';
import { split } from '../../../src/assets/split.ts';
import { parseTable } from '../../../src/lab/submission/table.ts';
import { BUILT_IN } from '../../support/course-lab.ts';
import { PENGUINS } from '../../support/course.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const SCRIPT = '../../../scripts/derive-courses.js';
const { derived } = (await import(SCRIPT)) as { derived: (course: string, from: typeof read) => string };

const DATA = read('courses/penguins/data.csv');
const { training, holdOut } = split(DATA, PENGUINS);
const rows = (table: string) => table.trim().split('\n').slice(1);

describe("the lab's data", () => {
  it.each(BUILT_IN)('of the course %s are what the script makes of others’ measures', (course) => {
    expect(read(`courses/${course}/data.csv`)).toBe(derived(course, read));
  });

  it('are split as ever: who compares models of two years compares them by the same birds', () => {
    expect(sha256(Buffer.from(training))).toBe('5577034ce682f9d5710449b7ad73f814b1dba22fdfad8978f9c8d70a690e66b3');
    expect(sha256(Buffer.from(holdOut))).toBe('c2349ef5bd9de4412fe3dd0ffc8aaa584d088039c07e61047aea533f0d30c19e');
  });

  it.each([
    ['training', training],
    ['held out', holdOut],
  ])('%s are a sound table', (_, part) => {
    expect(parseTable(part, PENGUINS)).toMatchObject({ ok: true });
  });

  it('have no bird on both sides, and each on one', () => {
    const trained = new Set(rows(training));
    expect(rows(holdOut).filter((row) => trained.has(row))).toEqual([]);
    expect([...rows(holdOut), ...rows(training)].sort()).toEqual(rows(DATA).sort());
    expect(rows(holdOut).length / rows(DATA).length).toBeCloseTo(0.25, 1);
  });

  it('are split otherwise with a seed, and in another share', () => {
    const seeded = { ...PENGUINS, holdOut: { fraction: 0.1, seed: 'spring' } };
    const other = split(DATA, seeded);
    expect(rows(other.holdOut).length / rows(DATA).length).toBeCloseTo(0.1, 1);
    expect(rows(holdOut)).not.toEqual(expect.arrayContaining(rows(other.holdOut)));
  });
});
