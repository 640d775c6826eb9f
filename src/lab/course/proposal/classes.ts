import { shown } from '../../submission/shown.ts';
import { isWithinReach } from '../encoding.ts';
import type { Task } from '../tasks.ts';
import type { DraftColumn, UnfitColumn } from './draft.ts';
import { isMeasured, numbersIn, valueCounts, wordsIn } from './values.ts';

/** Whole numbers that differ so little may stand for classes. */
const FEW_NUMBERS = 10;
const MOST_CLASSES = 50;
/** With fewer rows of a class, hardly one of them would be held out. */
const FEWEST_OF_CLASS = 10;

/** The task that a label asks for unless somebody says otherwise: few whole numbers may be amounts or classes. */
export function taskOf(label: DraftColumn): Task {
  if (label.kind === 'number' || isAmount(label)) return 'regression';
  return valueCounts(label).size === 2 ? 'binary' : 'multiclass';
}

function isAmount(label: DraftColumn): boolean {
  return label.kind === 'whole' && numbersIn(label).length > FEW_NUMBERS;
}

/** Whether either task fits, so that somebody has to say which is meant. */
export function isEither(label: DraftColumn): boolean {
  return label.kind === 'whole' && !isAmount(label);
}

/** The label as a task takes it, or why the task does not fit it. */
export function labelFor(label: DraftColumn, task: Task): DraftColumn | UnfitColumn {
  if (task === 'regression')
    return isMeasured(label) ? (hugeIn(label) ?? label) : foreign(label, 'regression predicts a number');
  const classes = isMeasured(label) ? asWords(label) : label;
  const count = valueCounts(classes).size;
  if (task === 'binary' && count !== 2) return foreign(label, 'binary predicts one of two classes');
  if (task === 'multiclass' && (count < 3 || count > MOST_CLASSES)) {
    return foreign(label, `multiclass predicts one of 3 to ${String(MOST_CLASSES)} classes`);
  }
  return rareIn(classes) ?? classes;
}

function hugeIn({ name, clean }: DraftColumn): UnfitColumn | undefined {
  const huge = clean.find((text) => !isWithinReach(Number(text), true));
  if (huge === undefined) return undefined;
  const what = `has ${shown(huge)}, too large a number for XGBoost, which squares what it predicts in single precision`;
  return { name, what, remedy: 'write it in a larger unit' };
}

function asWords(label: DraftColumn): DraftColumn {
  return { ...label, kind: 'level', clean: label.clean.map((text) => String(Number(text))) };
}

function foreign(label: DraftColumn, what: string): UnfitColumn {
  const count = valueCounts(label).size.toLocaleString('en');
  return {
    name: label.name,
    what: `has ${count} different values, and ${what}`,
    remedy: 'choose another task by --task, or another label',
  };
}

function rareIn(label: DraftColumn): UnfitColumn | undefined {
  const rare = [...valueCounts(label)].filter(([, rows]) => rows < FEWEST_OF_CLASS);
  if (rare.length === 0) return undefined;
  const list = rare.slice(0, 5).map(([value, rows]) => `${shown(value)} in ${String(rows)}`);
  return {
    name: label.name,
    what: `has classes in fewer than ${String(FEWEST_OF_CLASS)} rows: ${[...list, ...(rare.length > 5 ? ['…'] : [])].join(', ')}`,
    remedy: 'write one class for all that are rare, such as other, or leave their rows out',
  };
}

/** The classes of a label; of two the rarer comes second, since that is what one looks for. */
export function classesOf(label: DraftColumn): string[] {
  const classes = wordsIn(label);
  const counts = valueCounts(label);
  const rows = (name: string) => counts.get(name) ?? 0;
  return classes.length === 2 ? classes.sort((one, other) => rows(other) - rows(one)) : classes;
}
