import { UNSEEN } from '../../lab/unseen.ts';

/** Makes all characters visible: hidden ones are escaped as in JSON, such as `\u001b`. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, escaped);
}

/**
 * Makes every text of an event visible; most become a single line, since names given by others must not start lines of
 * our output.
 */
export function visibleEvent<Event extends object>(event: Event): Event {
  return visibleValue(event, visibleLine) as Event;
}

/**
 * Texts that may have several lines: errors are indented, values of properties are put on one line, and a roster has only
 * names of labs and ids in it.
 */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['error', 'before', 'after', 'csv']);

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

/**
 * JSON itself escapes only the first 32 characters. GitHub's runner takes `##[` for the begin of a command wherever it stands
 * (`ui/ci/github.ts`).
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, escaped).replaceAll('##[', '#\\u0023[');
}

function escaped(character: string): string {
  if (character === '\t') return '\\t';
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
