import { firstOf, listed } from '../../quantities.ts';
import { isAboveZero, titleOf } from '../course.ts';
import type { Metric } from '../metrics.ts';
import type { Task } from '../tasks.ts';
import type { Column, Course } from '../types.ts';
import { labelFor, taskOf } from './classes.ts';
import { columnOf } from './columns.ts';
import type { Draft, DraftColumn, UnfitColumn } from './draft.ts';
import { giveawayIn } from './giveaways.ts';
import { identifierIn } from './identifiers.ts';

/** What a course says besides its columns. */
export interface Words {
  readonly name: string;
  readonly title: string;
  readonly question?: string | undefined;
  readonly by?: string | undefined;
  readonly licence?: string | undefined;
}

/** The metrics of a task, the deciding one first: of classes one that guessing the largest does not please. */
const METRICS: Readonly<Record<Task, readonly Metric[]>> = {
  regression: ['rmse', 'mae', 'r2'],
  binary: ['auc', 'f1', 'logloss'],
  multiclass: ['f1', 'accuracy', 'logloss'],
};

const USUAL_FRACTION = 0.25;
/** As SPDX calls a licence that nobody has stated. */
const UNSTATED = 'NOASSERTION';

/** What is unfit of the features, once the label is known: what tells rows apart, and what is the label once more. */
export function unfitFeatures({ features, label, unfit }: Draft): UnfitColumn[] {
  const found = features.flatMap((column) => identifierIn(column) ?? copyOf(column, label) ?? []);
  return [...unfit, ...found];
}

function copyOf(column: DraftColumn, label: DraftColumn): UnfitColumn | undefined {
  if (giveawayIn(column, label) !== 'copy') return undefined;
  return { name: column.name, what: `is ${label.name} in another form` };
}

/** The draft with its label as the task takes it, or why that cannot be. */
export function draftFor(draft: Draft, wanted: Task | undefined): { draft: Draft; task: Task } | UnfitColumn {
  const task = wanted ?? taskOf(draft.label);
  const label = labelFor(draft.label, task);
  return 'what' in label ? label : { draft: { ...draft, label }, task };
}

/** The course of a table, without thresholds. */
export function courseOf({ label, features }: Draft, task: Task, words: Words): Course {
  const answer = columnOf(label, true);
  const others = features.map((column) => columnOf(column, false));
  const metrics = metricsFor(task, answer).map((metric) => [metric, {}]);
  return {
    name: words.name,
    title: words.title,
    question: words.question ?? questionOf(task, titleOf(answer), others.map(titleOf)),
    rows: { one: 'row', several: 'rows' },
    task,
    label: label.name,
    columns: [answer, ...others],
    metrics: Object.fromEntries(metrics) as Course['metrics'],
    holdOut: { fraction: USUAL_FRACTION },
    hyperparameters: {},
    source: { by: words.by ?? 'not stated', licence: words.licence ?? UNSTATED },
  };
}

/** Percent of the true value are the easiest to read, where no true value is zero. */
function metricsFor(task: Task, label: Column): readonly Metric[] {
  return isAboveZero(label) ? ['mdape', ...METRICS[task]] : METRICS[task];
}

const LONGEST_QUESTION = 200;
const MOST_KNOWN = 3;

function questionOf(task: Task, what: string, by: readonly string[]): string {
  const asked = task === 'regression' ? `How large is ${what}` : `Which ${what} is it`;
  const known = by.length > MOST_KNOWN ? firstOf(by, MOST_KNOWN) : listed(by);
  const question = `${asked}, by ${known}?`;
  return question.length > LONGEST_QUESTION ? `${asked}?`.slice(0, LONGEST_QUESTION) : question;
}
