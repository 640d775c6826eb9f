import { MASK, withoutSecrets } from './secrets.ts';

const SECRET = /secret|token|password/i;

/** Nobody reads more of one value, and a log with ten million characters of it would be useless. */
const LONGEST = 20_000;

/** Events should not contain secrets; if one slips into an output or a message, its value is masked. */
export function redact<T>(value: T): T {
  return redactValue(value) as T;
}

const LONG_WORD = /\S{500,}/g;
const SHOWN_OF_WORD = 200;

/** The same for a single text, such as a question. */
export function redactText(text: string): string {
  if (text.length <= LONGEST) return withoutSecrets(text);
  return `${withoutSecrets(text.slice(0, LONGEST))}… (${text.length.toLocaleString('en')} characters)`;
}

/** Messages repeat what somebody typed, which may have any length. Prose has no words that long. */
export function legible(text: string): string {
  return text.replace(LONG_WORD, (word) => {
    const shown = withoutSecrets(word.slice(0, LONGEST)).slice(0, SHOWN_OF_WORD);
    return `${shown}… (${word.length.toLocaleString('en')} characters)`;
  });
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  const namesSecret = 'path' in value && typeof value.path === 'string' && SECRET.test(value.path);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const secret = SECRET.test(key) || (namesSecret && (key === 'before' || key === 'after'));
      return [key, secret && typeof entry === 'string' ? MASK : redactValue(entry)];
    }),
  );
}
