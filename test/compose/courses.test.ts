import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coursesIn } from '../../src/compose/courses.ts';
import type { Task } from '../../src/lab/course/tasks.ts';
import type { Column, Course } from '../../src/lab/course/types.ts';
import { PENGUINS } from '../support/course.ts';
import { workFolder } from '../support/binary.ts';

const FILES = [
  { path: 'course.yaml', text: 'name: mine\n' },
  { path: 'notebooks/mine.ipynb', text: '{}\n' },
];

const coursesOf = (cwd: string, signal = new AbortController().signal) => coursesIn({ cwd, signal });

/** A course of two columns with a label of some kind. */
const courseOf = (task: Task, label: Column): Course => ({
  ...PENGUINS,
  task,
  label: label.name,
  columns: [label, { name: '2020', type: 'number', missing: false }],
  metrics: task === 'regression' ? { rmse: {} } : { auc: {} },
});
const number = (name: string): Column => ({ name, type: 'number', missing: false });

describe('a table that is divided', () => {
  it.each<[string, Course, (row: number) => string | number, string]>([
    [
      'has all rows of a class in one part, since they are equal',
      courseOf('binary', { name: 'kind', type: 'level', levels: ['often', 'rare'], missing: false }),
      (row) => (row % 10 === 0 ? 'rare,1' : `often,${String(row)}`),
      'has no row of "rare"; it needs some of every class',
    ],
    [
      'has one answer in every row that is held out',
      courseOf('regression', number('rain')),
      (row) => `${row === 0 ? '5' : '0'},${String(row)}`,
      'has the same rain in every row, 0',
    ],
    [
      'has numbers for names',
      courseOf('regression', number('2019')),
      (row) => `${String(row)},${String(row)}`,
      'begins with numbers; its first line must name the columns: 2019,2020',
    ],
    [
      'has too few rows',
      courseOf('regression', number('rain')),
      (row) => (row < 60 ? `${String(row)},1` : ''),
      'rows; it needs 50 to 100,000 rows',
    ],
  ])('tells where it %s', (_, course, row, problem) => {
    const csv = [`${course.label},2020`, ...Array.from({ length: 200 }, (__, at) => row(at))].join('\n');
    expect(coursesOf('.').split(csv, course, { fraction: 0.25 })).toEqual({
      problem: expect.stringContaining(problem) as string,
    });
  });
});

describe('the folder of a course', () => {
  it('is made as a whole, with the permissions of any other folder, also within one that is not there yet', async () => {
    const cwd = workFolder();
    mkdirSync(join(cwd, 'usual'));
    await coursesOf(cwd).create('deep/er/mine', FILES);
    expect(readdirSync(join(cwd, 'deep/er'))).toEqual(['mine']);
    expect(readdirSync(join(cwd, 'deep/er/mine')).sort()).toEqual(['course.yaml', 'notebooks']);
    expect(statSync(join(cwd, 'deep/er/mine')).mode).toBe(statSync(join(cwd, 'usual')).mode);
  });

  it('is the empty one that was there, also where it is a link', async () => {
    const cwd = workFolder();
    mkdirSync(join(cwd, 'mine'));
    symlinkSync('mine', join(cwd, 'link'), 'junction');
    const { ino } = statSync(join(cwd, 'mine'));
    await coursesOf(cwd).create('link', FILES);
    expect(readdirSync(join(cwd, 'mine')).sort()).toEqual(['course.yaml', 'notebooks']);
    expect(statSync(join(cwd, 'mine')).ino).toBe(ino);
  });

  it('is not made once the run is interrupted', async () => {
    const cwd = workFolder();
    await expect(coursesOf(cwd, AbortSignal.abort()).create('mine', FILES)).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('is not made where it cannot be whole, and leaves what is there', async () => {
    const cwd = workFolder();
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(join(cwd, 'mine', 'notes.txt'), 'mine');
    mkdirSync(join(cwd, 'empty'));
    symlinkSync('nowhere', join(cwd, 'dangling'), 'junction');
    for (const [folder, files] of [
      ['mine', FILES],
      ['mine/notes.txt', FILES],
      ['other', [...FILES, { path: 'course.yaml/data.csv', text: '' }]],
      ['empty', [...FILES, { path: 'course.yaml/data.csv', text: '' }]],
      ['deep/er/other', [...FILES, { path: 'course.yaml/data.csv', text: '' }]],
      [`deep/er/${'x'.repeat(300)}`, FILES],
      ['dangling', FILES],
      ['dangling/mine', FILES],
      // Where no folder can be made, but for what runs.
      ...(existsSync('/proc/self') ? ([['/proc/mlops-lab/mine', FILES]] as const) : []),
    ] as const) {
      await expect(coursesOf(cwd).create(folder, files)).rejects.toMatchObject({ code: 'course-folder', exitCode: 2 });
    }
    expect(readdirSync(cwd).sort()).toEqual(['dangling', 'empty', 'mine']);
    expect(readdirSync(join(cwd, 'empty'))).toEqual([]);
    expect(readdirSync(join(cwd, 'mine'))).toEqual(['notes.txt']);
  });
});
