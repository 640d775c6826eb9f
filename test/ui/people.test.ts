import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { LabSummary, PersonReport, ResultEvent } from '../../src/events.ts';
import { createUi } from '../../src/ui/index.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';

const WORKING: PersonReport = {
  name: 'Ada Lovelace',
  person: 'Ada.Lovelace',
  signedIn: 'yes',
  lastSeen: '2026-01-05T10:41:00.000Z',
  notebooks: [
    { name: 'ada', status: 'AVAILABLE', notebookStatus: 'InService', since: '2026-01-05T09:30:00.000Z' },
    { name: 'more', status: 'TAINTED' },
  ],
  submissions: 2,
  submission: { name: 'penguins', at: '2026-01-05T10:41:00.000Z', executionId: '1' },
  verdict: { state: 'refused', detail: 'the model is not good enough, submit a better one: error 18 %' },
};
const IDLE: PersonReport = {
  name: 'Grace Hopper',
  person: 'Grace.Hopper',
  signedIn: 'unknown',
  notebooks: [],
  submissions: 0,
};
const STRANGER: PersonReport = {
  ...IDLE,
  person: 'eve@example.com',
  signedIn: 'yes',
  notebooks: [{ name: 'eve', status: 'UNDER_CHANGE' }],
};

/** What the result looks like on a terminal of that width, or in a pipe. */
async function shown(result: Partial<ResultEvent>, columns?: number): Promise<string[]> {
  const [stdout, stderr] = [new FakeOutput(columns === undefined ? {} : { columns }), new FakeOutput()];
  const ui = await createUi({
    output: 'text',
    stdin: new FakeInput({ isTTY: false }),
    stdout,
    stderr,
    env: {},
    yes: true,
  });
  ui.emit({ type: 'result', command: 'class status', status: 'succeeded', ...result });
  ui.close();
  return stripVTControlCharacters(stdout.text).split('\n');
}

/** Somebody whom the settings do not name, and what bears nobody's name. */
const unnamed = ({ name: _name, ...person }: PersonReport): PersonReport => person;
const nobodys = ({ person: _person, ...left }: PersonReport): PersonReport => unnamed(left);

describe('the people of a lab', () => {
  it('have a line each with all there is to say, where that may be long', async () => {
    const people = [WORKING, IDLE, unnamed(STRANGER), nobodys(IDLE)];
    expect((await shown({ people })).join('\n')).toMatchInlineSnapshot(`
      "  Person             Login  Notebook                      Submitted                        Verdict
        Ada Lovelace       yes    InService +1 01-05 09:30 ada  01-05 10:41 penguins (2 in all)  refused: the model is not good enough, submit a better one: error 18 %
        Grace Hopper       -      -                             -                                -
        * eve@example.com  yes    UNDER_CHANGE eve              -                                -
        * nobody known     -      -                             -                                -

      2 people: 3 notebooks, 1 submitted, 0 released. Times are UTC.
      Login -: nothing shows one; a mere sign-in leaves no trace that is read here.
      *: not among the people of the settings.

      ✔ class status: done
      "
    `);
  });

  it('stay legible on a narrow terminal, a hundred of many labs with names of any script', async () => {
    const names = [
      'Ada Lovelace',
      'Максимилиан Константинопольский',
      '李雷',
      'Wolfeschlegelsteinhausenbergerdorff',
      'ก้อง',
      '=1+1',
    ];
    const labs = Array.from({ length: 100 }, (_, at): LabSummary => ({
      lab: `course-${String(at)}`,
      status: 'succeeded',
      exitCode: 0,
      people: [{ ...WORKING, name: names[at % names.length] ?? '' }],
    }));
    const lines = await shown({ labs }, 80);
    const rows = lines.filter((line) => line.startsWith('  course-'));
    expect(rows).toHaveLength(100);
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
    for (const row of rows) expect(row).toMatch(/ yes +InService \+1.* 01-05 10:41.* refused/);
    expect(new Set(rows.map((row) => stringWidth(row.slice(0, row.indexOf(' yes ')))))).toHaveProperty('size', 1);
    expect(lines).toContain('100 people: 200 notebooks, 100 submitted, 0 released. Times are UTC.');
  });

  it('write no lines of their own by their names', async () => {
    const people = [{ ...IDLE, name: '\u001b[2J\n✔ all released\u202e' }];
    expect((await shown({ people })).slice(1, 3)).toEqual([
      String.raw`  \u001b[2J ✔ all released\u202e  -      -         -          -`,
      '',
    ]);
  });

  it('may be nobody', async () => {
    expect((await shown({ people: [] }))[0]).toContain('Nobody is named in the settings');
  });
});
