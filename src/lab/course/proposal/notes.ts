import { firstOf } from '../../quantities.ts';
import { shown } from '../../submission/shown.ts';
import type { Draft, DraftColumn } from './draft.ts';
import { giveawayIn } from './giveaways.ts';
import { repeatsIn } from './repeats.ts';
import { isMeasured, numbersIn, valueCounts, wordsIn } from './values.ts';
import { countsOf } from './raw-table.ts';

/** Something that whoever makes a course should know of its table. */
export interface Note {
  readonly level: 'info' | 'warning';
  readonly message: string;
}

const MOST_NAMED = 5;
const MANY_LEVELS = 50;
/** The usual ways to write a missing number as a number. */
const STAND_INS: ReadonlySet<number> = new Set([-9, -99, -999, -9999, -99_999]);

/** What a table is like, of which a course can be made. */
export function notesOn(draft: Draft): Note[] {
  const columns = [draft.label, ...draft.features];
  return [
    ...told('info', unanswered(draft)),
    ...told('info', missing(columns)),
    ...told('info', flags(columns)),
    ...told('info', rewritten(columns)),
    ...told('warning', sureSigns(draft)),
    ...told('warning', standIns(columns)),
    ...told('warning', manyLevels(draft.features)),
    ...told('warning', spellings(columns)),
    ...repeated(draft),
  ];
}

function told(level: Note['level'], message: string | undefined): Note[] {
  return message === undefined ? [] : [{ level, message }];
}

/** Names in a sentence, the first of them where they are many. */
export function some(names: readonly string[]): string {
  return firstOf(names, MOST_NAMED);
}

function unanswered({ unanswered: rows, label }: Draft): string | undefined {
  return rows > 0 ? `${counted(rows, 'row')} without ${label.name} ${rows === 1 ? 'is' : 'are'} left out` : undefined;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function missing(columns: readonly DraftColumn[]): string | undefined {
  const found = columns.flatMap((column) => {
    const rows = valueCounts(column).get('') ?? 0;
    return rows > 0 ? [`${column.name} (${counted(rows, 'row')}${writtenAs(column)})`] : [];
  });
  return found.length > 0 ? `values are missing in ${some(found)}` : undefined;
}

function writtenAs({ texts, clean }: DraftColumn): string {
  const words = texts.filter((text, at) => clean[at] === '' && text !== '');
  return words.length > 0 ? `, written ${words.slice(0, MOST_NAMED).join(', ')}` : '';
}

/** Nothing is told of what is 0 and 1 already. */
function flags(columns: readonly DraftColumn[]): string | undefined {
  const found = columns.flatMap(({ name, texts, yes }) =>
    yes === undefined || yes === '1' ? [] : [`${name} (${texts.find((text) => text.toLowerCase() === yes) ?? yes})`],
  );
  return found.length > 0 ? `what means yes is written 1, and no is written 0, in ${some(found)}` : undefined;
}

/** Commas and quotes separate values. */
function rewritten(columns: readonly DraftColumn[]): string | undefined {
  const found = columns.flatMap(({ name, kind, texts, clean }) => {
    const at = texts.findIndex((text, each) => kind === 'level' && clean[each] !== '' && clean[each] !== text);
    return at < 0 ? [] : [`${name} (${shown(texts[at])} is ${shown(clean[at])})`];
  });
  return found.length > 0 ? `words are written without commas and quotes in ${some(found)}` : undefined;
}

function sureSigns({ features, label }: Draft): string | undefined {
  const names = features.filter((column) => giveawayIn(column, label) === 'certain').map(({ name }) => name);
  if (names.length === 0) return undefined;
  return (
    `${some(names)} alone tells ${label.name} in every row: if it is known only after the answer is, ` +
    `leave it out with --drop`
  );
}

function standIns(columns: readonly DraftColumn[]): string | undefined {
  const found = columns.flatMap((column) => {
    const [lowest = 0, next = -1] = isMeasured(column) ? numbersIn(column) : [];
    return STAND_INS.has(lowest) && next >= 0 ? [`${String(lowest)} in ${column.name}`] : [];
  });
  if (found.length === 0) return undefined;
  return `${some(found)} may stand for a missing value, since all others are 0 or more: leave it empty then`;
}

function manyLevels(features: readonly DraftColumn[]): string | undefined {
  const found = features.flatMap((column) => {
    const levels = column.kind === 'level' ? wordsIn(column).length : 0;
    return levels > MANY_LEVELS ? [`${column.name} (${String(levels)})`] : [];
  });
  if (found.length === 0) return undefined;
  return `there are many levels in ${some(found)}: models take their order for a size, and learn rare ones by heart`;
}

function spellings(columns: readonly DraftColumn[]): string | undefined {
  const found = columns.flatMap((column) => {
    const words = column.kind === 'level' ? wordsIn(column) : [];
    const twice = words.find((word, at) => words.findIndex((each) => sameWord(each, word)) < at);
    return twice === undefined ? [] : [`${column.name} (${shown(twice)})`];
  });
  return found.length > 0 ? `words differ only in capitals in ${some(found)}: write each in one way` : undefined;
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function repeated(draft: Draft): Note[] {
  const { equal, contradicting } = repeatsIn(draft);
  const rows = draft.label.rows.length;
  const { name } = draft.label;
  return [
    ...(equal > 0
      ? told(
          'info',
          `${counted(equal, 'row')} ${equal === 1 ? 'is' : 'are'} there twice: equal rows are held out, or trained with, together`,
        )
      : []),
    ...(contradicting > rows / 10
      ? told(
          'warning',
          `${counted(contradicting, 'row')} differ from one before in ${name} alone, and no model tells them apart`,
        )
      : []),
  ];
}

/** The rows of each class, as people compare them. */
export function sharesOf(label: DraftColumn): string {
  const total = countsOf(label).reduce((sum, count) => sum + count, 0);
  const shares = [...valueCounts(label)].sort(([, one], [, other]) => other - one);
  return some(shares.map(([value, rows]) => `${value} ${((100 * rows) / total).toFixed(1)} %`));
}
