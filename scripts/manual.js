import { readFileSync } from 'node:fs';
import { loadSource } from './load-source.js';

/** @typedef {typeof import('../src/commands/index.ts')} Commands */
/** @typedef {typeof import('../src/commands/manual/page.ts')} Page */

const { commandLine, COMMAND_NAMES } = /** @type {Commands} */ (await loadSource('src/commands/index.ts'));
const { manualPage } = /** @type {Page} */ (await loadSource('src/commands/manual/page.ts'));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The page for `man`, of the commands as they stand. None of them is run. */
export async function manual() {
  const nothing = async () => {};
  const runner = {
    run: nothing,
    serve: nothing,
    report: nothing,
    roster: nothing,
    completion: nothing,
    names: nothing,
  };
  return manualPage(await commandLine(COMMAND_NAMES, version, runner), version);
}
