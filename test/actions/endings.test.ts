import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { runOperation } from '../../src/actions/stack-run.ts';
import type { ObservedStack } from '../../src/lab/stack-status.ts';
import type { OperationOutcome } from '../../src/ports/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

/** Every status in which CloudFormation leaves a stack alone. */
const ENDS = [
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
  'DELETE_COMPLETE',
  'DELETE_FAILED',
] as const;

const GOOD = {
  create: ['CREATE_COMPLETE'],
  update: ['UPDATE_COMPLETE'],
  repair: ['UPDATE_COMPLETE'],
  recover: ['ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'],
  delete: ['DELETE_COMPLETE'],
  attach: ENDS,
} as const;

function stack(status: string): ObservedStack {
  return { id: 'arn', name: 'pre-reqs', status, parameters: {}, outputs: {}, tags: {} };
}

/** Runs an operation whose end is known beforehand. */
async function ended(operation: keyof typeof GOOD, outcome: OperationOutcome) {
  const { context, events } = await rehearse();
  const { tools } = context.cloud;
  const stacks = { ...tools.stacks, follow: () => Promise.resolve(outcome) };
  const told = { ...context, cloud: { ...context.cloud, tools: { ...tools, stacks } } };
  const handle = { stackId: 'arn', token: 'token' };
  const end = await runOperation(told, 'prerequisites', operation, () => Promise.resolve(handle));
  return { end, finished: events.findLast((event) => event.type === 'stack-finished') };
}

describe.each(Object.entries(GOOD) as [keyof typeof GOOD, readonly string[]][])(
  'the operation %s',
  (operation, good) => {
    it.each(ENDS)('that ended in %s', async (status) => {
      const { end, finished } = await ended(operation, { ended: status, stack: stack(status) });
      const succeeded = good.includes(status);
      expect(end).toMatchObject({ succeeded, displaced: false });
      expect(finished).toMatchObject({ operation, outcome: succeeded ? 'succeeded' : 'failed' });
    });

    it('is judged by its events where the stack is behind them', async () => {
      const [status = ''] = good;
      const behind = { ended: status, stack: stack('UPDATE_ROLLBACK_IN_PROGRESS') };
      expect((await ended(operation, behind)).end).toMatchObject({ succeeded: true, displaced: false });
    });
  },
);

it('a deletion is over where the stack is gone without a trace', async () => {
  expect((await ended('delete', { ended: undefined, stack: undefined })).end).toMatchObject({ succeeded: true });
  expect((await ended('create', { ended: undefined, stack: undefined })).end).toMatchObject({ succeeded: false });
});

describe('a deployment of which one stack', () => {
  const kept = (rehearsal: Rehearsal, retentionDays: number) => ({
    ...rehearsal.context,
    lab: { ...LAB, pipeline: { ...LAB.pipeline, retentionDays } },
  });

  it('is rolled back fails, with the cause, and the next one finishes it', async () => {
    const fault: Fault = {
      kind: 'resource',
      resource: 'AWS::S3::Bucket',
      phase: 'update',
      reason: 'no rule',
      times: 1,
    };
    const rehearsal = await continued(await deployedLab(), { faults: [fault] });
    const context = kept(rehearsal, 30);
    await expect(deploy(context, ['prerequisites'], UNATTENDED)).rejects.toMatchObject({
      code: 'stack-failed',
      message: expect.stringMatching(/pre-reqs .* ended as UPDATE_ROLLBACK_COMPLETE: .*no rule/) as string,
    });
    expect((await deploy(context, ['prerequisites'], UNATTENDED)).status).toBe('succeeded');
    expect((await context.cloud.tools.stacks.find('pre-reqs'))?.parameters).toMatchObject({ RetentionDays: '30' });
  });

  it('cannot be rolled back fails as well, and is not updated', async () => {
    const fault: Fault = { kind: 'resource', resource: 'AWS::S3::Bucket', phase: 'update', reason: 'no rule' };
    const rehearsal = await continued(await deployedLab(), { faults: [fault] });
    const context = kept(rehearsal, 30);
    await expect(deploy(context, ['prerequisites'], UNATTENDED)).rejects.toMatchObject({ code: 'stack-failed' });
    expect((await context.cloud.tools.stacks.find('pre-reqs'))?.status).toBe('UPDATE_ROLLBACK_FAILED');
    rehearsal.events.length = 0;
    await expect(deploy(context, ['prerequisites'], UNATTENDED)).rejects.toMatchObject({
      code: 'stack-failed',
      message: expect.stringMatching(/pre-reqs .* ended as UPDATE_ROLLBACK_FAILED: .*no rule/) as string,
    });
    const begun = rehearsal.events.flatMap((event) => (event.type === 'stack-started' ? [event.operation] : []));
    expect(begun).toEqual(['recover']);
  });
});
