import { readFileSync } from 'node:fs';
import { loadSource } from './load-source.js';

/** @typedef {typeof import('../src/commands/manual/page.ts')} Page */

const { manualPage } = /** @type {Page} */ (await loadSource('src/commands/manual/page.ts'));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The page for `man`, of the commands as they stand. */
export function manual() {
  return manualPage(version);
}
