import { type LabError, usageError } from '../../errors.ts';
import { suggestion } from '../../lab/nearest.ts';
import { draftOf, type Draft, type DraftColumn, type UnfitColumn } from '../../lab/course/proposal/draft.ts';
import { unfitFeatures } from '../../lab/course/proposal/propose.ts';
import { some } from '../../lab/course/proposal/notes.ts';
import { wordsIn } from '../../lab/course/proposal/values.ts';
import type { RawTable } from '../../lab/course/proposal/raw-table.ts';
import { shown } from '../../lab/submission/shown.ts';
import type { Ui } from '../../ports/ui.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import { tell } from './context.ts';
import type { NewCourse } from './request.ts';

const ROWS = { fewest: 100, most: 100_000 } as const;
const MOST_FEATURES = 499;
const MOST_LEVELS = 5000;
const MOST_LISTED = 12;

/** The table without what somebody leaves out. */
export function withoutColumns(table: RawTable, drop: readonly string[]): RawTable {
  for (const name of drop) expectColumn(table, name, 'course-table', '--drop');
  return { ...table, columns: table.columns.filter(({ name }) => !drop.includes(name)) };
}

function expectColumn({ columns }: RawTable, name: string, code: 'course-table' | 'course-label', flag: string): void {
  const names = columns.map((column) => column.name);
  if (names.includes(name)) return;
  const remedy = suggestion(name, names, `there are ${some(names)}`);
  throw usageError(code, `${flag}: there is no column ${shown(name)}`, remedy);
}

/** The table with a label that can be predicted. */
export function expectLabel(table: RawTable, label: string): Draft {
  expectColumn(table, label, 'course-label', '--label');
  const draft = draftOf(table, label);
  if ('what' in draft)
    throw usageError('course-label', `${draft.name} ${draft.what}`, draft.remedy ?? 'choose another label');
  const rows = draft.label.rows.length;
  if (rows < ROWS.fewest) throw amount(rows, `at least ${String(ROWS.fewest)}`, 'name a larger table');
  const most = ROWS.most.toLocaleString('en');
  if (rows > ROWS.most) throw amount(rows, `at most ${most}`, `take a sample of up to ${most} rows, by chance`);
  return draft;
}

function amount(rows: number, wanted: string, remedy: string): LabError {
  const found = `${rows.toLocaleString('en')} rows say what is to be predicted; a course has ${wanted}`;
  return usageError('course-table', found, remedy);
}

/** Without the columns that no model can be asked with: those are left out where somebody agrees, and refused elsewhere. */
export async function fitDraft(ui: Ui, asked: NewCourse, draft: Draft): Promise<Draft> {
  const unfit = unfitFeatures(draft);
  if (unfit.length > 0) await expectAgreed(ui, asked, draft.label.name, unfit);
  const out = new Set(unfit.map(({ name }) => name));
  const features = draft.features.filter(({ name }) => !out.has(name));
  if (features.length === 0) {
    throw usageError(
      'course-table',
      `no column is left to predict ${draft.label.name} by`,
      'name a table with more columns',
    );
  }
  if (features.length > MOST_FEATURES) {
    const found = `the table has ${features.length.toLocaleString('en')} columns to predict ${draft.label.name} by`;
    throw usageError(
      'course-table',
      `${found}; a course has up to ${String(MOST_FEATURES)}`,
      'leave some out with --drop',
    );
  }
  expectFewLevels(features);
  return { ...draft, features, unfit: [] };
}

/** All of them are in course.yaml, which people read, and whose reader has a limit. */
function expectFewLevels(features: readonly DraftColumn[]): void {
  const leveled = features.filter(({ kind }) => kind === 'level');
  const counts = leveled.map((column) => ({ name: column.name, levels: wordsIn(column).length }));
  const together = counts.reduce((sum, { levels }) => sum + levels, 0);
  if (together <= MOST_LEVELS) return;
  const most = counts.toSorted((one, other) => other.levels - one.levels).map(({ name }) => name);
  throw usageError(
    'course-table',
    `the columns have ${together.toLocaleString('en')} different words together; a course has up to ${MOST_LEVELS.toLocaleString('en')}`,
    `write one word for all that are rare, such as other, or leave out with --drop what has the most: ${some(most)}`,
  );
}

async function expectAgreed(ui: Ui, asked: NewCourse, label: string, unfit: readonly UnfitColumn[]): Promise<void> {
  if (!ui.interactive) throw refused(asked, label, unfit);
  for (const each of unfit) tell(ui, 'warning', sentence(each));
  const message = unfit.length === 1 ? 'Leave this column out?' : `Leave these ${String(unfit.length)} columns out?`;
  if (!(await ui.confirm({ message, default: true, flag: '--drop' }))) throw refused(asked, label, unfit);
}

function sentence({ name, what, remedy }: UnfitColumn): string {
  return remedy === undefined ? `${name} ${what}` : `${name} ${what}: ${remedy}`;
}

function refused({ folder, from = '', task, drop }: NewCourse, label: string, unfit: readonly UnfitColumn[]): LabError {
  const rest = unfit.length - MOST_LISTED;
  const lines = [...unfit.slice(0, MOST_LISTED).map(sentence), ...(rest > 0 ? [`and ${String(rest)} more`] : [])];
  const [only = ''] = lines;
  const message = lines.length === 1 ? only : `no model can be asked with these columns\n  ${lines.join('\n  ')}`;
  const them = unfit.length === 1 ? 'it' : 'them';
  const names = [...drop, ...unfit.map(({ name }) => name)];
  const args = ['--from', from, '--label', label, ...(task ? ['--task', task] : []), '--drop', ...names];
  const leave: Step = {
    say: unfit.every(({ remedy }) => remedy === undefined)
      ? `leave ${them} out`
      : `mend the table, or leave ${them} out`,
    command: mlopsLab('course', 'new', folder, ...args),
  };
  return usageError('course-table', message, [leave]);
}
