import { UNSEEN } from '../lab/unseen.ts';
import { own } from '../own.ts';

/** Text that is markup already. Anything else is escaped where it is put into markup. */
export interface Markup {
  readonly text: string;
}

type Value = string | Markup | readonly Markup[];

/** Escapes every value, so that names given by others stay text. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { text: parts.map((part, at) => part + textOf(values[at])).join('') };
}

export function raw(text: string): Markup {
  return { text };
}

function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  return 'text' in value ? value.text : value.map(({ text }) => text).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text
    .replace(UNSEEN, (unseen) => `\\u{${(unseen.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"']/g, (special) => own(ENTITIES, special) ?? special);
}
