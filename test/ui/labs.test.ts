import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { LabEvent, LabResult } from '../../src/events.ts';
import { createUi } from '../../src/ui/index.ts';
import { IN_TIME } from '../support/in-time.ts';
import { finished, PREREQUISITES, resource, started } from './events.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';

const NAMES = ['ada', 'bob', 'eve', 'kim'];

const BEGUN: readonly LabEvent[] = [
  { type: 'labs', command: 'init', labs: NAMES },
  ...NAMES.map((lab): LabEvent => ({ type: 'lab-started', lab })),
];

const done = (lab: string): LabResult => ({ lab, command: 'init', status: 'succeeded', exitCode: 0, seconds: 118 });
const cutOff = (lab: string) => ({ lab, status: 'interrupted', exitCode: 130 }) as const;
const failed = (lab: string): LabResult => ({
  ...done(lab),
  status: 'failed',
  exitCode: 1,
  error: { code: 'stack-failed', message: 'stack pre-reqs-bob ended as ROLLBACK_COMPLETE', hints: [] },
});

/** Events at seconds of the run, where stderr is a terminal of that width or a log. */
async function seen(events: readonly (readonly [number, LabEvent])[], columns?: number) {
  let seconds = 0;
  const [stdout, stderr] = [new FakeOutput(), new FakeOutput(columns === undefined ? {} : { columns })];
  const stdin = new FakeInput({ isTTY: false });
  const ui = await createUi({ output: 'text', stdin, stdout, stderr, env: {}, yes: true, now: () => seconds * 1000 });
  for (const [at, event] of events) {
    seconds = at;
    ui.emit(event);
  }
  return { ui, stdout, stderr };
}

const atStart = BEGUN.map((event) => [0, event] as const);

/** What a stack of each lab tells while it is made. */
const busy = (at: number) =>
  NAMES.flatMap((lab) => [
    [at, { ...started(PREREQUISITES), lab }] as const,
    [at, { ...resource(PREREQUISITES, 'AssetBucket', 'CREATE_COMPLETE'), lab }] as const,
    [at, { ...finished(PREREQUISITES, 'succeeded'), lab }] as const,
  ]);

describe('the labs of a class in a log', () => {
  it('have a line a minute together, and one each for what failed', async () => {
    const { ui, stderr } = await seen([
      ...atStart,
      ...busy(20),
      ...busy(59),
      ...busy(61),
      [90, { type: 'lab-finished', ...done('ada') }],
      [100, { type: 'lab-finished', ...failed('bob') }],
      [119, { type: 'notice', level: 'warning', message: 'the session ends soon', lab: 'eve' }],
      ...busy(125),
      [130, { type: 'lab-finished', ...done('eve') }],
      [131, { type: 'lab-finished', ...done('kim') }],
    ]);
    ui.close();
    expect(stderr.text).toMatchInlineSnapshot(`
      "  0 of 4 labs done, 4 under way, 1m 01s
      ✖ bob: stack pre-reqs-bob ended as ROLLBACK_COMPLETE
      ! eve: the session ends soon
        1 of 4 labs done, 1 failed, 2 under way, 2m 05s
      "
    `);
  });
});

describe('the labs of a class on a terminal', () => {
  it('have one line while they are under way, and one each at the end', async () => {
    const { ui, stdout, stderr } = await seen(
      [...atStart, ...busy(20), [118, { type: 'lab-finished', ...done('ada') }]],
      60,
    );
    await vi.waitFor(() => expect(stderr.text).toContain('1 of 4 labs done, 3 under way, 1m 58s'), IN_TIME);
    const text = stripVTControlCharacters(stderr.text);
    expect(text).toContain('✔ ada: done in 1m 58s\n');
    expect(text).not.toContain('pre-reqs');
    const labs = [done('ada'), failed('bob')];
    ui.emit({ type: 'result', command: 'init', status: 'failed', labs, seconds: 131 });
    ui.close();
    expect(stdout.text).toBe(
      '✖ bob: stack pre-reqs-bob ended as ROLLBACK_COMPLETE\n\n! init: 1 of 2 labs done in 2m 11s\n',
    );
  });

  it('are named in one line where the end of the run interrupted them, after those that failed', async () => {
    const error = { code: 'interrupted' as const, message: 'interrupted', hints: [] };
    const atQuestion = { ...cutOff('kim'), command: 'init', error };
    const { ui, stdout, stderr } = await seen([...atStart, [131, { type: 'lab-finished', ...atQuestion }]], 60);
    const labs = [done('ada'), cutOff('bob'), failed('eve'), atQuestion];
    ui.emit({ type: 'result', command: 'init', status: 'interrupted', labs, seconds: 131 });
    ui.close();
    expect(stdout.text).toBe(
      '✖ eve: stack pre-reqs-bob ended as ROLLBACK_COMPLETE\n! interrupted: bob, kim\n\n! init: 1 of 4 labs done in 2m 11s\n',
    );
    expect(stderr.text).not.toContain('kim');
  });

  it('are named by the first twenty where an end interrupted many, folded at words', async () => {
    const labs = Array.from({ length: 100 }, (_, at) => cutOff(`lab-${String(at + 1)}`));
    const [stdin, stdout] = [new FakeInput({ isTTY: false }), new FakeOutput({ columns: 60 })];
    const ui = await createUi({ output: 'text', stdin, stdout, stderr: new FakeOutput(), env: {}, yes: true });
    ui.emit({ type: 'result', command: 'init', status: 'interrupted', labs, seconds: 131 });
    ui.close();
    const [told = ''] = stripVTControlCharacters(stdout.text).split('\n\n');
    const lines = told.split('\n');
    expect(lines.filter((line) => line.length > 60 || line.endsWith('-'))).toEqual([]);
    expect(lines.map((line) => line.trim()).join(' ')).toMatch(/^! interrupted: lab-1, .*lab-20 and 80 more$/);
  });
});
