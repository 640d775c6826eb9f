import { isEither } from '../../lab/course/proposal/classes.ts';
import type { DraftColumn } from '../../lab/course/proposal/draft.ts';
import type { RawTable } from '../../lab/course/proposal/raw-table.ts';
import { numbersIn } from '../../lab/course/proposal/values.ts';
import type { Task } from '../../lab/course/tasks.ts';
import type { Course } from '../../lab/course/types.ts';
import type { Ui } from '../../ports/ui.ts';
import { tell } from './context.ts';
import { lineUpTo } from './line.ts';
import type { NewCourse } from './request.ts';

/** The column that is to be predicted; nobody but whoever makes the course can know it. */
export function labelOf(ui: Ui, { label }: NewCourse, { columns }: RawTable): Promise<string> {
  if (label !== undefined) return Promise.resolve(label);
  const choices = columns.map(({ name, texts }) => ({ value: name, name: `${name}   ${examples(texts)}` }));
  return ui.search({ message: 'Which column is to be predicted?', choices, flag: '--label COLUMN' });
}

const LONGEST_EXAMPLES = 40;

function examples(texts: readonly string[]): string {
  const some = texts.slice(0, 4).join(', ');
  return some.length > LONGEST_EXAMPLES ? `${some.slice(0, LONGEST_EXAMPLES)}…` : some;
}

/** Few whole numbers may be amounts or classes: asked on a terminal, told elsewhere. */
export async function taskFor(ui: Ui, { task }: NewCourse, label: DraftColumn): Promise<Task | undefined> {
  if (task !== undefined || !isEither(label)) return task;
  const count = String(numbersIn(label).length);
  const classes = numbersIn(label).length === 2 ? 'binary' : 'multiclass';
  if (!ui.interactive) {
    const other = '--task regression predicts an amount instead';
    tell(ui, 'info', `${label.name} has ${count} different whole numbers, which are taken for classes; ${other}`);
    return classes;
  }
  const choices = [
    { value: classes, name: 'classes: which one is it?' },
    { value: 'regression', name: 'amounts: how much is it?' },
  ];
  const message = `What are the ${count} different values of ${label.name}?`;
  return (await ui.choose({ message, choices, default: classes, flag: '--task' })) as Task;
}

/** The words of a course, as flags have them or somebody on a terminal; else as proposed. */
export async function describedBy(ui: Ui, asked: NewCourse, course: Course): Promise<Course> {
  const ask = async (given: string | undefined, proposed: string, message: string, flag: string, most: number) => {
    if (given !== undefined || !ui.interactive) return given ?? proposed;
    return (await ui.ask({ message, default: proposed, validate: lineUpTo(most), flag })).trim();
  };
  const title = await ask(asked.title, course.title, 'What is the course called?', '--title', 80);
  const question = await ask(
    asked.question,
    course.question,
    'Which question do its models answer?',
    '--question',
    200,
  );
  const by = await ask(asked.by, course.source.by, 'Who made the data?', '--by', 200);
  const licence = await ask(asked.licence, course.source.licence, 'Under which licence (SPDX)?', '--licence', 80);
  return { ...course, title, question, source: { by, licence } };
}
