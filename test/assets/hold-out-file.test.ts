import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadBundles } from '../../src/assets/bundle.ts';
import { coursesIn } from '../../src/compose/courses.ts';
import { courseText } from '../../src/lab/course/course.ts';
import type { Course } from '../../src/lab/course/types.ts';
import type { CourseFolder } from '../../src/ports/assets.ts';
import { PENGUINS, PENGUINS_FOLDER } from '../support/course.ts';
import { LAB } from '../support/rehearsal.ts';

const place = mkdtempSync(join(tmpdir(), 'mlops-lab-hold-out-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const COURSE: Course = { ...PENGUINS, holdOut: { file: 'holdout.csv' } };
const [HEADER = '', ...ROWS] = readFileSync(join(PENGUINS_FOLDER.folder, 'data.csv'), 'utf8').trim().split('\n');
/** Every third bird, of every species. */
const HELD_OUT = ROWS.filter((_, at) => at % 3 === 0);
const KNOWN = ROWS.filter((_, at) => at % 3 > 0);
const csv = (rows: readonly string[]) => [HEADER, ...rows, ''].join('\n');
/** The same rows with the columns from right to left. */
const mirrored = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split(',').reverse().join(','))
    .join('\n');

let made = 0;

/** Penguins of whom some are held out in a file of their own, with something otherwise. */
function own(change: (folder: string) => void = () => undefined): CourseFolder {
  made += 1;
  const folder = join(place, `course-${String(made)}`);
  cpSync(PENGUINS_FOLDER.folder, folder, { recursive: true });
  writeFileSync(join(folder, 'data.csv'), csv(KNOWN));
  writeFileSync(join(folder, 'holdout.csv'), csv(HELD_OUT));
  change(folder);
  return { course: COURSE, folder, label: 'mine' };
}

const load = async (course: CourseFolder) => (await loadBundles([course]))(LAB, course);
const holdout = (text: string) => (folder: string) => writeFileSync(join(folder, 'holdout.csv'), text);

describe('hold-out data in a file', () => {
  it('are judged by as a whole, and all of the other table is to train with', async () => {
    const bundle = await load(own());
    const uploaded = (key: string) =>
      Buffer.from(bundle.assets.find((each) => each.key === key)?.content ?? []).toString();
    expect(uploaded(bundle.holdoutKey)).toBe(csv(HELD_OUT));
    expect(Buffer.from(bundle.training).toString()).toBe(csv(KNOWN));
    expect(uploaded(bundle.courseKey)).toBe(courseText(COURSE));
    expect(bundle.assets.filter(({ key }) => key.endsWith('/train.csv')).map(({ key }) => uploaded(key))).toEqual([
      csv(KNOWN),
    ]);
  });

  it('are the same with their columns in another order', async () => {
    const [usual, other] = await Promise.all([load(own()), load(own(holdout(mirrored(csv(HELD_OUT).trim()))))]);
    expect(other.holdoutKey).toBe(usual.holdoutKey);
  });

  it('count among the rows of the course', async () => {
    const { checked } = coursesIn({ cwd: place, signal: new AbortController().signal });
    const { training, holdOut } = await checked(own());
    expect([training.rows.length, holdOut.rows.length]).toEqual([KNOWN.length, HELD_OUT.length]);
  });

  it.each<[string, (folder: string) => void, string | RegExp]>([
    ['are not there', (folder) => rmSync(join(folder, 'holdout.csv')), 'there is no file holdout.csv'],
    [
      'are a folder',
      (folder) => {
        rmSync(join(folder, 'holdout.csv'));
        mkdirSync(join(folder, 'holdout.csv'));
      },
      'holdout.csv is no file',
    ],
    [
      'are elsewhere',
      (folder) => {
        rmSync(join(folder, 'holdout.csv'));
        symlinkSync(join(PENGUINS_FOLDER.folder, 'data.csv'), join(folder, 'holdout.csv'));
      },
      'holdout.csv is a link that leads out of the folder',
    ],
    [
      'are 5 GB',
      (folder) => truncateSync(join(folder, 'holdout.csv'), 5_000_000_000),
      'holdout.csv has 5,000,000,000 bytes; at most 50,000,000',
    ],
    [
      'have a value that course.yaml does not allow',
      holdout(csv(HELD_OUT.with(3, '0,39,18.7,182,1,0,0'))),
      'holdout.csv line 5, body_mass_g: 0 is not above 0',
    ],
    ['lack a column', holdout(csv(HELD_OUT).replaceAll(/,[^,\n]*$/gm, '')), 'holdout.csv has no column gentoo'],
    ['are too few', holdout(csv(HELD_OUT.slice(0, 49))), 'holdout.csv has 49 rows; it needs 50 to 100,000 rows'],
    [
      'have the same label in every row',
      holdout(csv(HELD_OUT.map((row) => row.replace(/^\d+/, '3750')))),
      'holdout.csv has the same body_mass_g in every row, 3750',
    ],
    [
      'leave too few to train with',
      (folder) => writeFileSync(join(folder, 'data.csv'), csv(KNOWN.slice(0, 49))),
      'data.csv has 49 rows; it needs 50 to 100,000 rows',
    ],
    [
      'stand in the other table too, however they are written',
      holdout(mirrored(csv([...HELD_OUT, KNOWN[7]?.replace(/^\d+/, '$&.0') ?? '', KNOWN[9] ?? '']).trim())),
      `2 of ${String(HELD_OUT.length + 2)} rows of holdout.csv stand in data.csv too, such as line ${String(HELD_OUT.length + 2)}, which is line 9 of data.csv`,
    ],
    [
      'are the other table once more',
      (folder) => {
        rmSync(join(folder, 'holdout.csv'));
        symlinkSync('data.csv', join(folder, 'holdout.csv'));
      },
      /(\d+) of \1 rows of holdout.csv stand in data.csv too, such as line 2, which is line 2 of data.csv/,
    ],
  ])('that %s are refused', async (_, change, message) => {
    const refused = { exitCode: 2, code: 'invalid-course', message: expect.stringMatching(message) as string };
    await expect(load(own(change))).rejects.toMatchObject(refused);
  });

  it('that guessing passes are refused, by what is guessed of them', async () => {
    const course = { ...COURSE, metrics: { rmse: { threshold: 5000 } } };
    await expect(load({ ...own(), course })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('rmse has the threshold 5000 g, and the same guess') as string,
    });
  });
});
