import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LabEvent } from '../../../src/events.ts';
import { createUi } from '../../../src/ui/index.ts';
import { finished, PREREQUISITES, resource, STAGING, started } from '../events.ts';
import { FakeInput, FakeOutput } from '../fake-streams.ts';
import { BEGIN, logOf, type Course } from './log.ts';

const CI = { CI: 'true' };

const waitingIn = (log: string) => log.split('\n').filter((line) => line.includes('waiting for'));

const TWO_STACKS: Course = [
  [0, started(PREREQUISITES)],
  [30, started(STAGING)],
  [75, resource(PREREQUISITES, 'AssetBucket', 'CREATE_IN_PROGRESS')],
  [150, finished(STAGING, 'succeeded')],
  [200, finished(PREREQUISITES, 'succeeded')],
  [900, { type: 'notice', level: 'info', message: 'nothing was waited for' }],
];

/** Not before the run. */
const BEGAN = '9999-01-01T00:00:00.000Z';
const EXECUTION = { type: 'execution-started', pipeline: 'p', executionId: 'e-1', began: BEGAN, stages: [] } as const;
const ACTION = { executionId: 'e-1', stage: 'Production', action: 'Approval' };

afterEach(() => {
  vi.useRealTimers();
});

describe('in CI', () => {
  it('a line a minute says what is waited for longest, and for how long', async () => {
    expect(waitingIn(await logOf(TWO_STACKS, CI))).toEqual([
      '  waiting for Tools / pre-reqs (create), 1m 00s, and for 1 more',
      '  waiting for Tools / pre-reqs (AssetBucket CREATE_IN_PROGRESS), 2m 00s, and for 1 more',
      '  waiting for Tools / pre-reqs (AssetBucket CREATE_IN_PROGRESS), 3m 00s',
    ]);
  });

  it.each<[string, readonly LabEvent[], string]>([
    [
      'a notebook',
      [{ type: 'notebook-started', operation: 'launch', name: 'research-ada' }],
      'research-ada, which is being launched, 1m 00s',
    ],
    ['a release whose turn has not come', [EXECUTION], 'execution e-1, whose turn has not come, 1m 00s'],
    [
      'an approval',
      [
        EXECUTION,
        { type: 'action-started', ...ACTION, began: BEGAN },
        { type: 'approval-waiting', ...ACTION, next: [] },
      ],
      'the approval of Production / Approval, 1m 00s',
    ],
  ])('it says so of %s', async (_, events, line) => {
    const end: LabEvent = { type: 'result', command: 'submit', status: 'succeeded' };
    const course = [...events.map((event) => [0, event] as const), [60, end] as const];
    expect(waitingIn(await logOf(course, CI))).toEqual([`  waiting for ${line}`]);
  });

  it('while nothing happens, too, and no longer once the run has ended', async () => {
    vi.useFakeTimers({ now: BEGIN });
    const log = new FakeOutput();
    const stdin = new FakeInput({ isTTY: false });
    const ui = await createUi({ output: 'text', stdin, stdout: log, stderr: log, env: CI, yes: true });
    ui.emit(started(PREREQUISITES));
    vi.advanceTimersByTime(125_000);
    expect(waitingIn(log.text)).toHaveLength(2);
    ui.emit({ type: 'result', command: 'init', status: 'interrupted' });
    ui.close();
    vi.advanceTimersByTime(600_000);
    expect(waitingIn(log.text)).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a clock that leaps over months does not fill the log', async () => {
    const course: Course = [
      [0, started(PREREQUISITES)],
      [90 * 86_400, finished(PREREQUISITES, 'failed')],
    ];
    expect(waitingIn(await logOf(course, CI)).length).toBeLessThanOrEqual(60);
  });
});

it.each<[string, Readonly<Record<string, string>>, object]>([
  ['outside of CI', {}, {}],
  ['where CI is said to be none', { CI: 'false' }, {}],
  ['with --quiet', CI, { quiet: true }],
  ['with --output json', { ...CI, GITHUB_ACTIONS: 'true' }, { output: 'json' }],
])('%s there are neither lines about waiting nor sections', async (_, env, options) => {
  const log = await logOf(TWO_STACKS, env, options);
  expect(log).not.toMatch(/waiting for|^::|section_/m);
});
