import { describe, expect, it } from 'vitest';
import { proposeRoster, type CandidateAccount } from '../../src/lab/roster-proposal.ts';

let next = 0;
const account = (name: string, tags: CandidateAccount['tags'] = {}, state = 'ACTIVE'): CandidateAccount => ({
  id: String(100_000_000_000 + (next += 1)),
  name,
  state,
  tags,
});

/** Accounts of a lab by their names. */
const idsOf = (...accounts: CandidateAccount[]) => {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return proposeRoster(accounts).labs.map(({ lab, accounts: ids }) => [
    lab,
    ...Object.entries(ids).map(([role, id]) => `${role}: ${names.get(id) ?? ''}`),
  ]);
};

describe('a proposed roster', () => {
  it.each([
    ['Ada Tools', 'ada', 'tools'],
    ['course_7.DataScience', 'course-7', 'datascience'],
    ['bob-data-scientist', 'bob', 'datascience'],
    ['bob Data Scientists', 'bob', 'datascience'],
    ['a/b - Staging', 'a-b', 'staging'],
    ['Über Tools', 'uber', 'tools'],
  ])('takes %s for the account of %s', (name, lab, role) => {
    expect(idsOf(account(name))).toEqual([[lab, `${role}: ${name}`]]);
  });

  it.each([
    ['Billing', {}, 'neither a tag'],
    ['ada-toolsmith', {}, 'neither a tag'],
    ['ada-tools', { 'mlops-lab:account': 'hub' }, 'its tag mlops-lab:account is none of'],
    ['x', { 'mlops-lab:account': 'tools', 'mlops-lab:lab': 'Ada!' }, '"Ada!" can be no lab'],
    ['a-tools', {}, '"a" can be no lab'],
    [`${'long'.repeat(5)}-tools`, {}, 'can be no lab'],
    ['=cmd()-staging', { 'mlops-lab:lab': '=cmd()' }, '"=cmd()" can be no lab'],
  ])('leaves %s out', (name, tags, reason) => {
    const { labs, leftOut } = proposeRoster([account(name, tags)]);
    expect(labs).toEqual([]);
    expect(leftOut[0]?.reason).toContain(reason);
  });

  it('lets tags decide over names, for several labs as for one', () => {
    const shared = account('eve-tools', { 'mlops-lab:account': 'staging', 'mlops-lab:lab': 'ada  bob' });
    expect(idsOf(shared, account('bob-tools'))).toEqual([
      ['ada', 'staging: eve-tools'],
      ['bob', 'tools: bob-tools', 'staging: eve-tools'],
    ]);
  });

  it('lets a tag alone say what an account is for, whatever its name', () => {
    expect(idsOf(account('12345', { 'mlops-lab:account': ' Tools ' }), account('ada-staging'))).toEqual([
      ['ada', 'tools: 12345', 'staging: ada-staging'],
    ]);
  });

  it('gives accounts of all labs to those that have none of their own', () => {
    const hub = [account('Tools'), account('staging')];
    expect(idsOf(...hub, account('a10-datascience'), account('a2-datascience'), account('a2-staging'))).toEqual([
      ['a2', 'tools: Tools', 'datascience: a2-datascience', 'staging: a2-staging'],
      ['a10', 'tools: Tools', 'datascience: a10-datascience', 'staging: staging'],
    ]);
    expect(proposeRoster(hub).leftOut.map(({ reason }) => reason)).toEqual([
      'there is no lab that it could be of',
      'there is no lab that it could be of',
    ]);
  });

  it('leaves out what is suspended, and says so', () => {
    const { labs, leftOut } = proposeRoster([account('ada-tools', {}, 'SUSPENDED'), account('ada-tools')]);
    expect(labs).toHaveLength(1);
    expect(leftOut).toMatchObject([{ name: 'ada-tools', reason: 'it is suspended' }]);
  });

  it('does not choose between two accounts in one place, and tells of each once', () => {
    const twice = [account('ada-tools'), account('Ada Tools')];
    expect(proposeRoster(twice).conflicts).toEqual([
      expect.stringMatching(/^\d+ \(ada-tools\) and \d+ \(Ada Tools\) are each the Tools account of the lab ada$/),
    ]);
    const hubs = [account('tools'), account('Tools'), account('ada-staging'), account('bob-staging')];
    expect(proposeRoster(hubs).conflicts).toEqual([expect.stringContaining('are each the Tools account of all labs')]);
  });
});
