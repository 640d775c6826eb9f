import { shown } from '../submission/shown.ts';
import { namesOf, type Report } from './report.ts';
import type { Task } from './tasks.ts';
import type { Column, Course } from './types.ts';

/**
 * XGBoost grows a tree for each class and round, and a page shows a table of all classes by all. A question with more
 * answers than that is another one, such as a search.
 */
const MOST_CLASSES = 50;

export function checkLabel({ label, columns, task }: Course, report: Report): void {
  const at = columns.findIndex(({ name }) => name === label);
  const column = columns[at];
  if (!column) {
    report(['label'], `is ${shown(label)}, and there is no such column; write one of ${namesOf(columns)}`);
    return;
  }
  if (column.missing)
    report(['columns', at, 'missing'], 'is true for the label; a row without an answer teaches nothing');
  const remedy = REMEDIES[task](column);
  if (remedy) report(['label'], `is ${shown(label)}, a column of type ${kindOf(column)}; ${remedy}`);
}

function kindOf(column: Column): string {
  return column.type === 'level' ? `level with ${String(column.levels.length)} levels` : column.type;
}

/** What a task asks of its label, where the column is not that. */
const REMEDIES: Readonly<Record<Task, (label: Column) => string | undefined>> = {
  regression: ({ type }) =>
    type === 'number' || type === 'whole' ? undefined : 'regression predicts a number: write another task',
  binary: (label) =>
    label.type === 'flag' || levelsOf(label) === 2
      ? undefined
      : 'binary predicts one of two classes: a flag, or a level with two levels',
  multiclass: (label) =>
    levelsOf(label) >= 3 && levelsOf(label) <= MOST_CLASSES
      ? undefined
      : `multiclass predicts one of several classes: a level with 3 to ${String(MOST_CLASSES)} levels`,
};

function levelsOf(column: Column): number {
  return column.type === 'level' ? column.levels.length : 0;
}
