import { isNumber } from '../submission/number.ts';
import { shown } from '../submission/shown.ts';
import type { Column, Measured } from './types.ts';

/** `NaN` stands for a missing value. Only for a text that `cellProblem` finds nothing wrong with. */
export function encoded(column: Column, text: string): number {
  if (text === '') return Number.NaN;
  return column.type === 'level' ? column.levels.indexOf(text) : Number(text);
}

/** A number as SageMaker's XGBoost reads it, with nothing in the place of a missing value. */
function numberText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

/** A row as SageMaker's XGBoost reads it. */
export function rowText(values: readonly number[]): string {
  return values.map(numberText).join(',');
}

/** What is wrong with a value, if anything. */
export function cellProblem(column: Column, text: string, isLabel: boolean): string | undefined {
  if (text === '') return column.missing ? undefined : 'the value is missing';
  if (column.type === 'level') return levelProblem(column.levels, text);
  if (!isNumber(text)) {
    return `${shown(text)} is not a number${/^-?\d+,\d+$/.test(text) ? '; write it with a point' : ''}`;
  }
  const value = Number(text);
  if (!isWithinReach(value, isLabel)) {
    return `${shown(text)} is too large a number for XGBoost, which calculates in single precision`;
  }
  if (column.type === 'flag') return value === 0 || value === 1 ? undefined : `${text} is neither 0 nor 1`;
  return rangeProblem(column, text, value);
}

/** XGBoost uses single precision, and squares the distance from the label. */
export function isWithinReach(value: number, isLabel: boolean): boolean {
  return Number.isFinite(Math.fround(isLabel ? value ** 2 : value));
}

function levelProblem(levels: readonly string[], text: string): string | undefined {
  if (levels.includes(text)) return undefined;
  const some = levels.length > 8 ? `${levels.slice(0, 8).join(', ')}, …` : levels.join(', ');
  return `${shown(text)} is no level of it; there are ${some}`;
}

function rangeProblem({ type, above, least, most }: Measured, text: string, value: number): string | undefined {
  if (type === 'whole' && !Number.isInteger(value)) return `${text} is no whole number`;
  if (above !== undefined && value <= above) return `${text} is not above ${String(above)}`;
  if (least !== undefined && value < least) return `${text} is below ${String(least)}`;
  return most !== undefined && value > most ? `${text} is above ${String(most)}` : undefined;
}
