import { describe, expect, it } from 'vitest';
import { Failures } from '../../../src/actions/teardown/failures.ts';
import { teardown } from '../../../src/actions/teardown/index.ts';
import { unreadable } from '../../../src/actions/teardown/unreadable.ts';
import { credentialsError, interrupted, LabError } from '../../../src/errors.ts';
import { fakeLab, type FakeLabOptions } from '../../support/fake-lab.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';

const lost = credentialsError('credentials-expired', 'the session is over', 'sign in again');
const refused = new LabError({ code: 'access-denied', message: 'not allowed', hint: 'ask' });
const broken = new TypeError('a bug');

describe('work that fails', () => {
  it('keeps its stacks while the rest goes on', async () => {
    const failures = new Failures();
    await failures.keeping(['network'], () => Promise.reject(refused));
    expect([failures.first, failures.of('network'), failures.of('catalog')]).toEqual([refused, refused, undefined]);
    expect(() => failures.throwIfFatal()).not.toThrow();
  });

  it.each([
    ['for want of credentials', lost],
    ['since it was interrupted', interrupted([])],
    ['by a bug', broken],
  ])('%s is the end of all', async (_, error) => {
    const failures = new Failures();
    await expect(failures.keeping(['network'], () => Promise.reject(error))).rejects.toBe(error);
    expect(failures.of('network')).toBeUndefined();
    expect(() => failures.throwIfFatal()).toThrow(error);
  });
});

describe('what cannot be read', () => {
  it('is told, unless it is for want of credentials or by a bug', async () => {
    const look = (error: Error) => unreadable('the bucket', 'network', () => Promise.reject(error));
    expect(await look(refused)).toEqual({ what: 'the bucket', reason: 'not allowed', keeps: 'network' });
    await expect(look(lost)).rejects.toBe(lost);
    await expect(look(broken)).rejects.toBe(broken);
    expect(await unreadable('the bucket', 'network', () => Promise.resolve())).toBeUndefined();
  });
});

describe('a stack that cannot be rolled back', () => {
  const teardownWhere = async (error: Error) => {
    const options: FakeLabOptions = {
      changed: { staging: { status: 'UPDATE_FAILED' } },
      accounts: { staging: { stacks: { rollBack: () => Promise.reject(error) } } },
    };
    const { context, done, notices } = fakeLab(options);
    const outcome = await teardown({ ...context, command: 'teardown' }, UNATTENDED).catch((thrown: unknown) => thrown);
    return { outcome, done, notices: notices() };
  };

  it('is deleted as it is', async () => {
    const { outcome, done, notices } = await teardownWhere(refused);
    expect(outcome).toMatchObject({ status: 'succeeded' });
    expect(done).toContain('delete LabStagingAccountSetup');
    expect(notices).toContainEqual(
      expect.stringContaining('cannot be rolled back and is deleted as it is: not allowed'),
    );
  });

  it('for want of credentials ends the teardown', async () => {
    const { outcome, done } = await teardownWhere(lost);
    expect(outcome).toBe(lost);
    expect(done).not.toContain('delete LabStagingAccountSetup');
  });
});
