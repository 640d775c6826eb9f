/** Characters that a terminal obeys, hides or reorders by, where it ought to show them; line ends are none. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The same as text in which nothing can be hidden: what is unseen is written as in JSON, such as `\u001b`. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, escaped);
}

/** Every text of an event; most in one line, since whoever names a thing must not write lines of our output. */
export function visibleEvent<Event extends object>(event: Event): Event {
  return visibleValue(event, visibleLine) as Event;
}

/** What may have several lines: an error is set off from our lines, and values of properties are put into one. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['error', 'before', 'after']);

function visibleValue(value: unknown, shown: (text: string) => string): unknown {
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return value.map((each) => visibleValue(each, shown));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, visibleValue(entry, SEVERAL_LINES.has(key) ? visible : shown)]),
  );
}

function visibleLine(text: string): string {
  return visible(text).replace(/\s*\n\s*/g, ' ');
}

/** JSON escapes only the first 32 characters by itself. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, escaped);
}

function escaped(character: string): string {
  if (character === '\t') return '\\t';
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
