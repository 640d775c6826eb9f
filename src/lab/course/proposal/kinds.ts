import { shown } from '../../submission/shown.ts';
import { isWithinReach } from '../encoding.ts';
import { isDate } from './dates.ts';
import { isMissing, isMissingNumber } from './missing.ts';
import { areAmbiguous, type Mark, marksOf, numberText } from './numbers.ts';
import { countsOf, type RawColumn } from './raw-table.ts';
import { meansYes, plainWord, yesAmong } from './words.ts';

/** What a column is, with each of its texts as a course's table has it: empty where the value is missing. */
export interface Understood {
  readonly kind: 'number' | 'whole' | 'flag' | 'level';
  readonly clean: readonly string[];
  /** Of a flag: the word that means yes. */
  readonly yes?: string;
}

/** Why no model can be asked with a column, and what to do. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly what: string;
  /** Absent where nothing helps but to leave the column out. */
  readonly remedy?: string;
  /** One of the texts that are to blame, by its place, where these are few. */
  readonly text?: number;
}

/** Most of a column: what is otherwise is a slip. */
const MOST_OF_IT = 0.8;
const LONGEST_WORD = 80;
const USUAL_WORD = 40;
const MOST_LEVELS = 1000;
/** Fewer differing words are few, however small the table is. */
const FEW = 20;

/** What a column is, by what its texts look like; the mark is that of the whole table's numbers. */
export function kindOf(column: RawColumn, mark: Mark | undefined): Understood | Unfit {
  const { texts } = column;
  const present = texts.filter((text) => !isMissing(text));
  if (present.length === 0) return unfit('has no value');
  const yes = yesAmong(present);
  if (yes !== undefined) return flag(texts, yes);
  if (present.length === 1) return unfit(`is ${shown(present[0])} in every row that has a value`);
  return numbers(column, mark) ?? dates(column) ?? mixed(column, mark) ?? words(column, present);
}

function unfit(what: string, remedy?: string, text?: number): Unfit {
  return { kind: 'unfit', what, ...(remedy !== undefined && { remedy }), ...(text !== undefined && { text }) };
}

function flag(texts: readonly string[], yes: string): Understood {
  return { kind: 'flag', yes, clean: texts.map((text) => (isMissing(text) ? '' : meansYes(text, yes) ? '1' : '0')) };
}

function numbers({ texts }: RawColumn, mark: Mark | undefined): Understood | Unfit | undefined {
  if (texts.some((text) => /^0\d+$/.test(text))) return undefined;
  const marks = marksOf(texts);
  const [first] = marks;
  if (first === undefined) return undefined;
  if (marks.length > 1 && areAmbiguous(texts) && mark === undefined && texts.some((text) => text.includes(','))) {
    const [one] = texts.filter((text) => text.includes(','));
    return unfit(
      `has numbers such as ${shown(one)}, whose comma may separate thousands or decimals`,
      'write its numbers with a point before decimals and without thousands separators',
    );
  }
  return measured(texts, mark !== undefined && marks.includes(mark) ? mark : first);
}

function measured(texts: readonly string[], mark: Mark): Understood | Unfit {
  const clean = texts.map((text) => numberText(text, mark) ?? '');
  const values = clean.filter((text) => text !== '').map(Number);
  const huge = clean.findIndex((text) => !isWithinReach(Number(text), false));
  if (huge >= 0) {
    return unfit(`has ${shown(texts[huge])}, too large a number for XGBoost`, 'mend it', huge);
  }
  if (new Set(values).size === 1) return unfit(`is ${String(values[0])} in every row that has a value`);
  if (new Set(values.map(Math.fround)).size === 1) {
    return unfit(
      `is about ${String(clean.find((text) => text !== ''))} in every row, and differs by less than XGBoost's single precision tells apart`,
      'write its difference from one of the values, in a smaller unit',
    );
  }
  return { kind: values.every(Number.isInteger) ? 'whole' : 'number', clean };
}

/** The share of the rows with a value whose text is of a kind. */
function share(column: RawColumn, isOfKind: (text: string) => boolean): number {
  const counts = countsOf(column);
  const sum = (fits: (text: string) => boolean) =>
    column.texts.reduce((total, text, at) => total + (!isMissing(text) && fits(text) ? (counts[at] ?? 0) : 0), 0);
  return sum(isOfKind) / sum(() => true);
}

function dates(column: RawColumn): Unfit | undefined {
  if (share(column, isDate) < MOST_OF_IT) return undefined;
  const example = shown(column.texts.find(isDate));
  return unfit(
    `is a date or a time, such as ${example}`,
    'write what matters of it as a number, such as the month or an age in days',
  );
}

function mixed(column: RawColumn, mark: Mark | undefined): Unfit | undefined {
  const { texts } = column;
  const isNumber = (text: string) => numberText(text, mark ?? 'point') !== undefined;
  const isCode = texts.some((text) => /^0\d+$/.test(text));
  if (isCode || share(column, isNumber) < MOST_OF_IT) return adorned(column);
  const odd = texts.findIndex((text) => !isMissingNumber(text) && !isNumber(text));
  return unfit(
    `has numbers, and ${shown(texts[odd])}, which is none`,
    'mend that, or leave it empty where the value is missing',
    odd,
  );
}

/** $1,234 and 12 % are numbers to people alone. */
function adorned(column: RawColumn): Unfit | undefined {
  const isAdorned = (text: string) => /^[^\d\s,.;:-]{0,3} ?[+-]?[\d.,]*\d ?[^\d\s,.;:-]{0,3}$/u.test(text);
  const isSigned = (text: string) => isAdorned(text) && /[$€£¥%°]/.test(text);
  if (share(column, isSigned) < MOST_OF_IT) return undefined;
  const example = shown(column.texts.find(isSigned));
  return unfit(`has numbers with a sign, such as ${example}`, 'write the numbers alone, and the unit into the header');
}

function words(column: RawColumn, present: readonly string[]): Understood | Unfit {
  const clean = column.texts.map((text) => (isMissing(text) ? '' : plainWord(text)));
  const alike = alikeIn(clean);
  if (alike) return alike;
  const rows = countsOf(column).reduce((sum, count, at) => sum + (clean[at] === '' ? 0 : count), 0);
  const length = present.reduce((sum, text) => sum + text.length, 0) / present.length;
  const longest = clean.reduce((most, text) => Math.max(most, text.length), 0);
  const example = shown(present[0]);
  if (present.length === rows && rows > FEW && !present.some((text) => text.length > USUAL_WORD)) {
    return unfit(`differs in every row, such as ${example}: it is a name or a number of the row`);
  }
  if (longest > LONGEST_WORD || length > USUAL_WORD || (present.length > FEW && present.length > rows / 2)) {
    return unfit(`is free text, such as ${example}`, 'write what matters of it as columns of words or numbers');
  }
  if (present.length > MOST_LEVELS) {
    const found = `has ${present.length.toLocaleString('en')} different words; a course takes ${MOST_LEVELS.toLocaleString('en')}`;
    return unfit(found, 'write one word for all that are rare, such as other');
  }
  return { kind: 'level', clean };
}

/** Words may differ in nothing but what no word of a course has. */
function alikeIn(clean: readonly string[]): Unfit | undefined {
  const [first, second] = new Set(clean.filter((text) => text !== ''));
  if (second !== undefined) return undefined;
  if (first === undefined) return unfit('has only values of characters that cannot be seen');
  return unfit(
    `is ${shown(first)} in every row that has a value, but for commas, quotes and the composition of letters`,
  );
}
