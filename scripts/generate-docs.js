/**
 * Writes the pages under docs/ that are generated from the program. Commit the result.
 * With `--check` nothing is written, and a page that is out of date fails the run.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { eventSchemaText } from './event-schema.js';
import { formatted } from './formatted.js';
import { loadSource } from './load-source.js';
import { manual } from './manual.js';
import { session } from './session.js';

const { errorReference } = /** @type {typeof import('../src/error-codes/reference.ts')} */ (
  await loadSource('src/error-codes/reference.ts')
);
const { configurationReference, courseSchemaText, jsonSchemaText } =
  /** @type {typeof import('../src/config/reference.ts')} */ (await loadSource('src/config/reference.ts'));

/** @type {Readonly<Record<string, () => string | Promise<string>>>} */
const PAGES = {
  'docs/configuration.md': configurationReference,
  'docs/course.schema.json': courseSchemaText,
  'docs/errors.md': errorReference,
  'docs/events.schema.json': eventSchemaText,
  'docs/mlops-lab.1': manual,
  'docs/mlops-lab.schema.json': jsonSchemaText,
  'docs/pictures/session.svg': session,
};

const check = process.argv.includes('--check');
const root = new URL('../', import.meta.url);

for (const [page, generate] of Object.entries(PAGES)) {
  const file = new URL(page, root);
  const text = await formatted(file.pathname, await generate());
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === text) continue;
  if (check) {
    process.stderr.write(`${page} is out of date: run node scripts/generate-docs.js\n`);
    process.exitCode = 1;
  } else {
    await writeFile(file, text);
    process.stdout.write(`wrote ${page}\n`);
  }
}

/**
 * Pages that are made of what tests find out. They check themselves whenever the tests run, or the checks of documents and policies.
 * @type {readonly string[][]}
 */
const FROM_TESTS = [
  ['test/docs'],
  ['--mode', 'documents', 'events', 'session', 'lab-guide'],
  ['--mode', 'policies', '--testNamePattern', 'page on (permissions|security)'],
];

for (const tests of check ? [] : FROM_TESTS) {
  const { status } = spawnSync('npx', ['vitest', 'run', ...tests, '--update'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
