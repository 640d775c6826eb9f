import { beginningOf } from '../beginning.ts';
import { looksSecret, masked } from '../secrets.ts';

const LONGEST = 60;

/** A submitted value as messages show it: short and on one line, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === undefined) return 'missing';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null';
}

function shownText(text: string): string {
  if (looksSecret(text)) return masked(text);
  if (text.length <= LONGEST) return JSON.stringify(text);
  return `${JSON.stringify(`${beginningOf(text, LONGEST)}…`)} (${text.length.toLocaleString('en')} characters)`;
}
