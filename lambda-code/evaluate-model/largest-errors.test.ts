import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/lab/course/course.ts';
import { PENGUINS } from '../../test/support/course.ts';
import { largestErrors } from './largest-errors.ts';

const { name: label } = labelOf(PENGUINS);
/** The same course, whose label may be nothing, so that no share of it means anything. */
const FROM_NOTHING = {
  ...PENGUINS,
  columns: PENGUINS.columns.map((column) =>
    column.name === label && column.type === 'number' ? { ...column, above: undefined, least: 0 } : column,
  ),
};

describe('the largest errors of a course', () => {
  it.each([
    [[100, 200], [[90], [240]], { absolute: 40, percent: 20 }],
    // They need not be of the same row.
    [[100, 1000], [[150], [900]], { absolute: 100, percent: 50 }],
    [[100, 200], [[100], [200]], { absolute: 0, percent: 0 }],
    [[100, 200], [[100], [Number.NaN]], { absolute: Infinity, percent: Infinity }],
    [[100, 200], [[100]], { absolute: Infinity, percent: Infinity }],
  ])('of %j and %j: %j', (truth, predictions, errors) => {
    expect(largestErrors(PENGUINS, truth, predictions)).toEqual(errors);
  });

  it('have no percentage where the label may be nothing', () => {
    expect(largestErrors(FROM_NOTHING, [0, 200], [[5], [180]])).toEqual({ absolute: 20 });
  });
});
