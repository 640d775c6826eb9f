import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../src/lab/submission/table.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const SCRIPT = '../../../scripts/split-data.js';
const { split } = (await import(SCRIPT)) as { split: (csv: string) => { train: string; holdout: string } };

describe("the lab's data", () => {
  it('is what the script makes of the penguins', () => {
    const { train, holdout } = split(read('data/penguins.csv'));
    expect(read('templates/data/train.csv')).toBe(train);
    expect(read('templates/data/holdout.csv')).toBe(holdout);
  });

  it.each(['train', 'holdout'])('%s.csv is a sound table', (part) => {
    expect(parseTable(read(`templates/data/${part}.csv`))).toMatchObject({ ok: true });
  });

  it('has no bird on both sides', () => {
    const rows = (part: string) => read(`templates/data/${part}.csv`).trim().split('\n').slice(1);
    const trained = new Set(rows('train'));
    expect(rows('holdout').filter((row) => trained.has(row))).toEqual([]);
    expect(rows('holdout').length / (rows('holdout').length + trained.size)).toBeCloseTo(0.25, 1);
  });
});
