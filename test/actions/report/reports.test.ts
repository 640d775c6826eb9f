import { describe, expect, it } from 'vitest';
import { Reports } from '../../../src/actions/report/reports.ts';
import type { LabError } from '../../../src/errors.ts';
import type { LabEvent, ResultEvent } from '../../../src/events.ts';
import type { TeardownReport } from '../../../src/pages/report/teardown-report.ts';
import type { Files } from '../../../src/ports/files.ts';
import type { Ui } from '../../../src/ports/ui.ts';

const ACCOUNTS = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
const START = Date.parse('2026-01-05T10:00:00Z');
const DONE: ResultEvent = { command: 'teardown', status: 'succeeded' };
const ADA = 'arn:aws:iam::111111111111:user/ada';
const CALLER: LabEvent = { type: 'account', account: 'tools', accountId: ACCOUNTS.tools, principal: ADA };

interface StageOptions {
  readonly file?: string;
  readonly labs?: readonly string[];
  readonly asClass?: boolean;
  /** What is thrown where one of these files is tried or written. */
  readonly untriable?: Readonly<Record<string, Error>>;
  readonly unwritable?: Readonly<Record<string, Error>>;
}

async function orThrown(errors: Readonly<Record<string, Error>> = {}, path: string): Promise<void> {
  const error = await Promise.resolve(errors[path]);
  if (error) throw error;
}

/** Reports of a run whose files are kept in memory and whose clock moves a second with each look. */
function stage({ file = 'end.json', labs = ['lab'], asClass = false, untriable, unwritable }: StageOptions = {}) {
  const [told, questions]: [LabEvent[], string[]] = [[], []];
  const written = new Map<string, string>();
  const files = {
    tryReplacing: (path: string) => orThrown(untriable, path),
    replace: async (path: string, text: string) => {
      await orThrown(unwritable, path);
      written.set(path, text);
    },
  } as Partial<Files> as Files;
  const ui = {
    emit: (event: LabEvent) => void told.push(event),
    confirm: ({ message }: { message: string }) => {
      questions.push(`${message} ${[...written.keys()].join(' ')}`);
      return Promise.resolve(true);
    },
    interactive: true,
  } as Partial<Ui> as Ui;
  let looks = 0;
  const reports = new Reports({ file, files, ui, now: () => START + 1000 * looks++ });
  const place = (lab: string) => ({ lab, region: 'us-east-1', accounts: ACCOUNTS });
  const run = { command: 'teardown', rehearsal: true, labs: labs.map(place), asClass };
  const read = (path: string) => JSON.parse(written.get(path) ?? '') as TeardownReport;
  return { reports, heard: reports.heardFrom(ui), run, told, written, questions, read };
}

const at = (second: number) => `2026-01-05T10:00:0${String(second)}.000Z`;

describe('the report of a run', () => {
  it('has what was told since it began, and when; and whoever listened before hears it all the same', async () => {
    const { reports, heard, run, told, read } = stage();
    heard.emit({ type: 'notice', level: 'info', message: 'too early' });
    await reports.expect(run);
    heard.emit({ ...CALLER, lab: 'somewhere' });
    heard.emit({ type: 'asset', name: 'a', key: 'k', bytes: 1, state: 'uploaded' });
    await reports.end(DONE);
    expect(read('end.json')).toMatchObject({
      command: 'teardown',
      rehearsal: true,
      status: 'succeeded',
      began: at(0),
      ended: at(3),
      callers: [{ account: 'tools', principal: ADA }],
    });
    expect(told.map(({ type }) => type)).toEqual(['notice', 'account', 'asset', 'notice']);
    expect(told.at(-1)).toEqual({ type: 'notice', level: 'info', message: 'report written to end.json' });
    expect(heard.interactive).toBe(true);
  });

  it('is written before somebody is asked, and once more in the end', async () => {
    const { reports, heard, run, questions, read } = stage();
    await reports.expect(run);
    heard.emit(CALLER);
    expect(await heard.confirm({ message: 'Delete?', default: false, flag: '--yes' })).toBe(true);
    expect(questions).toEqual(['Delete? end.json']);
    expect(read('end.json')).toMatchObject({ status: 'undecided', callers: [{ principal: ADA }] });
    await reports.end(DONE);
    expect(read('end.json')).toMatchObject({ status: 'succeeded', callers: [{ principal: ADA }] });
  });

  it('is one page and one file for programs where its name does not choose, and written once', async () => {
    const { reports, run, written } = stage({ file: 'end' });
    await reports.expect(run);
    await reports.end(DONE);
    expect(written.get('end.html')).toMatch(/^<!doctype html>/i);
    expect(written.get('end.json')).toMatch(/^\{\n.*\}\n$/s);
    written.clear();
    await reports.end(DONE);
    expect([...written]).toEqual([]);
  });

  it('has no secret that slipped into an event', async () => {
    const { reports, heard, run, written } = stage();
    await reports.expect(run);
    const principal = 'arn:aws:iam::111111111111:user/AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    heard.emit({ ...CALLER, principal });
    await reports.end(DONE);
    expect(written.get('end.json')).not.toContain('wJalrXUtnFEMI');
  });
});

describe('a report that cannot be written', () => {
  it('keeps the run from beginning, and nothing is written in the end', async () => {
    const { reports, run, written } = stage({ file: 'end', untriable: { 'end.json': new Error('read-only') } });
    const refusal = await reports.expect(run).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'report-not-written', exitCode: 2 });
    expect((refusal as LabError).message).toContain('end.json: read-only;');
    await reports.end(DONE);
    expect([...written]).toEqual([]);
  });

  it('by then is told of, and the others are written', async () => {
    const { reports, run, told, written } = stage({ file: 'end', unwritable: { 'end.html': new Error('no space') } });
    await reports.expect(run);
    await reports.end(DONE);
    expect(told).toMatchObject([
      { type: 'notice', level: 'warning', message: 'the report could not be written to end.html: no space' },
      { type: 'notice', level: 'info', message: 'report written to end.json' },
    ]);
    expect([...written.keys()]).toEqual(['end.json']);
  });
});

describe('the report of each lab of a class', () => {
  it('keeps the run from beginning if it cannot be written, and no other is written either', async () => {
    const untriable = { 'end-bob.json': new Error('a folder') };
    const { reports, run, written } = stage({ labs: ['ada', 'bob'], asClass: true, untriable });
    await expect(reports.expect(run)).rejects.toMatchObject({ code: 'report-not-written' });
    await reports.end({ command: 'teardown', status: 'failed' });
    expect([...written]).toEqual([]);
  });

  it('tells how that lab ended: by itself, or as the class did', async () => {
    const { reports, heard, run, told, written, read } = stage({ labs: ['ada', 'bob', 'eve'], asClass: true });
    await reports.expect(run);
    heard.emit({ ...CALLER, lab: 'ada' });
    heard.emit({ ...CALLER, account: 'staging' });
    heard.emit({ ...CALLER, lab: 'mallory' });
    heard.emit({ type: 'lab-finished', lab: 'ada', command: 'teardown', status: 'unchanged', exitCode: 0 });
    heard.emit({ ...CALLER, account: 'datascience', lab: 'ada' });
    const error = { code: 'labs-failed', message: '1 of 3 labs failed: bob', hints: [] } as const;
    const bob = { lab: 'bob', status: 'interrupted', exitCode: 130 } as const;
    await reports.end({ command: 'teardown', status: 'failed', error, labs: [bob] });

    const [ofAda, ofBob, ofEve] = ['ada', 'bob', 'eve'].map((lab) => read(`end-${lab}.json`));
    expect(ofAda).toMatchObject({ command: 'teardown', lab: 'ada', rehearsal: true, status: 'unchanged' });
    expect(ofAda?.callers).toEqual([{ account: 'tools', accountId: ACCOUNTS.tools, principal: ADA }]);
    expect(ofBob).toMatchObject({ command: 'teardown', lab: 'bob', status: 'interrupted', callers: [] });
    expect(ofBob).not.toHaveProperty('error');
    expect(ofEve).toMatchObject({ lab: 'eve', status: 'failed', callers: [], error: { code: 'labs-failed' } });
    expect([...written.keys()]).toEqual(['end-ada.json', 'end-bob.json', 'end-eve.json']);
    expect(told.filter(({ type }) => type === 'notice')).toHaveLength(3);
  });

  it('is written as soon as that lab has ended', async () => {
    const { reports, heard, run, written } = stage({ labs: ['ada', 'bob'], asClass: true });
    await reports.expect(run);
    heard.emit({ type: 'lab-finished', lab: 'bob', command: 'teardown', status: 'succeeded', exitCode: 0 });
    await heard.confirm({ message: 'Go on?', default: false, flag: '--yes' });
    expect([...written.keys()].sort()).toEqual(['end-ada.json', 'end-bob.json']);
    expect(JSON.parse(written.get('end-ada.json') ?? '')).toMatchObject({ status: 'undecided' });
    expect(JSON.parse(written.get('end-bob.json') ?? '')).toMatchObject({ status: 'succeeded' });
  });
});
