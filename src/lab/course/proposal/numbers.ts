import { isNumber } from '../../submission/number.ts';
import { isMissingNumber } from './missing.ts';

/** What stands before the decimals of a number. */
export type Mark = 'point' | 'comma';

/** Numbers whose digits are in groups of three: 1,234.5 and 1.234,5. */
const GROUPED: Readonly<Record<Mark, RegExp>> = {
  point: /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
  comma: /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
};

/** A number with a point before its decimals; undefined where the text is no number by that mark. */
export function numberText(text: string, mark: Mark): string | undefined {
  if (mark === 'point') return ungrouped(text, mark, ',');
  if (/\./.test(text) && !GROUPED.comma.test(text)) return undefined;
  return ungrouped(text.replace(',', '.'), mark, '.', text);
}

function ungrouped(plain: string, mark: Mark, separator: string, text = plain): string | undefined {
  if (GROUPED[mark].test(text)) return text.replaceAll(separator, '').replace(',', '.');
  return isNumber(plain) ? plain : undefined;
}

/** The marks by which all texts are numbers, apart from what is missing. */
export function marksOf(texts: readonly string[]): Mark[] {
  const present = texts.filter((text) => !isMissingNumber(text));
  const fits = (mark: Mark) => present.every((text) => numberText(text, mark) !== undefined);
  return present.length === 0 ? [] : (['point', 'comma'] as const).filter(fits);
}

/** Whether it makes a difference by which mark the texts are read: 1,234 is one number or another. */
export function areAmbiguous(texts: readonly string[]): boolean {
  return texts.some((text) => {
    const [one, other] = [numberText(text, 'point'), numberText(text, 'comma')];
    return one !== undefined && other !== undefined && Number(one) !== Number(other);
  });
}

/** The mark of a table, as far as its columns tell: whoever writes one number with a comma does so with all. */
export function markOfTable(columns: readonly { readonly texts: readonly string[] }[]): Mark | undefined {
  const certain = new Set(
    columns.flatMap(({ texts }) => {
      const marks = marksOf(texts);
      return marks.length === 1 ? marks : [];
    }),
  );
  return certain.size === 1 ? [...certain][0] : undefined;
}
