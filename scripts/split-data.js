/**
 * Makes the lab's training data and hold-out data of the penguins: run it after a change of data/penguins.csv, and commit
 * the result. A row's own content decides where it goes, so that the split is the same on every machine and for ever.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const HEADER = 'body_mass_g,bill_length_mm,bill_depth_mm,flipper_length_mm,male,chinstrap,gentoo';

/**
 * @param {string} csv data/penguins.csv
 * @returns {{ train: string, holdout: string }}
 */
export function split(csv) {
  const [header = '', ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  const rows = lines.flatMap((line) => derivedRow(names, line.split(',')));
  return {
    train: [HEADER, ...rows.filter((row) => !isHeldOut(row)), ''].join('\n'),
    holdout: [HEADER, ...rows.filter(isHeldOut), ''].join('\n'),
  };
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

/**
 * One row in four.
 * @param {string} row
 */
function isHeldOut(row) {
  return (createHash('sha256').update(row).digest()[0] ?? 0) < 64;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const file = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);
  const { train, holdout } = split(readFileSync(file('data/penguins.csv'), 'utf8'));
  writeFileSync(file('templates/data/train.csv'), train);
  writeFileSync(file('templates/data/holdout.csv'), holdout);
}
