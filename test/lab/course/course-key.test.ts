import { expect, it } from 'vitest';
import { courseInKey, courseKeyOf } from '../../../src/lab/course/course-key.ts';

it.each<[string, string | undefined]>([
  [courseKeyOf('penguins', 'a1b2'), 'penguins'],
  ['', undefined],
  ['templates/penguins/a1b2/course.json', undefined],
  ['courses/penguins/course.json', undefined],
  ['courses/penguins/a1b2/course.json.bak', undefined],
])('the key %s is of the course %s', (key, name) => {
  expect(courseInKey(key)).toBe(name);
});
