import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const PENGUINS = resolve(import.meta.dirname, '../../courses/penguins');

/** What somebody has done to the course of the penguins. */
type Change = (folder: string) => void;

const edit =
  (name: string, change: (text: string) => string): Change =>
  (folder) =>
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));
const yaml = (from: string | RegExp, to: string) => edit('course.yaml', (text) => text.replace(from, to));
const rows = (change: (row: string, at: number) => string) =>
  edit('data.csv', (text) => text.trim().split('\n').map(change).join('\n'));
const elsewhere =
  (name: string): Change =>
  (folder) => {
    rmSync(join(folder, name), { recursive: true, force: true });
    symlinkSync(join(PENGUINS, '..', '..', 'package.json'), join(folder, name));
  };

/** Nine levels of nine aliases each: 9 to the power of 9 values. */
const BOMB = [
  'a: &a [lol]',
  ...[...'bcdefghij'].map(
    (each, at) =>
      `${each}: &${each} [${Array.from({ length: 9 }, () => `*${String.fromCharCode(97 + at)}`).join(', ')}]`,
  ),
].join('\n');

/** Courses that nobody can teach, each with what is said of it, in one message. */
const BAD: readonly (readonly [what: string, change: Change, message: RegExp])[] = [
  ['has an unknown type', yaml('type: flag', 'type: text'), /course.yaml:\d+:\d+: columns, item 5, type is "text"/],
  ['has a key of every object', yaml(/^metrics:/m, 'metrics:\n  __proto__: {}'), /the key "__proto__" names nothing/],
  ['has a second document', yaml(/^title: /m, '---\ntitle: '), /a second document begins here, and one is read/],
  [
    'leads to a page that is a script',
    yaml(/^  url: .*/m, '  url: "javascript:alert(1)"'),
    /source, url is "javascript:alert\(1\)"; write the address of a page/,
  ],
  ['has a title of two lines', yaml(/^title: .*/m, 'title: "a\\u2028b"'), /title is "a\Wb"; write a line of text/],
  ['has a number for a text', yaml(/^title: .*/m, 'title: 5'), /course.yaml:3:8: title is 5; write a line of text/],
  ['has text for a number', yaml('above: 0', 'above: nothing'), /columns, item 1, above is "nothing"; write a number/],
  ['has a list for a group', yaml(/^holdOut: .*/m, 'holdOut: [0.25]'), /holdOut is a list; write its keys/],
  [
    'predicts a column that is not there',
    yaml(/^label: .*/m, 'label: weight'),
    /label is "weight", and there is no such column/,
  ],
  ['has no label', yaml(/^label: .*\n/m, ''), /label is missing/],
  ['has a label that may be missing', yaml('above: 0', 'above: 0, missing: true'), /missing is true for the label/],
  [
    'has a label without values',
    rows((row, at) => (at === 7 ? row.replace(/^\d+/, '') : row)),
    /data.csv line 8, body_mass_g: the value is missing/,
  ],
  [
    'holds out everything',
    yaml('fraction: 0.25', 'fraction: 1'),
    /holdOut, fraction is 1; write a number from 0.05 to 0.5/,
  ],
  [
    'holds out hardly anything',
    yaml('fraction: 0.25', 'fraction: 0.05'),
    /what is held out of data.csv has \d+ rows; it needs 50/,
  ],
  [
    'has a threshold that guessing passes',
    yaml('threshold: 10', 'threshold: 50'),
    /mdape has the threshold 50 %, and the same guess for every row reaches 13/,
  ],
  ['has a threshold that everything passes', yaml('rmse: {}', 'r2: { threshold: -1 }'), /metrics, r2, threshold is -1/],
  ['has a metric of classes', yaml('rmse: {}', 'auc: {}'), /metrics, auc is a metric of binary and multiclass/],
  [
    'asks whether of a number',
    yaml('task: regression', 'task: binary'),
    /course.yaml has \d mistakes|binary predicts one of two classes/,
  ],
  [
    'has one class only',
    (folder) => {
      yaml('task: regression', 'task: binary')(folder);
      yaml(/^label: .*/m, 'label: male')(folder);
      yaml(
        /^metrics:[^]*?(?=^plausibility|^#.*\n#.*\nplausibility)/m,
        'metrics: { auc: { threshold: 0.6 } }\n',
      )(folder);
      yaml(/^plausibility: .*\n/m, '')(folder);
      rows((row, at) => (at === 0 ? row : row.replace(/,[01](,[01],[01])$/, ',0$1')))(folder);
    },
    /data.csv has no row of "1"/,
  ],
  ['is a YAML bomb', edit('course.yaml', () => BOMB), /stands for too many values by its aliases/],
  ['is nested without an end', edit('course.yaml', () => '['.repeat(5000)), /is nested|this is not YAML/],
  [
    'has an alias to itself',
    edit('course.yaml', () => 'a: &a [*a]'),
    /the alias \*a stands for something that holds it/,
  ],
  [
    'has a tag for code',
    yaml(/^title: .*/m, 'title: !!js/function "() => 1"'),
    /is no value of a course's type|this is not YAML/,
  ],
  [
    'has a key twice',
    edit('course.yaml', (text) => `${text}\nlabel: male\n`),
    /the key "label" stands at .*course.yaml:\d+:1 already/,
  ],
  [
    'has a file of 5 GB for its text',
    (folder) => truncateSync(join(folder, 'course.yaml'), 5_000_000_000),
    /course.yaml has more than 1 MB/,
  ],
  [
    'has a table of 5 GB',
    (folder) => truncateSync(join(folder, 'data.csv'), 5_000_000_000),
    /data.csv has 5,000,000,000 bytes; at most 50,000,000/,
  ],
  [
    'has a notebook of 5 GB',
    (folder) => {
      writeFileSync(join(folder, 'notebooks/big.ipynb'), '');
      truncateSync(join(folder, 'notebooks/big.ipynb'), 5_000_000_000);
    },
    /notebooks\/big.ipynb has 5,000,000,000 bytes/,
  ],
  ['has a table that is elsewhere', elsewhere('data.csv'), /data.csv is a link that leads out of the folder/],
  [
    'has a notebook that is elsewhere',
    elsewhere('notebooks/all.ipynb'),
    /notebooks\/all.ipynb is a link that leads out of the folder/,
  ],
  [
    'has a folder for its table',
    (folder) => {
      rmSync(join(folder, 'data.csv'));
      mkdirSync(join(folder, 'data.csv'));
    },
    /data.csv is no file/,
  ],
  [
    'has hold-out data that overlap',
    (folder) => {
      yaml('fraction: 0.25', 'file: holdout.csv')(folder);
      cpSync(join(folder, 'data.csv'), join(folder, 'holdout.csv'));
    },
    /(\d+) of \1 rows of holdout.csv stand in data.csv too, such as line 2,/,
  ],
  [
    'has hold-out data elsewhere',
    yaml('fraction: 0.25', 'file: ../data.csv'),
    /holdOut, file is "..\/data.csv"; write/,
  ],
  ['has a table without a column', rows((row) => row.split(',').slice(0, -1).join(',')), /has no column gentoo/],
  [
    'has a row that is too long',
    rows((row, at) => (at === 3 ? `${row},9` : row)),
    /data.csv line 4 has 8 values, and the header 7/,
  ],
  [
    'has a value that is no number',
    rows((row, at) => (at === 3 ? row.replace(/^\d+/, 'heavy') : row)),
    /data.csv line 4, body_mass_g: "heavy" is not a number/,
  ],
  [
    'has decimal commas',
    rows((row, at) => (at === 0 ? row : row.replaceAll(',', ';'))),
    /data.csv line 2 has 1 values, and the header 7|data.csv/,
  ],
  [
    'has no notebooks',
    (folder) => rmSync(join(folder, 'notebooks'), { recursive: true }),
    /there is no folder notebooks/,
  ],
  ['is empty', edit('course.yaml', () => ''), /course.yaml:1:1 is null; write its keys/],
];

describe('a course that cannot be taught', () => {
  it('is one of thirty kinds and more', () => {
    expect(BAD.length).toBeGreaterThanOrEqual(30);
  });

  it.each(BAD)('since it %s is refused by one message, and nothing is deployed', async (_, change, message) => {
    const cwd = workFolder();
    const folder = join(cwd, 'mine');
    cpSync(PENGUINS, folder, { recursive: true });
    change(folder);
    const init = await mlopsLab(['init', '--sandbox', '--yes', '--course', folder, '--output', 'json'], { cwd });
    expect(init.code).toBe(2);
    const lines = init.stdout.trim().split('\n');
    const { error } = JSON.parse(lines.at(-1) ?? '') as { readonly error?: { readonly message: string } };
    expect(error?.message).toMatch(message);
    expect(lines.filter((line) => /"type":"(plan|stack-started|asset)"/.test(line))).toEqual([]);
  });
});
