import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResultEvent } from '../../src/events.ts';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const UNIT = 'ou-ab12-11111111';
const BELOW = 'ou-ab12-22222222';

const numbered = (at: number) => String(100_000_000_000 + at);

/** A class of 25 labs, half of them in a unit below, with what is none of it. */
const ACCOUNTS = [
  ...Array.from({ length: 25 }, (_, lab) =>
    ['Tools', 'datascience', 'Staging'].map((role, at) => ({
      id: numbered(lab * 3 + at),
      name: `course-${String(lab + 1)} ${role}`,
      parent: lab % 2 ? BELOW : UNIT,
    })),
  ).flat(),
  { id: '200000000001', name: 'course-1 tools', parent: UNIT, state: 'SUSPENDED' },
  { id: '200000000002', name: '\u001b[2J=Billing', parent: UNIT },
];

function organization(accounts: readonly object[] = ACCOUNTS, faults: readonly object[] = []): string {
  const cwd = workFolder();
  const units = [
    { id: UNIT, name: 'Course', parent: 'r-ab12' },
    { id: BELOW, name: 'Below', parent: UNIT },
  ];
  const folder = join(cwd, '.mlops-lab/sandbox');
  mkdirSync(folder, { recursive: true });
  const whole = { management: '999999999999', root: 'r-ab12', units, accounts };
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(whole));
  writeFileSync(join(folder, 'faults.json'), JSON.stringify(faults));
  return cwd;
}

const propose = (cwd: string, ...more: string[]) =>
  mlopsLab(['class', 'roster', '--sandbox', '--organizational-unit', UNIT, ...more], { cwd });

describe('class roster', () => {
  it('proposes a roster that is a class, of a unit and those below it, however often it is slowed down', async () => {
    const cwd = organization(ACCOUNTS, [{ kind: 'throttle', call: 'organizations:*', share: 0.3 }]);
    const { code, stdout, stderr } = await propose(cwd);
    expect(code, stderr).toBe(0);
    const [head, first, ...others] = stdout.trimEnd().split('\n');
    expect([head, first]).toEqual([
      'lab,tools,datascience,staging,person,email',
      `course-1,${numbered(0)},${numbered(1)},${numbered(2)},,`,
    ]);
    expect(others).toHaveLength(24);
    expect(stderr).toContain('! account 200000000001 (course-1 tools) is left out: it is suspended\n');
    expect(stderr).toContain(String.raw`! account 200000000002 (\u001b[2J=Billing) is left out: neither a tag`);
    expect(stderr).toContain('mlops-lab init --all --dry-run --sandbox');

    writeFileSync(join(cwd, 'roster.csv'), stdout);
    writeFileSync(join(cwd, 'mlops-lab.yaml'), 'region: us-east-1\nroster: roster.csv\n');
    const plan = await mlopsLab(['staging', '--sandbox', '--shard', '1/20', '--dry-run'], { cwd });
    expect(plan.code, plan.stderr).toBe(0);
    expect(plan.stderr).toContain('= course-21: stacks: 1 to create');
  });

  it('writes a new file and no other, with the same in the result', async () => {
    const cwd = organization();
    const { code, stdout } = await propose(cwd, '--file', 'roster.csv', '--output', 'json');
    expect(code).toBe(0);
    const { roster } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ResultEvent;
    expect(readFileSync(join(cwd, 'roster.csv'), 'utf8')).toBe(`${roster?.csv ?? ''}\n`);
    expect(roster).toMatchObject({ file: 'roster.csv', leftOut: [{ id: '200000000001' }, { id: '200000000002' }] });
    expect(roster?.labs).toHaveLength(25);
    const again = await propose(cwd, '--file', 'roster.csv');
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain("there is roster.csv already, which may have people's names in it");
  });

  it('has no roster where accounts cannot be told apart, or say nothing', async () => {
    const twice = await propose(
      organization([...ACCOUNTS, { id: '300000000001', name: 'course-2-tools', parent: UNIT }]),
    );
    expect(twice).toMatchObject({ code: 1, stdout: '' });
    expect(twice.stderr).toContain(
      `${numbered(3)} (course-2 Tools) and 300000000001 (course-2-tools) are each the Tools account of the lab course-2`,
    );
    const silent = await propose(organization([]), '--file', 'roster.csv');
    expect(silent).toMatchObject({ code: 1, stdout: '' });
    expect(silent.stderr).toContain('says of which lab it is');
  });

  it('tells what a lab lacks', async () => {
    const { code, stdout, stderr } = await propose(organization(ACCOUNTS.slice(0, 2)));
    expect({ code, lines: stdout.split('\n')[1] }).toEqual({
      code: 0,
      lines: `course-1,${numbered(0)},${numbered(1)},,,`,
    });
    expect(stderr).toContain('! the lab course-1 has no Staging account there');
  });

  it.each([
    [
      ['--organizational-unit', 'ou-ab12-99999999'],
      2,
      'no organizational unit ou-ab12-99999999 in the organization of account',
    ],
    [['--organizational-unit', 'Course'], 2, 'It is the id of a unit, such as ou-ab12-11111111'],
  ])('refuses %j', async (args, exitCode, message) => {
    const { code, stdout, stderr } = await propose(organization(), ...args);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('is refused to whoever may not read the organization, and says who may', async () => {
    const cwd = organization();
    const storage = directoryStorage(join(cwd, '.mlops-lab/sandbox'));
    const accounts = [{ id: numbered(0) }, { id: '400000000001' }];
    const sandbox = openSandbox({ storage, accounts, begin: 0 });
    const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
    const as = async (id: string) => {
      const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id });
      const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
      const args = ['class', 'roster', '--organizational-unit', UNIT, '--file', 'roster.csv'];
      return mlopsLab(args, { cwd, env: { ...keys, AWS_ENDPOINT_URL: server.url } });
    };
    const [member, stranger, management] = [await as(numbered(0)), await as('400000000001'), await as('999999999999')];
    await server.close();
    sandbox.close();
    expect(member.stderr).toContain(`account ${numbered(0)} may not read its organization`);
    expect(stranger.stderr).toContain('account 400000000001 is in no organization');
    expect([member.code, stranger.code, management.code], management.stderr).toEqual([3, 3, 0]);
    expect(existsSync(join(cwd, 'roster.csv'))).toBe(true);
  });

  it.each([
    ['{', 'is not valid JSON'],
    ['{"management":"1","root":"r-ab12"}', 'management: it is no account id of 12 digits'],
    [
      '{"management":"999999999999","root":"r-ab12","accounts":[{"id":"100000000001","name":"a","parent":"ou-ab12-11111111"}]}',
      'accounts.0.parent: there is no ou-ab12-11111111',
    ],
    ['{"management":"999999999999","root":"r-ab12","people":[]}', 'people'],
  ])('is refused over an organization that is none: %s', async (text, message) => {
    const cwd = organization();
    writeFileSync(join(cwd, '.mlops-lab/sandbox/organization.json'), text);
    const { code, stderr } = await propose(cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
