import { deepStrictEqual } from 'node:assert';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadBundles } from '../../src/assets/bundle.ts';
import { sha256 } from '../../src/assets/content.ts';
import { builtInCourses } from '../../src/config/course-choice.ts';
import { readBuiltIn, readCourse } from '../../src/config/course-file.ts';
import type { Course } from '../../src/lab/course/types.ts';
import type { CourseFolder } from '../../src/ports/assets.ts';
import { BINARY } from '../support/class-courses.ts';
import { PENGUINS, PENGUINS_FOLDER } from '../support/course.ts';
import { LAB } from '../support/rehearsal.ts';

const place = mkdtempSync(join(tmpdir(), 'mlops-lab-courses-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let made = 0;

/** The penguins as somebody's own course, with something otherwise. */
function own(change: (folder: string) => void): CourseFolder {
  made += 1;
  const folder = join(place, `course-${String(made)}`);
  cpSync(PENGUINS_FOLDER.folder, folder, { recursive: true });
  change(folder);
  return { course: PENGUINS, folder, label: 'mine' };
}

const load = async (course: CourseFolder) => (await loadBundles([course]))(LAB, course);
const lines = (folder: string) => readFileSync(join(folder, 'data.csv'), 'utf8').trim().split('\n');
const writeLines = (folder: string, all: readonly string[]) => writeFileSync(join(folder, 'data.csv'), all.join('\n'));

it.each(await builtInCourses())('the build has read %s as everybody’s own course is read', async (name) => {
  const compiled = await readBuiltIn(name);
  const source = await readCourse(compiled.folder, compiled.label);
  expect(source.compiled).toBeUndefined();
  deepStrictEqual(await load(compiled), await load(source));
});

describe('a folder of the same content', () => {
  it('is the same course, wherever it lies', async () => {
    const [ours, theirs] = await Promise.all([load(PENGUINS_FOLDER), load(own(() => undefined))]);
    deepStrictEqual(theirs, ours);
  });

  it('is another one with other words, by other keys, and with the same data', async () => {
    const course = { ...own(() => undefined), course: { ...PENGUINS, title: 'Birds' } };
    const [ours, theirs] = await Promise.all([load(PENGUINS_FOLDER), load(course)]);
    expect(theirs.courseKey).not.toBe(ours.courseKey);
    expect(theirs.notebooksPrefix).not.toBe(ours.notebooksPrefix);
    expect(theirs.holdoutKey).toBe(ours.holdoutKey);
    const asset = theirs.assets.find(({ key }) => key === theirs.courseKey);
    expect(theirs.courseKey).toBe(`courses/penguins/${sha256(asset?.content ?? new Uint8Array())}/course.json`);
  });
});

describe('a folder that is no course', () => {
  it.each<[string, (folder: string) => void, string | RegExp]>([
    ['lacks the table', (folder) => rmSync(join(folder, 'data.csv')), 'there is no file data.csv'],
    [
      'lacks notebooks',
      (folder) => rmSync(join(folder, 'notebooks'), { recursive: true }),
      'there is no folder notebooks',
    ],
    [
      'has a link to elsewhere',
      (folder) => symlinkSync(join(PENGUINS_FOLDER.folder, 'course.yaml'), join(folder, 'notebooks/secret.ipynb')),
      'notebooks/secret.ipynb is a link that leads out of the folder',
    ],
    ['has a folder of notebooks', (folder) => mkdirSync(join(folder, 'notebooks/more')), 'notebooks/more is no file'],
    [
      'has a table that no program saved as UTF-8',
      (folder) => writeFileSync(join(folder, 'data.csv'), Buffer.from('größe\n1\n', 'latin1')),
      'data.csv is not UTF-8 text; save it in UTF-8',
    ],
    [
      'has a table in UTF-16',
      (folder) => writeFileSync(join(folder, 'data.csv'), Buffer.from('size\n1\n', 'utf16le')),
      'data.csv is UTF-16 text; save it in UTF-8',
    ],
    [
      'has more notebooks than anybody looks at',
      (folder) =>
        ['a', 'b'].forEach((name) => writeFileSync(join(folder, 'notebooks', name), Buffer.alloc(10_000_001))),
      /^the course in mine cannot be used: the files in notebooks have 20,0\d\d,\d\d\d bytes; at most 20,000,000/,
    ],
    [
      'has a notebook that cannot be named',
      (folder) => writeFileSync(join(folder, 'notebooks/a\u0085b'), ''),
      'notebooks has a file "a\u0085b"',
    ],
    [
      'has a file that all courses have',
      (folder) => writeFileSync(join(folder, 'notebooks/lab.py'), ''),
      'notebooks/lab.py is what all courses have',
    ],
    [
      'has a value that course.yaml does not allow',
      (folder) => writeLines(folder, lines(folder).with(5, '0,39,18.7,182,1,0,0')),
      'data.csv line 6, body_mass_g: 0 is not above 0',
    ],
    [
      'has too few rows to judge by',
      (folder) => writeLines(folder, lines(folder).slice(0, 100)),
      /what is held out of data.csv has \d\d rows; it needs 50 to 100,000 rows/,
    ],
  ])('since it %s is refused', async (_, change, message) => {
    const refused = { exitCode: 2, message: expect.stringMatching(message) as string };
    await expect(load(own(change))).rejects.toMatchObject(refused);
  });
});

/** Mails of which some are spam, by their size. */
const mails = (folder: string, ham: number, spam: number) =>
  writeLines(folder, [
    'kind,size',
    ...Array.from({ length: ham }, (_, size) => `ham,${String(size)}`),
    ...Array.from({ length: spam }, (_, size) => `spam,${String(size)}`),
  ]);

describe('a course that teaches nothing', () => {
  it.each<[string, Course, (folder: string) => void, string]>([
    [
      'has one class only',
      BINARY,
      (folder) => mails(folder, 400, 0),
      'data.csv has no row of "spam"; it needs some of every class',
    ],
    [
      'has a class that is all in one part',
      BINARY,
      (folder) => mails(folder, 400, 1),
      'what is held out of data.csv has no row of "spam"; it needs some of every class',
    ],
    [
      'has a score that guessing reaches',
      { ...BINARY, metrics: { accuracy: { threshold: 0.75 } } },
      (folder) => mails(folder, 300, 100),
      'accuracy has the threshold 0.75, and the same guess for every row reaches 0.75',
    ],
    [
      'has an error that guessing keeps to',
      { ...PENGUINS, metrics: { rmse: { threshold: 900 } } },
      () => undefined,
      'rmse has the threshold 900 g, and the same guess for every row reaches 736.29 g',
    ],
    [
      'has the same label in every row',
      PENGUINS,
      (folder) =>
        writeLines(
          folder,
          lines(folder).map((row, at) => (at === 0 ? row : row.replace(/^\d+/, '3750'))),
        ),
      'data.csv has the same body_mass_g in every row, 3750',
    ],
  ])('since it %s is refused', async (_, course, change, message) => {
    const refused = { exitCode: 2, message: expect.stringContaining(message) as string };
    await expect(load({ ...own(change), course })).rejects.toMatchObject(refused);
  });

  it('is taken with a threshold just beyond what guessing reaches', async () => {
    const course = { ...BINARY, metrics: { accuracy: { threshold: 0.76 } } };
    const { assets } = await load({ ...own((folder) => mails(folder, 300, 100)), course });
    expect(assets.map(({ name }) => name)).toContain('hold-out data');
  });
});
