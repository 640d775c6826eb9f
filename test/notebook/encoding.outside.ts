import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, courseText } from '../../src/lab/course/course.ts';
import { cellProblem, encoded, rowText } from '../../src/lab/course/encoding.ts';
import type { Column, Course } from '../../src/lab/course/types.ts';
import { PENGUINS } from '../support/course.ts';
import { NOTEBOOKS } from './notebook-file.ts';
import { pythonWith } from './python.ts';

const python = pythonWith(['numpy'], 'tables are not encoded in Python') ?? '';
const env = { PATH: process.env['PATH'] ?? '', PYTHONPATH: fileURLToPath(NOTEBOOKS), PYTHONDONTWRITEBYTECODE: '1' };

/** Reads courses with tables, one a line, and writes the bytes of each as the notebook would upload them. */
const ENCODE = `
import json, sys
import course
for line in sys.stdin:
    said, rows = json.loads(line)
    taught = course.Course(said)
    print(json.dumps([course.row_text(row) for row in taught.encode(rows)]))
`;

type Rows = readonly Readonly<Record<string, string>>[];

interface Case {
  readonly course: Course;
  readonly rows: Rows;
}

const title = fc.stringMatching(/^[a-zäßéλ中🐧]{1,8}$/u);

const numberText = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e38, max: 1e38 }).map(String),
  fc.integer().map(String),
  fc.tuple(fc.integer(), fc.nat()).map(([whole, part]) => `${String(whole)}.${String(part)}`),
  fc
    .tuple(fc.nat(9999), fc.integer({ min: -44, max: 30 }))
    .map(([digits, power]) => `+${String(digits)}E${String(power)}`),
  fc.constantFrom('0', '-0', '.5', '5.', '1e21', '1e-7', '123456789012345680000', '0.000001', '-1.5e-8'),
);

const column: fc.Arbitrary<Column> = fc.oneof(
  fc.record({ name: title, type: fc.constant('number' as const), missing: fc.boolean() }),
  fc.record({ name: title, type: fc.constant('flag' as const), missing: fc.boolean() }),
  fc.record({
    name: title,
    type: fc.constant('level' as const),
    missing: fc.boolean(),
    levels: fc.uniqueArray(title, { minLength: 2, maxLength: 5 }),
  }),
);

function textOf(each: Column): fc.Arbitrary<string> {
  const filled =
    each.type === 'level'
      ? fc.constantFrom(...each.levels)
      : each.type === 'flag'
        ? fc.constantFrom('0', '1', '1.0', '+0')
        : numberText;
  return each.missing ? fc.oneof(filled, fc.constant('')) : filled;
}

const holdOut = fc.constantFrom<Course['holdOut']>({ fraction: 0.25 }, { file: 'holdout.csv' });

const courseOf = (columns: readonly Column[], held: Course['holdOut']): Course => ({
  ...PENGUINS,
  label: 'label 🐧',
  columns,
  holdOut: held,
});

const cases: fc.Arbitrary<Case> = fc
  .uniqueArray(column, { minLength: 1, maxLength: 5, selector: ({ name }) => name })
  .chain((features) => {
    const columns = [...features, { name: 'label 🐧', type: 'number', missing: false } as const];
    const row = fc.record(Object.fromEntries(columns.map((each) => [each.name, textOf(each)])));
    const rows = fc.array(row, { minLength: 1, maxLength: 6 });
    return fc.record({ rows, course: holdOut.map((held) => courseOf(columns, held)) });
  });

function inTypeScript({ course, rows }: Case): string[] {
  const values = (row: Rows[number]) => columnsOf(course).map((each) => encoded(each, row[each.name] ?? ''));
  return rows.map((row) => rowText(values(row)));
}

function inPython(all: readonly Case[]): string[][] {
  const input = all.map(({ course, rows }) => `[${courseText(course).replaceAll('\n', '')},${JSON.stringify(rows)}]\n`);
  const { stdout, stderr } = spawnSync(python, ['-c', ENCODE], { env, input: input.join(''), encoding: 'utf8' });
  if (stderr) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string[]);
}

describe.skipIf(python === '')('a table', () => {
  it('becomes the same bytes in the notebook and in the pipeline', () => {
    fc.assert(
      fc.property(fc.array(cases, { minLength: 60, maxLength: 60 }), (all) => {
        expect(inPython(all)).toEqual(all.map(inTypeScript));
      }),
      { numRuns: 5 },
    );
  });

  it('has nothing wrong with it, where it is encoded at all', () => {
    fc.assert(
      fc.property(cases, ({ course, rows }) => {
        const problems = course.columns.flatMap((each) =>
          rows.map((row) => cellProblem(each, row[each.name] ?? '', false)),
        );
        expect(problems.filter(Boolean)).toEqual([]);
      }),
    );
  });
});
