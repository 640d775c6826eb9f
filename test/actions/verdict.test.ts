import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/actions/class/people/verdict.ts';
import type { ActionRun, Execution } from '../../src/ports/pipeline.ts';
import { EVALUATED } from '../support/release-stage.ts';

const run = (stage: string, status: ActionRun['status'], more: Partial<ActionRun> = {}): ActionRun => ({
  id: stage,
  stage,
  action: stage,
  isApproval: false,
  status,
  started: 0,
  ended: 1,
  outputs: {},
  ...more,
});

const LAST = { ...EVALUATED, Summary: 'good again' };
const REFUSAL = 'the model is not good enough, submit a better one: error 18 %';

describe('the verdict on a submission', () => {
  it.each<[string, Execution['status'], ActionRun[], object]>([
    ['read by nobody yet', 'InProgress', [], { state: 'waiting' }],
    ['being read', 'InProgress', [run('Source', 'InProgress')], { state: 'waiting' }],
    ['in training', 'InProgress', [run('Source', 'Succeeded'), run('Train', 'InProgress')], { state: 'training' }],
    ['between two stages', 'InProgress', [run('Train', 'Succeeded')], { state: 'waiting' }],
    ['in non-production', 'InProgress', [run('NonProd', 'InProgress')], { state: 'in-nonprod' }],
    [
      'tried again',
      'InProgress',
      [run('NonProd', 'Failed', { message: REFUSAL }), run('NonProd', 'InProgress')],
      { state: 'in-nonprod' },
    ],
    [
      'before its approval',
      'InProgress',
      [run('Approval', 'InProgress', { isApproval: true })],
      { state: 'awaiting-approval' },
    ],
    ['in production', 'InProgress', [run('Production', 'InProgress')], { state: 'in-production' }],
    ['released', 'Succeeded', [run('Production', 'Succeeded')], { state: 'released' }],
    [
      'not good enough',
      'Failed',
      [run('NonProd', 'Failed', { message: REFUSAL })],
      { state: 'refused', detail: REFUSAL },
    ],
    ['unreadable', 'Failed', [run('Train', 'Failed', { message: 'no zip' })], { state: 'failed', detail: 'no zip' }],
    [
      'rejected',
      'Failed',
      [run('Approval', 'Failed', { isApproval: true, message: 'no' })],
      { state: 'rejected', detail: 'no' },
    ],
    ['failed, nobody knows at what', 'Failed', [], { state: 'failed' }],
    [
      'rejected in the words of a refusal',
      'Failed',
      [run('Approval', 'Failed', { isApproval: true, message: REFUSAL })],
      { state: 'rejected', detail: REFUSAL },
    ],
    [
      'released after it was judged twice',
      'Succeeded',
      [run('NonProd', 'Succeeded', { outputs: EVALUATED }), run('Production', 'Succeeded', { outputs: LAST })],
      { state: 'released', detail: 'good again' },
    ],
    [
      'judged, and before the next stage',
      'InProgress',
      [run('NonProd', 'Succeeded', { outputs: LAST })],
      { state: 'waiting', detail: 'good again' },
    ],
    ['superseded', 'Superseded', [], { state: 'superseded' }],
    ['cancelled', 'Cancelled', [], { state: 'stopped' }],
  ])('%s', (_, status, runs, verdict) => {
    expect(verdictOf('mlops-lab', { id: '1', status, started: 0, changed: 0 }, runs)).toStrictEqual(verdict);
  });

  it('repeats why it was stopped', () => {
    const execution = { id: '1', status: 'Stopped', started: 0, changed: 0, stopReason: 'the course is over' } as const;
    expect(verdictOf('mlops-lab', execution, [])).toEqual({ state: 'stopped', detail: 'the course is over' });
  });
});
