import { describe, expect, it } from 'vitest';
import { execute, lookAgain, mustSucceed } from '../../../src/actions/deploy/operate.ts';
import type { StackEvent, Stacks } from '../../../src/ports/stacks.ts';
import { fakeLab } from '../../support/fake-lab.ts';
import { stackOf } from '../../support/fake-context.ts';
import { PREVIEW } from './stage.ts';

describe('an operation that must succeed', () => {
  type Outcome = Awaited<ReturnType<Stacks['follow']>>;
  const undeleted: StackEvent = {
    ...{ logicalId: 'A', resourceType: 'AWS::EC2::Subnet', status: 'DELETE_FAILED', physicalId: 'subnet-1', time: '' },
  };

  async function operate(
    outcome: Outcome,
    told: readonly StackEvent[] = [],
    operation: 'update' | 'delete' = 'update',
  ) {
    const follow: Stacks['follow'] = (_, hear) => {
      for (const event of told) hear(event);
      return Promise.resolve(outcome);
    };
    const { context, notices } = fakeLab({ accounts: { staging: { stacks: { follow } } } });
    const began = context.clock.now();
    const begin = () => Promise.resolve({ stackId: 'arn', token: 't' });
    const ended = await mustSucceed(context, 'staging', operation, begin);
    return { ended, notices: notices(), pause: context.clock.now() - began };
  }

  it('gives the stack where it is sound, and nothing where it has to be read again', async () => {
    const stack = stackOf({ status: 'UPDATE_COMPLETE' });
    expect(await operate({ ended: 'UPDATE_COMPLETE', stack })).toEqual({ ended: stack, notices: [], pause: 0 });
    const busy = stackOf({ status: 'UPDATE_IN_PROGRESS' });
    expect(await operate({ ended: 'UPDATE_COMPLETE', stack: busy })).toEqual({
      ended: undefined,
      notices: [],
      pause: 0,
    });
    expect(await operate({ ended: 'UPDATE_COMPLETE', stack: undefined })).toMatchObject({ ended: undefined, pause: 0 });
    expect(await operate({ ended: 'UPDATE_IN_PROGRESS', stack })).toEqual({
      ended: undefined,
      notices: [],
      pause: 2000,
    });
  });

  it('looks again where somebody was before', async () => {
    const { context } = fakeLab();
    const began = context.clock.now();
    expect(await mustSucceed(context, 'staging', 'update', () => Promise.resolve('overtaken'))).toBeUndefined();
    expect(context.clock.now() - began).toBe(2000);
    await lookAgain(context);
    expect(context.clock.now() - began).toBe(4000);
  });

  it('fails else', async () => {
    const stack = stackOf({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    await expect(operate({ ended: 'UPDATE_ROLLBACK_COMPLETE', stack })).rejects.toMatchObject({ code: 'stack-failed' });
  });

  it('tells of what it could not delete, unless that is its whole purpose', async () => {
    const outcome = { ended: 'UPDATE_COMPLETE', stack: stackOf({ status: 'UPDATE_COMPLETE' }) };
    const { notices } = await operate(outcome, [{ ...undeleted, reason: 'in use' }]);
    expect(notices).toEqual([
      'warning: stack LabStagingAccountSetup could not delete subnet-1 (AWS::EC2::Subnet) and no longer tracks it: in use | ' +
        'list what was left behind: mlops-lab status\ndelete it with all of the lab: mlops-lab teardown',
    ]);
    expect((await operate(outcome, [undeleted])).notices[0]).toContain('tracks it: CloudFormation gave no reason |');
    const deleted = { ended: 'DELETE_COMPLETE', stack: undefined };
    expect((await operate(deleted, [undeleted], 'delete')).notices).toEqual([]);
  });
});

describe('a change set that is executed', () => {
  const carriedOut = async (outcome: 'overtaken' | Error | undefined, discard = () => Promise.resolve()) => {
    const discarded: string[] = [];
    const handle = { stackId: 'arn', token: 't' };
    const stacks: Partial<Stacks> = {
      execute: () => (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome ?? handle)),
      discard: ({ changeSet }) => (discarded.push(changeSet), discard()),
    };
    const ended = await execute(stacks as Stacks, 'arn', PREVIEW).catch((error: unknown) => error);
    return { ended, discarded };
  };

  it('is discarded where it was not used, which hides nothing', async () => {
    expect(await carriedOut(undefined)).toEqual({ ended: { stackId: 'arn', token: 't' }, discarded: [] });
    expect(await carriedOut('overtaken')).toEqual({ ended: 'overtaken', discarded: ['the one shown'] });
    const broken = new Error('no execution');
    const nor = () => Promise.reject(new Error('nor deletion'));
    expect(await carriedOut(broken, nor)).toEqual({ ended: broken, discarded: ['the one shown'] });
  });
});
