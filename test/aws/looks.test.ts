import { expect, it } from 'vitest';
import { Looks } from '../../src/aws/looks.ts';

it('makes room for all stacks that a run follows, wherever they are', () => {
  const looks = new Looks();
  for (let stack = 0; stack < 300; stack += 1) looks.begin();
  expect(looks.fairPause).toBe(5000);
  for (let stack = 0; stack < 297; stack += 1) looks.end();
  expect(looks.fairPause).toBe(50);
});

it('does not slow down a single stack', () => {
  const looks = new Looks();
  looks.begin();
  expect(looks.fairPause).toBeLessThan(20);
});
