import { describe, expect, it } from 'vitest';
import { peopleReports } from '../../src/actions/class/people/report.ts';
import type { Submitted } from '../../src/actions/class/people/submissions.ts';
import { readRevisionSummary, revisionSummary } from '../../src/actions/submit/revision-summary.ts';

const notebook = (owner: string | undefined, name: string, launchedAt = '2026-01-05T09:00:00.000Z') => ({
  owner,
  notebook: { name, status: 'AVAILABLE', launchedAt } as const,
});

const submitted = (person: string | undefined, at: string, state: Submitted['verdict']['state']): Submitted => ({
  person,
  submissions: 2,
  submission: { at, executionId: at },
  verdict: { state },
});

const PEOPLE = [{ name: 'Ada Lovelace', email: 'ada@example.com' }, { name: 'Grace Hopper' }];

describe('what is known of people', () => {
  it('is of one person, whichever of their names they went by, and the latest counts', () => {
    const [ada, grace] = peopleReports(
      PEOPLE,
      [notebook('ada@example.com', 'b', '2026-01-07T09:00:00.000Z'), notebook('Ada.Lovelace', 'a')],
      [
        submitted('ada@example.com', '2026-01-06T09:00:00.000Z', 'refused'),
        submitted('Ada.Lovelace', '2026-01-06T10:00:00.000Z', 'released'),
      ],
    );
    expect(ada).toMatchObject({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      person: 'Ada.Lovelace',
      signedIn: 'yes',
      lastSeen: '2026-01-07T09:00:00.000Z',
      notebooks: [{ name: 'a' }, { name: 'b' }],
      submissions: 4,
      submission: { at: '2026-01-06T10:00:00.000Z' },
      verdict: { state: 'released' },
    });
    expect(grace).toStrictEqual({
      ...{ name: 'Grace Hopper', person: 'Grace.Hopper', signedIn: 'unknown', notebooks: [], submissions: 0 },
    });
  });

  it('is told in the order of the settings, then of others by name, last of what bears none', () => {
    const reports = peopleReports(
      PEOPLE,
      [notebook(undefined, 'x'), notebook('zoe', 'z'), notebook('ada.lovelace', 'a')],
      [submitted('Bob', '2026-01-06T09:00:00.000Z', 'training')],
    );
    expect(reports.map(({ name, person, signedIn }) => [name, person, signedIn])).toEqual([
      ['Ada Lovelace', 'Ada.Lovelace', 'unknown'],
      ['Grace Hopper', 'Grace.Hopper', 'unknown'],
      [undefined, 'Bob', 'yes'],
      [undefined, 'ada.lovelace', 'yes'],
      [undefined, 'zoe', 'yes'],
      [undefined, undefined, 'unknown'],
    ]);
  });
});

describe('the summary of a submission', () => {
  it.each([
    ['penguins', 'ada@example.com'],
    ['a by b, sha256 0123456789ab', 'Ada.Lovelace'],
    ['one by two by three', 'x=,y'],
  ])('says of %s that it is by %s', (name, person) => {
    expect(readRevisionSummary(revisionSummary(name, person, new Uint8Array(3)))).toEqual({ name, person });
  });

  it.each([
    [undefined],
    [''],
    ['penguins by ada'],
    ['x by two words, sha256 0123456789ab'],
    [' by a, sha256 0123456789ab'],
  ])('says nothing where it is %j', (summary) => {
    expect(readRevisionSummary(summary)).toBeUndefined();
  });
});
