import { createHash } from 'node:crypto';
import { own, put } from '../../own.ts';

/** Long texts that are the same in many places are kept once, by what they say. */
export type Texts = Record<string, string>;

/** Returns what the text is found by. */
export function keepText(texts: Texts, text: string): string {
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  if (!Object.hasOwn(texts, name)) put(texts, name, text);
  return name;
}

export function keptText(texts: Texts, name: string): string {
  const text = own(texts, name);
  if (text === undefined) throw new Error(`the sandbox has no text ${name}`);
  return text;
}
