import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInCourses, courseNamed } from '../../src/config/course-choice.ts';
import { PENGUINS_FOLDER } from '../support/course.ts';
import { load } from './working-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'mlops-lab-choice-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the course that a lab teaches', () => {
  it('is that of the penguins unless told otherwise', async () => {
    const draft = await load('name: course-7\n');
    expect(await courseNamed(draft.settings.course, draft)).toEqual(PENGUINS_FOLDER);
  });

  it.each(['flag', 'env', 'file'])('may be a folder: by %s', async (source) => {
    const folder = join(place, source);
    cpSync(PENGUINS_FOLDER.folder, folder, { recursive: true });
    const draft = await load(source === 'file' ? `course: ${folder}\n` : undefined, {
      ...(source === 'flag' && { flags: { course: folder } }),
      ...(source === 'env' && { env: { MLOPS_LAB_COURSE: folder } }),
    });
    expect(await courseNamed(draft.settings.course, draft)).toMatchObject({ folder, course: PENGUINS_FOLDER.course });
  });

  it.each([
    ['penguin', 'did you mean penguins? A folder is written with a slash, such as ./penguin'],
    ['wines', 'there are penguins. A folder is written with a slash, such as ./wines'],
    ['constructor', 'there are penguins. A folder is written with a slash, such as ./constructor'],
  ])('is none that is not there: %s', async (course, hint) => {
    const draft = await load(`course: ${course}\n`);
    const known = (await builtInCourses()).join(', ');
    await expect(courseNamed(course, draft)).rejects.toMatchObject({
      exitCode: 2,
      message: `mlops-lab.yaml:1:9: course: there is no course "${course}" in the package`,
      hints: [{ say: hint.replace('there are penguins', `there are ${known}`) }],
    });
  });

  it('is no folder without a course', async () => {
    const draft = await load('course: ./nothing\n');
    await expect(courseNamed('./nothing', draft)).rejects.toMatchObject({
      exitCode: 2,
      message: 'there is no file nothing/course.yaml',
    });
  });
});
