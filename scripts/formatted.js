import { readFile } from 'node:fs/promises';
import { format } from 'oxfmt';

const CONFIG = new URL('../.oxfmtrc.json', import.meta.url);

/**
 * A generated file's text in the layout of all others. Pages for `man` and pictures have their own.
 * @param {string} path @param {string} text
 */
export async function formatted(path, text) {
  if (/\.(1|svg)$/.test(path)) return text;
  const { $schema, ignorePatterns, ...options } = JSON.parse(await readFile(CONFIG, 'utf8'));
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return code;
}
