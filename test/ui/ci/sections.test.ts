import { describe, expect, it } from 'vitest';
import { ACCOUNTS, finished, PREREQUISITES, started } from '../events.ts';
import { logOf, type Course } from './log.ts';

const RUN: Course = [
  ...ACCOUNTS.map((event) => [0, event] as const),
  [5, { type: 'teardown-plan', command: 'teardown', items: [] }],
  [10, started(PREREQUISITES)],
  [40, finished(PREREQUISITES, 'succeeded')],
  [41, { type: 'notebook-started', operation: 'terminate', name: 'n' }],
  [42, { type: 'notebook-finished', operation: 'terminate', name: 'n', outcome: 'succeeded', seconds: 1 }],
  [43, { type: 'result', command: 'teardown', status: 'succeeded', seconds: 43 }],
];

/** What begins and ends sections, and a mark for each run of other lines. */
function frame(log: string, isMarker: RegExp): string[] {
  const marks = log.split('\n').map((line) => (isMarker.test(line) ? line : '…'));
  return marks.filter((mark, at) => mark !== '…' || marks[at - 1] !== '…');
}

describe('the log of a job', () => {
  it('on GitHub has a group for the plan and for each phase, and the result below', async () => {
    const log = await logOf(RUN, { CI: 'true', GITHUB_ACTIONS: 'true' });
    expect(frame(log, /^::/)).toEqual([
      ...['::group::Accounts', '…', '::endgroup::'],
      ...['::group::Plan of teardown', '…', '::endgroup::'],
      ...['::group::Stacks', '…', '::endgroup::'],
      ...['::group::Notebooks', '…', '::endgroup::'],
      '…',
    ]);
    expect(log.slice(log.lastIndexOf('::endgroup::'))).toContain('teardown: done in 43s');
  });

  it('on GitLab has sections instead, with the times and names that it wants', async () => {
    const log = await logOf(RUN.slice(0, 4), { CI: 'true', GITLAB_CI: 'true' });
    const [opening, closing] = frame(log, /section_/).filter((mark) => mark !== '…');
    const at = String(Date.UTC(2026, 0, 5, 8) / 1000);
    const later = String(Number(at) + 5);
    expect(opening).toBe(`\u001B[0Ksection_start:${at}:mlops_lab_accounts_${at}\r\u001B[0KAccounts`);
    expect(closing).toBe(`\u001B[0Ksection_end:${later}:mlops_lab_accounts_${at}\r\u001B[0K`);
  });

  it('elsewhere has none, and none is left open when a run ends without a word', async () => {
    expect(await logOf(RUN, { CI: 'true' })).not.toMatch(/^::|section_/m);
    const cut = await logOf(RUN.slice(0, 5), { CI: 'true', GITHUB_ACTIONS: 'true' });
    expect(cut.match(/^::endgroup::$/gm)).toHaveLength(3);
  });

  it('of several labs has no phases, since these mix', async () => {
    const course: Course = [
      [0, { type: 'labs', command: 'init', labs: ['ada'] }],
      [1, { ...started(PREREQUISITES), lab: 'ada' }],
      [100, { type: 'result', command: 'init', status: 'succeeded' }],
    ];
    expect(await logOf(course, { CI: 'true', GITHUB_ACTIONS: 'true' })).not.toMatch(/^::|waiting for/m);
  });
});
