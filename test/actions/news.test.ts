import { describe, expect, it } from 'vitest';
import { answers, approvalOf, awaitedApproval, nameOf } from '../../src/actions/follow/awaited.ts';
import { isOver, look } from '../../src/actions/follow/look.ts';
import { newsOf, reportedOf } from '../../src/actions/follow/tell.ts';
import { LabError } from '../../src/errors.ts';
import type { ActionRun, Execution, Pipeline } from '../../src/ports/pipeline.ts';
import { inWords, shown } from '../support/steps.ts';

const run = (id: string, status: ActionRun['status'], more: Partial<ActionRun> = {}): ActionRun => ({
  ...{ id, stage: 'S', action: id, isApproval: false, status, started: 1000, ended: 4500, outputs: {} },
  ...more,
});
const SECOND = '1970-01-01T00:00:01.000Z';
const reference = (action: string) => ({ executionId: 'e', stage: 'S', action });
const news = (runs: readonly ActionRun[], before: Parameters<typeof newsOf>[2] = {}) =>
  newsOf({ showSteps: shown }, { id: 'e', version: 'v' }, before, runs);

describe('the news of an execution', () => {
  it('are runs that began and that ended, once each', () => {
    const runs = [run('a', 'Succeeded', { outputs: { x: '1' } }), run('b', 'InProgress')];
    const began = (action: string) => ({ type: 'action-started', ...reference(action), began: SECOND });
    const ended = (action: string, outcome: string, more: object = {}) => ({
      ...{ type: 'action-finished', ...reference(action), outcome, seconds: 3.5 },
      ...{ ended: '1970-01-01T00:00:04.500Z', outputs: {}, ...more },
    });
    expect(news(runs)).toEqual([began('a'), ended('a', 'succeeded', { outputs: { x: '1' } }), began('b')]);
    expect(reportedOf(runs)).toEqual({ a: 'Succeeded', b: 'InProgress' });
    expect(news(runs, reportedOf(runs))).toEqual([]);
    const later = [run('a', 'Succeeded'), run('b', 'Failed', { message: 'no' })];
    expect(news(later, reportedOf(runs))).toEqual([ended('b', 'failed', { message: 'no' })]);
    expect(news([run('c', 'Abandoned', { ended: 0 })])).toMatchObject([{}, { outcome: 'abandoned', seconds: 0 }]);
  });

  it('are approvals that are waited for, with the commands that answer them', () => {
    const waiting = run('ok', 'InProgress', { isApproval: true });
    const [, asked, ...others] = news([run('t', 'Succeeded', { outputs: { Submission: 'mine' } }), waiting], {
      t: 'Succeeded',
    });
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ type: 'approval-waiting', ...reference('ok'), submission: 'mine', version: 'v' });
    expect(inWords(asked && 'next' in asked ? (asked.next ?? []) : [])).toBe(
      'approve execution e (mine, version v): mlops-lab approve --execution e\n' +
        'or reject it: mlops-lab approve --execution e --reject',
    );
    expect(news([{ ...waiting, status: 'Succeeded' }]).map(({ type }) => type)).toEqual([
      'action-started',
      'action-finished',
    ]);
  });
});

describe('a release that waits for an answer', () => {
  it('is named by what is known of it', () => {
    const about = { executionId: 'e', stage: 'S', action: 'A' };
    expect(nameOf(about)).toBe('execution e');
    expect(nameOf({ ...about, submission: 'x' })).toBe('execution e (x)');
    expect(nameOf({ ...about, version: '1' })).toBe('execution e (version 1)');
    expect(approvalOf({ stage: 'S', action: 'A' }, { id: 'e' }, [])).toEqual(about);
    expect(inWords(answers(about, '--yes'))).toContain('mlops-lab approve --execution e --reject --yes');
  });

  it('is the one of its execution, though that may be too old to be listed', async () => {
    const executions = ['d', 'e'].map((id) => ({ id, version: `version of ${id}` }) as unknown as Execution);
    const pipeline = {
      runsOf: () => Promise.resolve([]),
      executions: () => Promise.resolve(executions),
    } as unknown as Pipeline;
    expect(await awaitedApproval(reference('A'), pipeline)).toEqual({ ...reference('A'), version: 'version of e' });
    const old = { ...reference('A'), executionId: 'x' };
    expect(await awaitedApproval(old, pipeline)).toEqual(old);
  });
});

describe('looking at an execution', () => {
  const statuses = ['InProgress', 'Stopping', 'Stopped', 'Succeeded', 'Failed', 'Superseded', 'Cancelled'] as const;
  const away = new LabError({ code: 'unreachable', message: 'no network', hint: 'wait' });

  function clock() {
    let now = 0;
    return { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)) };
  }

  it('ends when it has', () => {
    const over = statuses.filter((status) => isOver({ status } as Execution));
    expect(over).toEqual(statuses.slice(2));
  });

  it('goes on for a quarter of an hour without a network, and not where something else is wrong', async () => {
    const time = clock();
    let tries = 0;
    const comesBack = () => Promise.resolve().then(() => ((tries += 1) > 3 ? 'here' : Promise.reject(away)));
    expect(await look(time, comesBack)).toBe('here');
    expect([tries, time.now()]).toEqual([4, 15_000]);
    await expect(look(time, () => Promise.reject(away))).rejects.toBe(away);
    expect(time.now()).toBe(15_000 + 15 * 60_000);
    const other = new Error('other');
    await expect(look(time, () => Promise.reject(other))).rejects.toBe(other);
    expect(time.now()).toBe(15_000 + 15 * 60_000);
  });
});
