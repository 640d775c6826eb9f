import { Refusal } from './refusal.ts';
import { own } from '../../own.ts';

const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };

/** Refuses dialects that would be read as one long line or one wide column, and names them. */
export function expectUsualDialect(text: string, name: string): void {
  expectLineEnds(text, name);
  const [first = ''] = text.split('\n', 1);
  if (/^"?sep=/i.test(first)) {
    throw new Refusal(`${name} begins with the line ${first.trim()}, which only Excel reads; remove that line`);
  }
  const separator = first.includes(',') ? undefined : Object.keys(SEPARATORS).find((each) => first.includes(each));
  if (separator === undefined) return;
  const commas = /\d,\d/.test(text) ? ', and write numbers with a point instead of a comma' : '';
  throw new Refusal(
    `${name} separates its values by ${own(SEPARATORS, separator) ?? ''}; separate them by commas${commas}`,
  );
}

/** Old Macs end lines with a carriage return alone, and some programs still offer it. */
function expectLineEnds(text: string, name: string): void {
  if (!/\r(?!\n)./.test(text) || text.includes('\n')) return;
  throw new Refusal(`${name} ends its lines with carriage returns alone; save it with line ends of Windows or Unix`);
}
