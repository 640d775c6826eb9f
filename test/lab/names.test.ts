import { describe, expect, it } from 'vitest';
import { isNamedBy } from '../../src/lab/names.ts';

describe('a name', () => {
  it.each([
    ['mlops-lab--assets-1', true],
    ['mlops-lab-2--assets-1', false],
    ['mlops-lab-nb--nb-0', false],
    ['mlops-spring--assets-1', false],
    ['my-mlops-lab--assets', false],
  ])('%s is of the lab "lab": %s', (name, expected) => {
    expect(isNamedBy({ name: 'lab' }, name)).toBe(expected);
  });
});
