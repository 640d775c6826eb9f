import { describe, expect, it } from 'vitest';
import { courseName } from '../../src/actions/course/course-name.ts';
import { firstMeasures, judgeFirst } from '../../src/actions/course/report.ts';
import type { Measure } from '../../src/lab/measures/measure.ts';
import type { LabEvent } from '../../src/events.ts';
import type { Courses } from '../../src/ports/courses.ts';
import type { Ui } from '../../src/ports/ui.ts';
import { REGRESSION } from '../support/class-courses.ts';

function listening() {
  const said: string[] = [];
  const emit = (event: LabEvent) => void (event.type === 'notice' && said.push(`${event.level}: ${event.message}`));
  return { said, ui: { emit } as unknown as Ui };
}

describe('the name and the title of a course', () => {
  it.each([
    ['puffins', 'puffins', 'Puffins'],
    // As a course of the package is called.
    ['penguins', 'my-penguins', 'Penguins'],
    ['My Crème_brûlée  2026', 'my-creme-brulee-2026', 'My Crème brûlée 2026'],
    ['2026-birds-', 'birds', '2026 birds'],
    ['-', 'my-course', 'My course'],
    ['x', 'my-course', 'X'],
    ['xy', 'xy', 'Xy'],
    ['b'.repeat(32), `my-${'b'.repeat(29)}`, `B${'b'.repeat(31)}`],
    [`${'a'.repeat(31)}-b`, 'a'.repeat(31), `A${'a'.repeat(30)} b`],
    [`${'a'.repeat(79)}😀`, 'a'.repeat(32), `A${'a'.repeat(78)}`],
    [`${'a'.repeat(79)} b`, 'a'.repeat(32), `A${'a'.repeat(78)}`],
  ])('that is made of the folder %j', (folder, name, title) => {
    expect(courseName(folder, ['penguins', 'b'.repeat(32)])).toEqual({ name, title });
  });
});

describe('the first model of a course', () => {
  const rows = Array.from({ length: 1200 }, (_, at) => [at + 1, at]);
  const parts = { training: { rows }, holdOut: { rows: rows.slice(0, 60) } };

  async function fitted(trained: number) {
    const { said, ui } = listening();
    const predictions = parts.holdOut.rows.map(([label = 0]) => [label + (label % 2)]);
    const courses = { predictions: () => Promise.resolve({ predictions, rows: trained }) } as unknown as Courses;
    return { said, found: await firstMeasures({ courses, ui }, REGRESSION, parts) };
  }

  it('is compared with what was held out, and says where it was trained with less than all', async () => {
    const { said, found } = await fitted(1000);
    expect(said.at(-1)).toMatch(/^info: .* 1,000 of 1,200 rows/);
    expect(found.find(({ metric }) => metric === 'mae')?.value).toBeCloseTo(0.5, 12);
    expect((await fitted(1200)).said).toHaveLength(1);
  });

  const MEASURE: Measure = { metric: 'rmse', value: 4, baseline: 8, interval: { least: 3, most: 5, deviation: 0.5 } };
  const LUCKY: Measure = { ...MEASURE, interval: { least: 3, most: 9, deviation: 2 } };

  it.each<[string, readonly Measure[], RegExp | undefined]>([
    ['learns', [MEASURE], undefined],
    ['learns by a metric that does not decide', [LUCKY, MEASURE], undefined],
    ['learns nothing', [LUCKY], /^warning: .*hardly better than guessing/],
    ['is nearly without an error', [{ ...MEASURE, value: 0.079 }], /^warning: .*nearly without an error/],
    ['is just not good enough for that', [{ ...MEASURE, value: 0.08 }], undefined],
    ['is good, but not that good', [{ ...MEASURE, value: 0.081 }], undefined],
    [
      'is nearly without an error where more is better',
      [{ metric: 'r2', value: 0.995, baseline: 0, interval: { least: 0.9, most: 1, deviation: 0 } }],
      /^warning: .*nearly without an error/,
    ],
    [
      'is good where more is better',
      [{ metric: 'r2', value: 0.5, baseline: 0, interval: { least: 0.4, most: 0.6, deviation: 0 } }],
      undefined,
    ],
    ['was not measured', [], undefined],
  ])('that %s', (_, measures, warning) => {
    const { said, ui } = listening();
    judgeFirst(ui, REGRESSION, measures);
    expect(said).toEqual(warning ? [expect.stringMatching(warning)] : []);
  });
});
