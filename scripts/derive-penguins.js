/**
 * Makes the table of the course of the penguins' mass out of what was measured: run it after a change of
 * data/penguins.csv, and commit the result.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const HEADER = 'body_mass_g,bill_length_mm,bill_depth_mm,flipper_length_mm,male,chinstrap,gentoo';

/**
 * @param {string} csv data/penguins.csv
 * @returns {string} courses/penguins/data.csv
 */
export function derived(csv) {
  const [header = '', ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  return [HEADER, ...lines.flatMap((line) => derivedRow(names, line.split(','))), ''].join('\n');
}

/**
 * None for a bird that was not measured in full.
 * @param {readonly string[]} names
 * @param {readonly string[]} values
 */
function derivedRow(names, values) {
  if (values.includes('')) return [];
  const bird = Object.fromEntries(names.map((name, at) => [name, values[at]]));
  const flags = [bird.sex === 'male', bird.species === 'Chinstrap', bird.species === 'Gentoo'];
  const measures = [bird.body_mass_g, bird.bill_length_mm, bird.bill_depth_mm, bird.flipper_length_mm];
  return [[...measures, ...flags.map(Number)].join(',')];
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const file = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);
  writeFileSync(file('courses/penguins/data.csv'), derived(readFileSync(file('data/penguins.csv'), 'utf8')));
}
