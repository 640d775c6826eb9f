/** Whose code is in the bundle: told with its licence, and refused where the licence is none that we may ship under. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ALLOWED = new Set(['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'CC0-1.0']);

/**
 * @param {Iterable<string>} modules paths of the modules that are in the bundle
 * @returns {string} the packages that they belong to, and each licence text with whose it is
 */
export function noticesOf(modules) {
  const folders = new Set([...modules].map(packageOf).filter((folder) => folder !== undefined));
  const packages = [...folders].map(read).sort((one, other) => (one.title < other.title ? -1 : 1));
  /** @type {Map<string, Set<string>>} */
  const holders = new Map();
  for (const { title, texts } of packages) {
    for (const text of texts) holders.set(text, (holders.get(text) ?? new Set()).add(title));
  }
  const notices = [...holders].map(([text, titles]) => [...titles, '', text].join('\n'));
  const list = [...new Set(packages.map(({ title }) => title))].join('\n');
  return `${[`This program holds code of:\n\n${list}`, ...notices].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`;
}

/** The packages that notices list, such as `chalk 5.6.2`. @param {string} notices @returns {string[]} */
export function namesIn(notices) {
  const [, list = ''] = notices.split('\n\n');
  return list.split('\n').map((line) => line.replace(/ \([^)]*\)$/, ''));
}

/** @param {string} module @returns {string | undefined} */
function packageOf(module) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/')) ?? [];
  return folder;
}

/** @param {string} folder */
function read(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!ALLOWED.has(license)) throw new Error(`${name} is under ${license}, which this package may not bring along`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { title: `${name} ${version} (${license})`, texts };
}
