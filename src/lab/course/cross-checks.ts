import type { z } from 'zod';
import { shown } from '../submission/shown.ts';
import { HYPERPARAMETERS, narrowed, RANGES } from './ranges.ts';
import type { Column, Course, Leveled, Measured } from './types.ts';

type Report = (path: readonly (string | number)[], message: string) => void;

/** What no key of a course can say alone. */
export function checkAcross(course: Course, context: z.RefinementCtx): void {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  checkColumns(course, report);
  checkLabel(course, report);
  checkMetrics(course, report);
  checkHyperparameters(course, report);
}

function checkColumns({ columns }: Course, report: Report): void {
  for (const [index, column] of columns.entries()) {
    if (columns.findIndex(({ name }) => name === column.name) < index) {
      report(['columns', index, 'name'], `is ${shown(column.name)}, as of a column before; write each once`);
    }
    if (column.type === 'level') checkLevels(column, index, report);
    else if (column.type !== 'flag') checkRange(column, index, report);
  }
}

function checkLevels({ levels }: Leveled, index: number, report: Report): void {
  const twice = levels.findIndex((level, at) => levels.indexOf(level) < at);
  if (twice >= 0) report(['columns', index, 'levels', twice], `is ${shown(levels[twice])} once more; write each once`);
}

function checkRange({ above, least, most }: Measured, index: number, report: Report): void {
  const low = Math.max(above ?? -Infinity, least ?? -Infinity);
  if (most !== undefined && (most < low || most === above)) {
    report(['columns', index, 'most'], `is ${String(most)}, and no value can be that and more than ${String(low)}`);
  }
}

function checkLabel({ label, columns }: Course, report: Report): void {
  const at = columns.findIndex(({ name }) => name === label);
  const column = columns[at];
  if (!column) {
    report(['label'], `is ${shown(label)}, and there is no such column; write one of ${namesOf(columns)}`);
    return;
  }
  if (column.missing)
    report(['columns', at, 'missing'], 'is true for the label; a row without an answer teaches nothing');
  if (column.type !== 'number' && column.type !== 'whole') {
    report(['label'], `is ${shown(label)}, a column of type ${column.type}; regression predicts a number`);
  }
}

function namesOf(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(', ');
}

function checkMetrics({ metrics, label, columns }: Course, report: Report): void {
  if (Object.keys(metrics).length === 0) report(['metrics'], 'has no metric; write one at least');
  const column = columns.find(({ name }) => name === label);
  const isNumber = column?.type === 'number' || column?.type === 'whole';
  const isAboveZero = isNumber && ((column.above ?? -1) >= 0 || (column.least ?? 0) > 0);
  if (isAboveZero) return;
  if (metrics.mdape) report(['metrics', 'mdape'], 'is a share of the true value; say that the label is `above: 0`');
}

function checkHyperparameters({ hyperparameters }: Course, report: Report): void {
  for (const name of HYPERPARAMETERS) {
    const { least, most, usual } = narrowed(RANGES[name], hyperparameters[name]);
    const isWithin = least >= RANGES[name].least && most <= RANGES[name].most && least <= usual && usual <= most;
    if (isWithin) continue;
    const general = `${String(RANGES[name].least)} to ${String(RANGES[name].most)}`;
    report(
      ['hyperparameters', name],
      `goes from ${String(least)} to ${String(most)} and is usually ${String(usual)}; keep the range within ${general}, and what is usual within the range`,
    );
  }
}
