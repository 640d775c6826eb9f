/**
 * Makes the tables of the courses of the package out of what others measured: run it after a change of a file in data/,
 * and commit the result.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

/** @typedef {Readonly<Record<string, string>>} Row */
/** @typedef {{ readonly from: string, readonly header: string, readonly row: (row: Row) => readonly (string | number)[] }} Table */

const CARGO = ['FEDEX EXPRESS', 'UPS AIRLINES', 'ABX AIR', 'ASTAR AIR CARGO'];
const BUSINESS = ['BUSINESS', 'PRIVATELY OWNED', 'EXECUTIVE JET AVIATION'];
const STATE = ['MILITARY', 'GOVERNMENT'];

/** How each table is made; no values for a row that is left out. @type {Readonly<Record<string, Table>>} */
const TABLES = {
  penguins: {
    from: 'data/penguins.csv',
    header: 'body_mass_g,bill_length_mm,bill_depth_mm,flipper_length_mm,male,chinstrap,gentoo',
    row: (bird) => (Object.values(bird).includes('') ? [] : [...measuresOf(bird), ...flagsOf(bird)]),
  },
  'penguin-species': {
    from: 'data/penguins.csv',
    header: 'species,body_mass_g,bill_length_mm,bill_depth_mm,flipper_length_mm,sex',
    row: (bird) => (measuresOf(bird).join('') === '' ? [] : [bird.species ?? '', ...measuresOf(bird), bird.sex ?? '']),
  },
  birdstrikes: {
    from: 'data/birdstrikes.csv',
    header: 'outcome,phase,speed_kn,size,species,time_of_day,day_of_year,operator',
    row: strikeRow,
  },
};

/** @param {Row} bird */
function measuresOf(bird) {
  return ['body_mass_g', 'bill_length_mm', 'bill_depth_mm', 'flipper_length_mm'].map((name) => bird[name] ?? '');
}

/** @param {Row} bird */
function flagsOf({ sex, species }) {
  return [sex === 'male', species === 'Chinstrap', species === 'Gentoo'].map(Number);
}

/** What the letters of some reports stand for is told nowhere. @param {Row} strike */
function strikeRow(strike) {
  const damage = strike['Effect Amount of damage'] ?? '';
  if (damage.length === 1) return [];
  const species = strike['Wildlife Species'] ?? '';
  return [
    damage === 'None' ? 'unharmed' : 'damaged',
    strike['Phase of flight'] ?? '',
    strike['Speed IAS in knots'] ?? '',
    strike['Wildlife Size'] ?? '',
    species.startsWith('Unknown') ? '' : species,
    strike['Time of day'] ?? '',
    dayOfYear(strike['Flight Date'] ?? ''),
    operatorOf(strike['Aircraft Airline Operator'] ?? ''),
  ];
}

/** @param {string} date */
function dayOfYear(date) {
  const day = 24 * 60 * 60 * 1000;
  return 1 + (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / day;
}

/** @param {string} name */
function operatorOf(name) {
  if (name === 'UNKNOWN') return '';
  if (CARGO.includes(name)) return 'cargo';
  if (BUSINESS.includes(name)) return 'business';
  return STATE.includes(name) ? 'state' : 'airline';
}

/**
 * @param {string} name Of the course.
 * @param {(path: string) => string} read
 */
export function derived(name, read) {
  const table = TABLES[name];
  if (!table) throw new Error(`no table is known of the course ${name}`);
  const [header = '', ...lines] = read(table.from).trim().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => line.split(',')).map((values) => table.row(rowOf(names, values)));
  return [table.header, ...rows.filter((row) => row.length > 0).map((row) => row.join(',')), ''].join('\n');
}

/** @param {readonly string[]} names @param {readonly string[]} values */
function rowOf(names, values) {
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const file = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);
  for (const name of Object.keys(TABLES)) {
    writeFileSync(
      file(`courses/${name}/data.csv`),
      derived(name, (path) => readFileSync(file(path), 'utf8')),
    );
  }
}
