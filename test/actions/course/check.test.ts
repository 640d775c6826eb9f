import { describe, expect, it } from 'vitest';
import { checkCourse } from '../../../src/actions/course/check.ts';
import { listCourses } from '../../../src/actions/course/list.ts';
import type { Course } from '../../../src/lab/course/types.ts';
import { MULTICLASS, REGRESSION } from '../../support/class-courses.ts';
import { inWords } from '../../support/steps.ts';
import { BUILT_IN, rows, shelf } from './shelf.ts';

const MINE = { course: REGRESSION, folder: '/mine', label: 'mine' };

describe('a course that is checked', () => {
  it('is told with what a first model reaches', async () => {
    const { context, told } = shelf();
    const outcome = await checkCourse(context, 'trees');
    expect(outcome).toMatchObject({
      command: 'course',
      status: 'succeeded',
      course: {
        name: 'trees',
        rows: 80,
        rowsToTrain: 60,
        rowsHeldOut: 20,
        metrics: [{ metric: 'rmse', value: 2 }, {}, {}, {}],
      },
    });
    expect(outcome.course).not.toHaveProperty('folder');
    expect(inWords(outcome.next ?? [])).toMatch(/: mlops-lab init --sandbox --course trees$/);
    expect(told).toEqual([expect.stringMatching(/^info: fitting a first model/)]);
  });

  it.each([
    ['mine', './mine'],
    ['a/mine', 'a/mine'],
  ])('is named by its folder where it is none of the package: %s', async (choice, folder) => {
    const { context } = shelf({}, { read: () => Promise.resolve(MINE) });
    const outcome = await checkCourse(context, choice);
    expect(outcome.course?.folder).toBe(folder);
    expect(inWords(outcome.next ?? [])).toContain(`--course ${folder}`);
  });

  it('is told of each threshold that a first model misses, and of no other metric', async () => {
    const metrics: Course['metrics'] = {
      rmse: { threshold: 1 },
      mae: { threshold: 3 },
      r2: {},
      mdape: { threshold: 0.1 },
    };
    const course = { ...REGRESSION, metrics };
    const { context, told } = shelf({}, { read: () => Promise.resolve({ ...BUILT_IN, course }) });
    await checkCourse(context, 'trees');
    expect(told.slice(1)).toEqual([
      'warning: a first model does not pass the threshold of rmse',
      'warning: a first model does not pass the threshold of mdape',
    ]);
  });

  it('is told of rows that belong together, before the model that knows them by heart', async () => {
    const alike = { rows: rows(0, 40).rows.map((row) => [...row, 1, 2]) };
    const { context, told } = shelf({}, { checked: () => Promise.resolve({ training: alike, holdOut: alike }) });
    await checkCourse(context, 'trees');
    expect(told[0]).toMatch(/^warning: 40 of 40 rows that are held out/);
  });

  it('is told where its first model is hardly better than guessing', async () => {
    const guesses = () => Promise.resolve({ predictions: Array.from({ length: 20 }, () => [28]), rows: 60 });
    const { context, told } = shelf({}, { predictions: guesses });
    await checkCourse(context, 'trees');
    expect(told.join('\n')).toMatch(/^warning: .*hardly better than guessing/m);
  });
});

describe('the courses of the package', () => {
  it('are each told with all of its rows, and what to do with them', async () => {
    const both = [BUILT_IN, { ...BUILT_IN, course: MULTICLASS }];
    const { context } = shelf({}, { builtIn: () => Promise.resolve(both) });
    const outcome = await listCourses(context);
    expect(outcome).toMatchObject({ command: 'course', status: 'succeeded' });
    expect(outcome.courses?.map(({ name, rows: all }) => [name, all])).toEqual([
      ['trees', 80],
      ['iris', 80],
    ]);
    expect(inWords(outcome.next ?? [])).toBe(
      'teach one of them: mlops-lab init --course trees\n' +
        'make your own from a table: mlops-lab course new ./mine --from TABLE.csv',
    );
    const none = await listCourses(shelf({}, { builtIn: () => Promise.resolve([]) }).context);
    expect(inWords(none.next ?? [])).toContain('mlops-lab init --course penguins');
  });
});
