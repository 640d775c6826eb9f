import { readFile } from 'node:fs/promises';
import { format } from 'oxfmt';

const CONFIG = new URL('../.oxfmtrc.json', import.meta.url);

/**
 * A generated file's text in the layout of all others. A page for `man` has one of its own.
 * @param {string} path @param {string} text
 */
export async function formatted(path, text) {
  if (path.endsWith('.1')) return text;
  const { $schema, ignorePatterns, ...options } = JSON.parse(await readFile(CONFIG, 'utf8'));
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return code;
}
