import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { createUi } from '../../src/ui/index.ts';
import { ACCOUNTS, finished, PREREQUISITES, resource, STAGING, started } from './events.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';
import { IN_TIME } from '../support/in-time.ts';

const ESCAPE = '\u001B';
const HIDE_CURSOR = `${ESCAPE}[?25l`;
const SHOW_CURSOR = `${ESCAPE}[?25h`;

describe('the live view', () => {
  it('draws a line for each running stack within the width, and leaves finished ones behind', async () => {
    const { ui, stderr, pass } = await terminal();
    ui.emit(started(PREREQUISITES));
    ui.emit(started(STAGING));
    pass(72);
    ui.emit(resource(PREREQUISITES, 'AssetBucket', 'CREATE_COMPLETE'));
    ui.emit(resource(PREREQUISITES, 'SubmissionBucketWithAVeryLongLogicalIdThatNobodyReads', 'CREATE_IN_PROGRESS'));
    await vi.waitFor(() => expect(stderr.text).toContain('2 stacks in progress, 1m 12s'), IN_TIME);
    const drawn = lastDrawing(stderr.text);
    expect(drawn).toMatchInlineSnapshot(`
      "* 2 stacks in progress, 1m 12s
        pre-reqs                1m 12s of ~39s  1 done  SubmissionBucketWithAVeryLon…
        LabStagingAccountSetup  1m 12s of ~39s          create"
    `);
    for (const line of drawn.split('\n')) expect(line.length).toBeLessThan(80);

    ui.emit(finished(PREREQUISITES, 'succeeded'));
    await vi.waitFor(() => expect(lastDrawing(stderr.text)).toContain('1 stack in progress'), IN_TIME);
    expect(stripVTControlCharacters(stderr.text)).toContain('✔ Tools / pre-reqs: created in 1m 12s\n');
    ui.close();
    expect(stderr.text.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(stderr.text.lastIndexOf(HIDE_CURSOR));
  });

  it('ends with the result, and shows the cursor again', async () => {
    const { ui, stdout, stderr } = await terminal();
    for (const event of ACCOUNTS) ui.emit(event);
    ui.emit(started(STAGING));
    await vi.waitFor(() => expect(stderr.text).toContain(HIDE_CURSOR), IN_TIME);
    ui.emit({ type: 'result', command: 'init', status: 'succeeded' });
    expect(stripVTControlCharacters(stdout.text)).toBe('✔ init: done\n');
    const afterResult = stderr.text.length;
    await sleep(150);
    expect(stderr.text.slice(afterResult)).toBe('');
    expect(stderr.text.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(stderr.text.lastIndexOf(HIDE_CURSOR));
    ui.close();
  });

  it('draws nothing when it is closed before the spinner has been loaded', async () => {
    const { ui, stderr } = await terminal();
    ui.emit(started(STAGING));
    ui.close();
    await sleep(150);
    expect(stderr.text).not.toContain(HIDE_CURSOR);
  });

  it('folds long failures between words', async () => {
    const { ui, stderr } = await terminal();
    ui.emit(started(STAGING));
    ui.emit(
      resource(STAGING, 'ModelBucket', 'CREATE_FAILED', 'the bucket mlops-lab--models-333333333333 exists already'),
    );
    ui.close();
    expect(stripVTControlCharacters(stderr.text)).toContain(
      '✖ Staging / LabStagingAccountSetup: ModelBucket (AWS::S3::Bucket)\n' +
        '  CREATE_FAILED: the bucket mlops-lab--models-333333333333 exists already\n',
    );
  });
});

describe('no colour and no drawing', () => {
  it.each([
    ['in a pipe', {}, undefined],
    ['in CI', { CI: 'true' }, 80],
    ['where it is to be accessible', { MLOPS_LAB_ACCESSIBLE: '1', NO_COLOR: '1' }, 80],
    ['on a terminal without a size', { NO_COLOR: '1' }, 0],
    ['on one that is too narrow for lines', { NO_COLOR: '1' }, 19],
    ['on a dumb terminal', { TERM: 'dumb' }, 80],
  ])('%s', async (_, env, columns) => {
    const { ui, stdout, stderr } = await terminal({ env, ...(columns !== undefined && { columns }) });
    ui.emit(started(STAGING));
    ui.emit(resource(STAGING, 'ModelBucket', 'CREATE_FAILED', 'no'));
    ui.emit({ type: 'result', command: 'init', status: 'succeeded', next: [{ say: 'rest' }] });
    await sleep(20);
    ui.close();
    expect(stderr.text + stdout.text).not.toContain(ESCAPE);
    expect(stderr.text).toContain('LabStagingAccountSetup: create started');
  });
});

describe('colours', () => {
  const COLOUR = /\u001B\[\d+m/;

  it.each([
    ['none with NO_COLOR, though lines are redrawn', { NO_COLOR: '1' }, 80, false],
    ['some in a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, undefined, true],
    ['some where both are set', { FORCE_COLOR: '1', NO_COLOR: '1' }, 80, true],
    ['none with FORCE_COLOR=0', { FORCE_COLOR: '0' }, 80, false],
    ['some in CI with FORCE_COLOR', { CI: 'true', FORCE_COLOR: '1' }, 80, true],
  ])('%s', async (_, env, columns, expected) => {
    const { ui, stdout, stderr } = await terminal({ env, ...(columns !== undefined && { columns }) });
    ui.emit(started(STAGING));
    if (columns !== undefined && !('CI' in env)) {
      await vi.waitFor(() => expect(stderr.text).toContain(HIDE_CURSOR), IN_TIME);
    }
    ui.emit({ type: 'result', command: 'init', status: 'succeeded' });
    ui.close();
    expect(COLOUR.test(stderr.text + stdout.text)).toBe(expected);
  });
});

describe('a terminal that changes its size', () => {
  it.each([0, 1, 19])('to %i columns is not drawn on, and is again once it is wide', async (narrow) => {
    const { ui, stderr } = await terminal();
    ui.emit(started(STAGING));
    await vi.waitFor(() => expect(stderr.text).toContain('1 stack in progress'), IN_TIME);
    const resize = (columns: number) => {
      stderr.columns = columns;
      stderr.emit('resize');
    };
    resize(narrow);
    const drawn = stderr.text.length;
    for (let i = 0; i < 50; i += 1) ui.emit(resource(STAGING, `Bucket${String(i)}`, 'CREATE_IN_PROGRESS'));
    await sleep(200);
    expect(stderr.text.slice(drawn)).toBe('');
    resize(80);
    await vi.waitFor(() => expect(stderr.text.slice(drawn)).toContain('Bucket49'), IN_TIME);
    ui.close();
    expect(stderr.listenerCount('resize')).toBe(0);
  });
});

describe('for screen readers', () => {
  it('rows of tables are lists', async () => {
    const { ui, stderr } = await terminal({ env: { MLOPS_LAB_ACCESSIBLE: '1' }, columns: 80 });
    for (const event of ACCOUNTS) ui.emit(event);
    ui.close();
    const lines = stripVTControlCharacters(stderr.text).split('\n');
    expect(lines.filter((line) => /\S {2,}\S/.test(line))).toEqual([]);
    expect(lines[0]).toMatch(/^✔ Tools, 111111111111, /);
  });
});

describe('--quiet', () => {
  it('tells warnings and the result', async () => {
    const stdout = new FakeOutput();
    const stderr = new FakeOutput({ columns: 80 });
    const stdin = new FakeInput({ isTTY: true });
    const ui = await createUi({ output: 'text', stdin, stdout, stderr, env: {}, yes: true, quiet: true });
    for (const event of ACCOUNTS) ui.emit(event);
    ui.emit(started(STAGING));
    ui.emit({ type: 'notice', level: 'warning', message: 'careful' });
    ui.emit({ type: 'result', command: 'init', status: 'succeeded' });
    ui.close();
    expect(stripVTControlCharacters(stderr.text).trim()).toBe('! careful');
    expect(stdout.text).toContain('init: done');
  });
});

async function terminal({ env = {}, columns }: { env?: Record<string, string>; columns?: number } = { columns: 80 }) {
  const size = columns === undefined ? {} : { columns };
  const stdout = new FakeOutput(size);
  const stderr = new FakeOutput(size);
  const stdin = new FakeInput({ isTTY: true });
  let seconds = 0;
  const ui = await createUi({ output: 'text', stdin, stdout, stderr, env, yes: false, now: () => seconds * 1000 });
  return { ui, stdout, stderr, pass: (more: number) => void (seconds += more) };
}

/** What the spinner drew last, without its escape sequences; synchronized updates enclose each drawing. */
function lastDrawing(text: string): string {
  const drawings = text.split(`${ESCAPE}[?2026h`).map((part) => part.split(`${ESCAPE}[?2026l`)[0] ?? '');
  return stripVTControlCharacters(drawings.at(-1) ?? '').replace(/^\s*\S /, '* ');
}
