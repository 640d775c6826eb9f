import { stripVTControlCharacters } from 'node:util';

const LONGEST = 300;
const NAMED_SECRET = /((?:secret|token|password|passwd|pwd)[\w-]*["']?\s*[=:]\s*["']?)[^\s"',;]+/gi;
/** As long as an AWS secret key, and as mixed. */
const LOOKS_SECRET = /(?=[\w+/=]*\d)(?=[\w+/=]*[a-z])(?=[\w+/=]*[A-Z])[\w+/=]{40,}/g;

/** Another program's output, fit for one line of a message: no control characters, no secrets, not too long. */
export function plainWords(text: string): string {
  const line = stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const masked = line.replace(NAMED_SECRET, '$1******').replace(LOOKS_SECRET, '******');
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}
