import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResultEvent } from '../../src/events.ts';
import { csvOf } from '../lab/course/tables.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const PENGUINS = resolve(import.meta.dirname, '../../courses/penguins');

/** Whole numbers that are in no order, and of which a label can be made. */
const size = (row: number) => (row * 37) % 101;
const weight = (row: number) => 3 * size(row) + ((row * 7) % 5) + 10;

/** Columns of so many words each beside the weight, two rows to a word. */
function wordy(columns: number, words: number, word: (number: number) => string): string {
  const names = Array.from({ length: columns }, (_, at) => `c${String(at)}`);
  const all = names.map((name, at) => [name, (row: number) => word((row + at) % words)] as const);
  return csvOf(2 * words, { weight, ...Object.fromEntries(all) });
}

const SOUND = csvOf(240, { weight, size, colour: (row) => ['red', 'blue', 'green'][row % 3] ?? '' });

/** A folder with a table in it. */
function place(csv = SOUND): string {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'table.csv'), csv);
  return cwd;
}

const propose = (cwd: string, ...more: readonly string[]) =>
  mlopsLab(['course', 'new', './mine', '--from', 'table.csv', ...more], { cwd });

async function resultOf(args: readonly string[], cwd: string): Promise<ResultEvent> {
  const { stdout } = await mlopsLab([...args, '--output', 'json'], { cwd });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ResultEvent;
}

/** The penguins, of whom every third is held out in a file of its own. */
function withHoldOutFile(folder: string): void {
  cpSync(PENGUINS, folder, { recursive: true });
  const [header, ...birds] = readFileSync(join(folder, 'data.csv'), 'utf8').trim().split('\n');
  const write = (name: string, rows: readonly string[]) =>
    writeFileSync(join(folder, name), [header, ...rows].join('\n'));
  write(
    'data.csv',
    birds.filter((_, at) => at % 3 > 0),
  );
  write(
    'holdout.csv',
    birds.filter((_, at) => at % 3 === 0),
  );
  const said = readFileSync(join(folder, 'course.yaml'), 'utf8');
  writeFileSync(join(folder, 'course.yaml'), said.replace('fraction: 0.25', 'file: holdout.csv'));
}

describe('course new', () => {
  it('proposes a course of a table in which much is in the way, once that is left out, and it is one', async () => {
    const cwd = place(
      csvOf(240, {
        id: (row) => row + 1,
        seen: (row) => `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`,
        größe: (row) => `${String(size(row))}|5`,
        ripe: (row) => ['Yes', 'No', ''][row % 3] ?? '',
        'weight (g)': (row) => (row < 5 ? 'NA' : weight(row)),
      })
        .replaceAll(',', ';')
        .replaceAll('|', ','),
    );
    const refused = await propose(cwd, '--label', 'weight (g)');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('\n  seen is a date or a time, such as "2024-01-06": write what matters of it');
    expect(refused.stderr).toContain('\n  id counts the rows\n');
    expect(refused.stderr).toContain(`--label 'weight (g)' --drop seen id\n`);
    expect(readdirSync(cwd)).toEqual(['table.csv']);

    const { code, stdout, stderr } = await propose(cwd, '--label', 'weight (g)', '--drop', 'seen', 'id');
    expect(code, stderr).toBe(0);
    for (const told of ['table.csv separates its values by semicolons', '5 rows without weight (g) are left out']) {
      expect(stderr).toContain(told);
    }
    expect(stdout).toMatch(
      /^Mine\n {2}How large is weight, by größe and ripe\?\n {2}regression: weight \(g\) by 2 columns\n/,
    );
    expect(stdout).toMatch(/\n {2}mdape {3}[\d.]+ % +[\d.]+ % to [\d.]+ % +[\d.]+ % +[\d.]+ % ✔\n/);
    expect(readFileSync(join(cwd, 'mine/data.csv'), 'utf8')).toMatch(/^weight \(g\),größe,ripe\n/);
    expect(readdirSync(join(cwd, 'mine')).sort()).toEqual(['course.yaml', 'data.csv', 'notebooks']);

    const { course } = await resultOf(['course', 'check', './mine'], cwd);
    expect(course).toMatchObject({
      folder: './mine',
      rows: 235,
      features: 2,
      metrics: [{ metric: 'mdape', passes: true }, {}, {}, {}],
    });
    const plan = await mlopsLab(['init', '--sandbox', '--dry-run', '--course', join(cwd, 'mine')], { cwd });
    expect(plan.code, plan.stderr).toBe(0);
  });

  it('asks whether of a label that can be answered so, by thresholds that guessing does not pass', async () => {
    const cwd = place(
      csvOf(240, { rare: (row) => (size(row) > 80 ? 'bad' : 'good'), size, noise: (row) => (row * 31) % 17 }),
    );
    const flags = ['--label', 'rare', '--title', 'Rotten?', '--by', 'Ada', '--licence', 'CC0-1.0'];
    expect((await propose(cwd, ...flags)).stderr).toContain('! size alone tells rare in every row');
    const { course } = await resultOf(['course', 'check', 'mine'], cwd);
    expect(course).toMatchObject({ title: 'Rotten?', licence: 'CC0-1.0', task: 'binary' });
    expect(course?.metrics.map(({ metric }) => metric)).toEqual(['auc', 'f1', 'logloss']);
    for (const { better, guessing, threshold = NaN } of course?.metrics ?? []) {
      expect(better === 'less' ? threshold < guessing : threshold > guessing).toBe(true);
    }
  });

  it('says where a first model is no better than guessing', async () => {
    const cwd = place(
      csvOf(240, { coin: (row) => (((row * 7919) % 10_007) % 2 ? 'head' : 'tail'), day: (row) => row % 7 }),
    );
    const { code, stderr } = await propose(cwd, '--label', 'coin');
    expect(code).toBe(0);
    expect(stderr).toContain('! a first model is hardly better than guessing: the other columns say little of coin');
  });

  it('overwrites nothing', async () => {
    const cwd = place();
    mkdirSync(join(cwd, 'mine'));
    expect((await propose(cwd, '--label', 'weight')).code).toBe(0);
    writeFileSync(join(cwd, 'mine/course.yaml'), 'changed');
    const again = await propose(cwd, '--label', 'weight');
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('./mine cannot be the folder of a new course: there is something in it');
    expect(readFileSync(join(cwd, 'mine/course.yaml'), 'utf8')).toBe('changed');
    const onFile = await mlopsLab(['course', 'new', 'table.csv', '--from', 'table.csv', '--label', 'weight'], { cwd });
    expect(onFile.stderr).toContain('table.csv cannot be the folder of a new course: it is no folder');
  });

  it.each<[string, string, readonly string[], string]>([
    ['no such label', SOUND, ['--label', 'wieght'], '--label: there is no column "wieght"\n  → did you mean weight?'],
    [
      'no label',
      SOUND,
      [],
      'there is no terminal to ask on: Which column is to be predicted?\n  → answer with --label',
    ],
    ['nothing to leave out', SOUND, ['--label', 'weight', '--drop', 'x'], '--drop: there is no column "x"'],
    [
      'one class',
      csvOf(240, { kind: () => 'a', size }),
      ['--label', 'kind'],
      'kind is "a" in every row that has a value',
    ],
    [
      'a rare class',
      csvOf(240, { kind: (row) => ['a', 'b', ...'cccccccccc'][row % 97 === 5 ? 0 : 1 + (row % 2)] ?? '', size }),
      ['--label', 'kind'],
      'kind has classes in fewer than 10 rows: "a" in 3',
    ],
    [
      'words for amounts',
      SOUND,
      ['--label', 'colour', '--task', 'regression'],
      'colour has 3 different values, and regression',
    ],
    [
      'too few rows',
      csvOf(99, { weight, size }),
      ['--label', 'weight'],
      '99 rows say what is to be predicted; a course has at least 100',
    ],
    [
      'nothing to predict by',
      csvOf(240, { weight, row: (row) => row }),
      ['--label', 'weight', '--drop', 'row'],
      'no column is left',
    ],
    [
      'too many rows',
      csvOf(100_001, { weight, size }),
      ['--label', 'weight'],
      '100,001 rows say what is to be predicted; a course has at most 100,000',
    ],
    [
      'too many columns',
      csvOf(
        120,
        Object.fromEntries([
          ['weight', weight],
          ...Array.from({ length: 500 }, (_, at) => [`c${String(at)}`, (row: number) => (row + at) % 89] as const),
        ]),
      ),
      ['--label', 'weight'],
      'the table has 500 columns to predict weight by; a course has up to 499',
    ],
    [
      'too many words together',
      wordy(6, 997, (number) => `w${String(number)}`),
      ['--label', 'weight'],
      'different words together; a course has up to 5,000\n  → write one word for all that are rare, such as other, or leave out with --drop what has the most: c0,',
    ],
    [
      'words that YAML has to be careful with',
      wordy(16, 241, (number) => `: - # [${String(number)}] {x}`),
      ['--label', 'weight'],
      'no course can be made of the table: course.yaml: this has too many lines and entries',
    ],
  ])('refuses a table with %s, and writes nothing', async (_, csv, flags, message) => {
    const cwd = place(csv);
    const { code, stdout, stderr } = await propose(cwd, ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(readdirSync(cwd)).toEqual(['table.csv']);
  });

  it('does not read what is far too large, nor what is no file', async () => {
    const cwd = place();
    truncateSync(join(cwd, 'table.csv'), 5_000_000_000);
    const large = await propose(cwd, '--label', 'weight');
    expect(large.code).toBe(2);
    expect(large.stderr).toContain('table.csv has 5,000,000,000 bytes; a course has at most 50,000,000');
    for (const [from, message] of [
      ['.', '. is no file'],
      ['none.csv', 'there is no file none.csv'],
    ] as const) {
      const { code, stderr } = await mlopsLab(['course', 'new', './mine', '--from', from], { cwd });
      expect({ code, told: stderr.includes(message) }).toEqual({ code: 2, told: true });
    }
    expect(existsSync(join(cwd, 'mine'))).toBe(false);
  });
});

describe('course check', () => {
  it('shows what a first model of a course of the package reaches', async () => {
    const { code, stdout } = await mlopsLab(['course', 'check', 'penguins'], { cwd: workFolder() });
    expect(code).toBe(0);
    expect(stdout).toContain('  333 rows: 244 to train with, 89 held out\n');
    expect(stdout).toContain('  metric  model     95 % interval         guessing  threshold  proposed\n  mdape   5.');
  });

  it('judges a first model by hold-out data in a file of their own, as the lab does that is planned with it', async () => {
    const cwd = workFolder();
    withHoldOutFile(join(cwd, 'mine'));
    const { course } = await resultOf(['course', 'check', './mine'], cwd);
    expect(course).toMatchObject({ rows: 333, rowsToTrain: 222, rowsHeldOut: 111, metrics: [{ passes: true }, {}] });
    // Its name is none of the package, and the setting takes a folder with a slash.
    const named = await resultOf(['course', 'check', 'mine'], cwd);
    expect(named.course).toEqual(course);
    expect(named.next?.at(-1)?.command).toBe('mlops-lab init --sandbox --course ./mine');
    const { status } = await resultOf(['init', '--sandbox', '--dry-run', '--course', join(cwd, 'mine')], cwd);
    expect(status).toBe('succeeded');
  });

  it('refuses a course in the place of its mistake, and what is none', async () => {
    const cwd = place();
    await propose(cwd, '--label', 'weight');
    const yaml = readFileSync(join(cwd, 'mine/course.yaml'), 'utf8');
    writeFileSync(join(cwd, 'mine/course.yaml'), yaml.replace(/^task: .*/m, 'task: clustering'));
    const wrong = await mlopsLab(['course', 'check', './mine'], { cwd });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^✖ mine\/course.yaml:7:7: task is "clustering"; write one of regression/);
    const none = await mlopsLab(['course', 'check', 'nothing'], { cwd });
    expect(none.stderr).toContain('there is no file nothing/course.yaml');
  });

  it('says where a model does not pass, and where rows belong together', async () => {
    const visits = csvOf(240, {
      weight,
      size: (row) => Math.floor(row / 2) % 60,
      age: (row) => Math.floor(row / 2) % 60,
      height: (row) => (Math.floor(row / 2) % 60) + 1,
    });
    const cwd = place(visits.replace('height', 'length'));
    await propose(cwd, '--label', 'weight');
    const yaml = readFileSync(join(cwd, 'mine/course.yaml'), 'utf8');
    writeFileSync(join(cwd, 'mine/course.yaml'), yaml.replace(/^ {2}mdape: .*/m, '  mdape: { threshold: 0.001 }'));
    const { code, stderr } = await mlopsLab(['course', 'check', './mine'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/! \d+ of \d+ rows that are held out have the features of a row to train with/);
    expect(stderr).toContain('! a first model does not pass the threshold of mdape');
  });
});

describe('course list', () => {
  it('has every course of the package, with what it asks', async () => {
    const { courses } = await resultOf(['course', 'list'], workFolder());
    expect(courses?.map(({ name }) => name)).toEqual(readdirSync(new URL('../../courses', import.meta.url)).sort());
    expect(courses?.find(({ name }) => name === 'penguins')).toMatchObject({
      task: 'regression',
      rows: 333,
      licence: 'CC0-1.0',
    });
    const { stdout } = await mlopsLab(['course', 'list'], { cwd: workFolder() });
    expect(stdout).toContain('\n  penguins  Palmer penguins\n    How heavy is a penguin');
  });
});
