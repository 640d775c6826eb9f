import { describe, expect, it } from 'vitest';
import { proposeClass, type RosterRequest } from '../../../src/actions/class/roster.ts';
import type { Files } from '../../../src/ports/files.ts';
import type { MemberAccount } from '../../../src/ports/organization.ts';
import { inWords, saying } from '../../support/steps.ts';
import { askedUi } from '../asked-ui.ts';

const account = (name: string, at: number, state = 'ACTIVE'): MemberAccount => ({
  id: String(100_000_000_000 + at),
  name,
  state,
  tags: {},
});
const WHOLE = ['ann-tools', 'ann-datascience', 'ann-staging'].map((name, at) => account(name, at));

async function proposed(accounts: readonly MemberAccount[], request: Partial<RosterRequest> = {}, there?: string) {
  const { ui, told } = askedUi();
  const written = new Map<string, string>();
  const asked: string[] = [];
  const files = {
    look: (path: string) => Promise.resolve(path === there ? 'file' : undefined),
    replace: (path: string, text: string) => Promise.resolve(void written.set(path, text)),
  } as unknown as Files;
  const organization = {
    accountsBelow: (unit: string) => {
      asked.push(unit);
      return Promise.resolve([...accounts]);
    },
  };
  const outcome = await proposeClass(
    { command: 'class roster', organization, files, ui },
    { unit: 'ou-1', ...request },
  ).catch((error: unknown) => ({ error }));
  return { outcome, told, written, asked };
}

describe('a roster that is proposed', () => {
  it('has a line for each lab, for people to be written into', async () => {
    const { outcome, told, written, asked } = await proposed([...WHOLE, account('bob_staging', 7)]);
    const csv = [
      'lab,tools,datascience,staging,person,email',
      'ann,100000000000,100000000001,100000000002,,',
      'bob,,,100000000007,,',
    ].join('\n');
    expect(outcome).toMatchObject({ command: 'class roster', status: 'succeeded', roster: { csv, leftOut: [] } });
    expect('roster' in outcome && outcome.roster).not.toHaveProperty('file');
    expect(told).toEqual(['warning: the lab bob has no Tools and no Data Scientist account there']);
    expect([asked, written.size]).toEqual([['ou-1'], 0]);
    const steps = 'next' in outcome ? inWords(outcome.next ?? []) : '';
    expect(steps).toContain('"roster: roster.csv"');
    expect(steps).toContain('mlops-lab init --all --dry-run');
  });

  it('is written into a new file, which is named', async () => {
    const { outcome, written } = await proposed(WHOLE, { file: 'mine.csv' });
    expect([...written.keys()]).toEqual(['mine.csv']);
    expect(written.get('mine.csv')).toMatch(/^lab,.*\nann,.*,,\n$/);
    expect(outcome).toMatchObject({ roster: { file: 'mine.csv' }, next: saying('"roster: mine.csv"') });
  });

  it('overwrites no file, and asks nobody then', async () => {
    const { outcome, written, asked } = await proposed(WHOLE, { file: 'mine.csv' }, 'mine.csv');
    expect(outcome).toMatchObject({
      error: { code: 'roster-there', message: expect.stringContaining('mine.csv') as string },
    });
    expect([written.size, asked]).toEqual([0, []]);
  });

  it('tells of each account that is left out, and why', async () => {
    const { told } = await proposed([...WHOLE, account('ann-tools', 8, 'SUSPENDED')]);
    expect(told).toEqual(['warning: account 100000000008 (ann-tools) is left out: it is suspended']);
  });

  it('leaves to people where two accounts stand in one place', async () => {
    const twice = [account('Ann tools', 9), account('Ann staging', 10)];
    const { outcome } = await proposed([...WHOLE, ...twice], { file: 'mine.csv' });
    expect(outcome).toMatchObject({
      error: {
        code: 'roster-undecided',
        message:
          'accounts stand in one place:\n  100000000000 (ann-tools) and 100000000009 (Ann tools) are each the Tools account of the lab ann\n' +
          '  100000000002 (ann-staging) and 100000000010 (Ann staging) are each the Staging account of the lab ann',
        hints: saying('mlops-lab:account'),
      },
    });
  });

  it('is none where no account says of which lab it is', async () => {
    const { outcome, told } = await proposed([account('billing', 1)]);
    expect(told).toHaveLength(1);
    expect(outcome).toMatchObject({
      error: { code: 'roster-empty', message: expect.stringContaining('ou-1') as string, hints: saying('NAME-tools') },
    });
  });
});
