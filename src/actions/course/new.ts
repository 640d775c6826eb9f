import { basename, resolve } from 'node:path';
import { LabError, usageError } from '../../errors.ts';
import { metricsOf } from '../../lab/course/course.ts';
import { draftFor, courseOf } from '../../lab/course/proposal/propose.ts';
import type { Draft } from '../../lab/course/proposal/draft.ts';
import { notesOn } from '../../lab/course/proposal/notes.ts';
import { tableText } from '../../lab/course/proposal/table-text.ts';
import { proposedMetrics } from '../../lab/course/proposal/thresholds.ts';
import { notebookText } from '../../lab/course/proposal/notebook.ts';
import { yamlText } from '../../lab/course/proposal/yaml-text.ts';
import type { Task } from '../../lab/course/tasks.ts';
import type { Course } from '../../lab/course/types.ts';
import type { Measure } from '../../lab/measures/measure.ts';
import type { CourseFile, Courses, Parts } from '../../ports/courses.ts';
import { mlopsLab } from '../../steps.ts';
import type { Outcome } from '../outcome.ts';
import { describedBy, labelOf, taskFor } from './answers.ts';
import { asFolder, nextSteps } from './check.ts';
import { tell, type CourseContext } from './context.ts';
import { courseName } from './course-name.ts';
import { expectLabel, fitDraft, withoutColumns } from './fitting.ts';
import { firstMeasures, judgeFirst, reportOf } from './report.ts';
import type { NewCourse } from './request.ts';

/** Proposes a course from a table, and writes its folder as a whole or not at all. */
export async function newCourse(context: CourseContext, request: NewCourse): Promise<Outcome> {
  const { command, courses, ui } = context;
  courses.expectPlace(request.folder);
  const asked = { ...request, from: request.from ?? (await ui.ask(TABLE)) };
  const { draft, task } = await draftFrom(context, asked);
  for (const { level, message } of notesOn(draft)) tell(ui, level, message);
  const name = courseName(basename(resolve(asked.folder)), await builtInNames(courses));
  const words = await describedBy(ui, asked, courseOf(draft, task, { ...asked, name: name.name, title: name.title }));
  const proposed = await proposal(context, draft, words);
  const files = filesOf(draft, proposed, asked.from);
  expectCourse(context, files);
  await courses.create(asked.folder, files);
  const choice = asFolder(asked.folder);
  const report = { ...reportOf(proposed.course, proposed.parts, proposed.measures), folder: choice };
  const look = {
    say: 'read course.yaml, and check it after a change',
    command: mlopsLab('course', 'check', choice),
  };
  return { command, status: 'succeeded', course: report, next: [look, ...nextSteps(choice)] };
}

async function builtInNames(courses: Courses): Promise<string[]> {
  return (await courses.builtIn()).map(({ course }) => course.name);
}

const TABLE = {
  message: 'Which table is it made of?',
  help: 'A CSV file with a header: one row for each thing that was observed.',
  flag: '--from',
};

/** The table as models are asked with it. */
async function draftFrom(
  { courses, ui }: CourseContext,
  asked: NewCourse & { readonly from: string },
): Promise<{ draft: Draft; task: Task }> {
  const { table, told } = await courses.source(asked.from);
  for (const message of told) tell(ui, 'info', message);
  const left = withoutColumns(table, asked.drop);
  const label = await labelOf(ui, asked, left);
  const draft = expectLabel(left, label);
  const task = await taskFor(ui, asked, draft.label);
  const made = draftFor(draft, task);
  if ('what' in made)
    throw usageError('course-label', `${made.name} ${made.what}`, made.remedy ?? 'choose another label');
  return { ...made, draft: await fitDraft(ui, asked, made.draft) };
}

const COURSE = 'course.yaml';

interface Proposed {
  readonly course: Course;
  readonly parts: Parts;
  readonly measures: readonly Measure[];
}

/** Holding out more leaves enough to judge by of a small table. */
const FRACTIONS = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5];

async function proposal(context: CourseContext, draft: Draft, course: Course): Promise<Proposed> {
  const csv = tableText(draft);
  const problems: string[] = [];
  for (const fraction of FRACTIONS) {
    const holdOut = { fraction };
    const tried = { ...course, holdOut };
    const parts = context.courses.split(csv, tried, holdOut);
    if (!('problem' in parts)) return measured(context, tried, parts);
    problems.push(parts.problem);
  }
  const rows = draft.label.rows.length.toLocaleString('en');
  throw usageError(
    'course-table',
    `${rows} rows cannot be divided into some to train with and some to judge by: ${problems.at(-1) ?? ''}`,
    'name a table with more rows that differ',
  );
}

async function measured(context: CourseContext, course: Course, parts: Parts): Promise<Proposed> {
  const found = await firstMeasures(context, course, parts);
  judgeFirst(context.ui, course, found);
  return inOrder({ course: { ...course, metrics: proposedMetrics(found) }, parts, measures: found });
}

function inOrder(proposed: Proposed): Proposed {
  const order = metricsOf(proposed.course);
  const place = ({ metric }: Measure) => order.indexOf(metric);
  return { ...proposed, measures: proposed.measures.toSorted((one, other) => place(one) - place(other)) };
}

/** What is written is read again by everything else, which has limits of its own. */
function expectCourse({ courses }: CourseContext, files: readonly CourseFile[]): void {
  try {
    for (const { path, text } of files) if (path === COURSE) courses.expectCourse(text);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw usageError(
      'course-table',
      `no course can be made of the table: ${error.message}`,
      'leave columns out with --drop',
    );
  }
}

function filesOf(draft: Draft, { course, measures }: Proposed, from: string): CourseFile[] {
  return [
    { path: COURSE, text: yamlText(course, { draft, measures, from: basename(from) }) },
    { path: 'data.csv', text: tableText(draft) },
    { path: `notebooks/${course.name}.ipynb`, text: notebookText(course) },
  ];
}
