import { describe, expect, it } from 'vitest';
import { isNamedBy } from '../../src/lab/names.ts';

describe('a name', () => {
  it.each([
    ['mlops-lab-assets-1', [], true],
    ['mlops-lab-assets-1', ['lab', 'spring'], true],
    ['mlops-lab-2-assets-1', ['lab-2'], false],
    ['mlops-lab-2-assets-1', ['lab-22'], true],
    ['mlops-spring-assets-1', ['spring'], false],
    ['my-mlops-lab-assets', [], false],
  ])('%s beside the labs %j is of the lab "lab": %s', (name, others, expected) => {
    expect(isNamedBy({ name: 'lab' }, name, others)).toBe(expected);
  });
});
