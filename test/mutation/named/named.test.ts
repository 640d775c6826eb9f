import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NAMED } from './index.ts';

/** Whether the tests kill it, `npm run check -- mutants` shows. */
it.each(NAMED)('$slip: has one place in $file, and tests that are there', ({ file, before, after, killedBy }) => {
  expect(readFileSync(file, 'utf8').split(before)).toHaveLength(2);
  expect(after).not.toBe(before);
  expect(killedBy.filter((test) => !existsSync(test))).toEqual([]);
  expect(killedBy.length).toBeGreaterThan(0);
});
