import type { z } from 'zod';
import { shown } from '../submission/shown.ts';
import { checkLabel } from './label-checks.ts';
import { checkMetrics } from './metric-checks.ts';
import { HYPERPARAMETERS, narrowed, RANGES } from './ranges.ts';
import type { Report } from './report.ts';
import type { Course, Leveled, Measured } from './types.ts';

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
