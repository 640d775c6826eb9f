import { describe, expect, it } from 'vitest';
import { doctor, doctorOfMachine } from '../../../src/actions/doctor/index.ts';
import { LabError } from '../../../src/errors.ts';
import type { AccountRole } from '../../../src/lab/accounts.ts';
import type { Machine } from '../../../src/ports/machine.ts';
import { fakeContext, type Faked } from '../../support/fake-context.ts';
import { LAB } from '../../support/lab.ts';
import { MACHINE } from '../../support/machine.ts';
import { saying } from '../../support/steps.ts';

/** An empty account that has all that a lab needs. */
function empty(role: AccountRole): Faked {
  const account = LAB.accounts[role].id;
  return {
    identity: () => Promise.resolve({ account, arn: `arn:aws:iam::${account}:user/ada` }),
    stacks: { find: () => Promise.resolve(undefined) },
    places: {
      zones: () => Promise.resolve([{ id: 'z-a', lacks: [] }]),
      lackedServices: () => Promise.resolve([]),
      lackedTypes: () => Promise.resolve([]),
    },
    permissions: () => Promise.resolve({ lacking: () => Promise.resolve([]) }),
    leftovers: () => Promise.resolve({ leftovers: [], lookAlikes: [] }),
  };
}

const EMPTY = { tools: empty('tools'), datascience: empty('datascience'), staging: empty('staging') };
const away = {
  identity: () => Promise.reject(new LabError({ code: 'access-denied', message: 'no', hint: 'mend it' })),
};

describe('a doctor', () => {
  it('succeeds where no check fails, and has them in the order of what depends on what', async () => {
    const settings = [{ path: 'region', value: 'us-east-1', where: '--region' }];
    const { context, events } = fakeContext(EMPTY, { settings });
    const { checks = [], ...outcome } = await doctor(context, 1);
    expect(outcome).toEqual({ command: 'doctor', status: 'succeeded' });
    expect(checks.map(({ check, account = '', outcome: how }) => [check, account, how].join(' '))).toEqual([
      ...['node  ok', 'terminal  ok', 'aws-cli  ok', 'proxy  ok', 'settings  ok'],
      ...['account tools ok', 'account datascience ok', 'account staging ok'],
      ...['clock  skipped', 'region  ok', 'zones  ok', 'quotas  ok'],
      ...['permissions tools ok', 'permissions datascience ok', 'permissions staging ok'],
      ...['names tools ok', 'names datascience ok', 'names staging ok'],
    ]);
    expect(checks[4]).toEqual({
      ...{ check: 'settings', title: 'Settings', outcome: 'ok' },
      found: '1 given; all others have their defaults',
      details: ['region: us-east-1 (--region)'],
    });
    expect(events).toEqual([]);
  });

  it('looks only into accounts that it reaches, and at the place only where it reaches all', async () => {
    const { context } = fakeContext({ ...EMPTY, datascience: { ...EMPTY.datascience, ...away } });
    const { checks = [], status, error } = await doctor(context, 1);
    expect(checks.slice(5).map(({ title, outcome }) => `${title}: ${outcome}`)).toEqual([
      ...['Tools account: ok', 'Data Scientist account: failed', 'Staging account: ok'],
      ...['Clock: skipped', 'Region: skipped', 'Zones: skipped', 'Quotas: skipped'],
      ...['Permissions in Tools: ok', 'Permissions in Staging: ok', 'Names in Tools: ok', 'Names in Staging: ok'],
    ]);
    expect(checks.slice(8, 12).map(({ check, found }) => `${check} ${found}`)).toEqual(
      ['clock', 'region', 'zones', 'quotas'].map(
        (each) => `${each} not looked at: all accounts have to be reached first`,
      ),
    );
    expect(status).toBe('failed');
    expect(error).toMatchObject({ code: 'checks-failed', message: 'a check failed: Data Scientist account' });
    expect(error?.hints).toEqual([expect.objectContaining({ command: 'again' })]);
  });

  it('counts the checks that failed', async () => {
    const { context } = fakeContext({ ...EMPTY, tools: away, staging: away });
    const { error } = await doctor(context, 1);
    expect(error?.message).toBe('2 checks failed: Tools account, Staging account');
  });
});

describe('a doctor without settings', () => {
  const missing = new LabError({ code: 'missing-settings', message: 'no region', hint: 'give --region' });
  const looked = async (problem: LabError, machine: Partial<Machine> = {}) => {
    const outcome = await doctorOfMachine({ ...MACHINE, ...machine }, false, problem);
    const { checks = [] } = outcome;
    return { outcome, words: checks.map(({ title, outcome: how }) => `${title}: ${how}`), settings: checks.at(-2) };
  };

  it('looks at the machine, says what is missing and how it is asked for, and ends by that', async () => {
    const { outcome, words, settings } = await looked(missing);
    expect(outcome).toMatchObject({ command: 'doctor', status: 'failed', error: missing });
    expect(words.slice(-3)).toEqual(['Proxy: ok', 'Settings: failed', 'Accounts: skipped']);
    expect(outcome.checks?.at(-1)).toEqual({
      ...{ check: 'account', title: 'Accounts', outcome: 'skipped' },
      found: 'not looked at: the settings have to be right first',
    });
    expect(settings).toMatchObject({ found: 'no region', hints: saying('or have them asked for: mlops-lab init') });
    expect(settings?.hints?.[0]).toEqual({ say: 'give --region' });
  });

  it('does not have asked for what is there and wrong', async () => {
    const wrong = new LabError({ code: 'invalid-settings', message: 'no such region', hint: 'mend it' });
    const { settings } = await looked(wrong);
    expect(settings).toMatchObject({ outcome: 'failed', found: 'no such region', hints: [{ say: 'mend it' }] });
  });

  it('tells of wrong settings whatever else is found in other words', async () => {
    const proxies = () => {
      throw new LabError({ code: 'invalid-settings', message: 'no proxy', hint: 'mend it' });
    };
    const { words } = await looked(missing, { proxies });
    expect(words.slice(-3)).toEqual(['Proxy: failed', 'Settings: failed', 'Accounts: skipped']);
    const { words: ofNode } = await looked(
      new LabError({ code: 'missing-settings', message: MACHINE.node, hint: 'mend it' }),
    );
    expect(ofNode.slice(-3)).toEqual(['Proxy: ok', 'Settings: failed', 'Accounts: skipped']);
  });

  it('tells once of a proxy that is none', async () => {
    const proxy = new LabError({ code: 'invalid-settings', message: 'no proxy', hint: 'mend it' });
    const proxies = () => {
      throw proxy;
    };
    const { words, settings } = await looked(proxy, { proxies });
    expect(words.slice(-3)).toEqual(['Proxy: failed', 'Settings: skipped', 'Accounts: skipped']);
    expect(settings?.found).toBe('not read');
  });
});
