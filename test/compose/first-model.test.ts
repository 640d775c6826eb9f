import { expect, it } from 'vitest';
import { coursesIn } from '../../src/compose/courses.ts';

it('fits the first model of a course while signals are noticed', async () => {
  const courses = coursesIn({ cwd: '.', signal: new AbortController().signal });
  const folder = await courses.read('penguins');
  const parts = await courses.checked(folder);
  let isNoticed = false;
  setImmediate(() => (isNoticed = true));
  const { predictions, rows } = await courses.predictions(folder.course, parts);
  expect(isNoticed).toBe(true);
  expect(rows).toBe(parts.training.rows.length);
  expect(predictions).toHaveLength(parts.holdOut.rows.length);
});
