import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabEvent, ResultEvent } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { inKeptSandbox } from '../support/kept-sandbox.ts';
import { mlopsLab } from '../support/program.ts';

const cwd = workFolder();

const ROSTER = `lab,person,email
lab,Ada Lovelace,ada@example.com
lab,"=HYPERLINK(""http://evil"");=cmd|'/c calc'!A1",+eve@example.com
lab,李雷	<script>​,
two,Grace Hopper,grace@example.com
`;

const SETTINGS = `region: us-east-1
accounts:
  tools: { id: "111111111111", roleArn: "arn:aws:iam::{account}:role/LabAdministrator" }
  datascience: { id: "222222222222", roleArn: "arn:aws:iam::{account}:role/LabAdministrator" }
  staging: { id: "333333333333", roleArn: "arn:aws:iam::{account}:role/LabAdministrator" }
roster: roster.csv
`;

type Row = Readonly<
  Record<'lab' | 'person' | 'email' | 'session' | 'account' | 'link' | 'link_until' | 'keys' | 'keys_until', string>
>;

const run = (...args: string[]) => mlopsLab([...args, '--sandbox'], { cwd });

const rowsIn = (csv: string) => parse<Row>(csv, { columns: true });

/** Who has the keys of a line, as a shell takes them. */
async function whoHas({ keys }: Row): Promise<string> {
  const script = `${keys}; printf '%s\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN"`;
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = execFileSync('sh', ['-c', script], {
    encoding: 'utf8',
  }).split('\n');
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  return inKeptSandbox(cwd, async ({ requestHandler }) => {
    const sts = new STSClient({ region: 'us-east-1', credentials, requestHandler });
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? '';
  });
}

beforeAll(async () => {
  writeFileSync(join(cwd, 'roster.csv'), ROSTER);
  writeFileSync(join(cwd, 'mlops-lab.yaml'), SETTINGS);
  for (const command of ['tools', 'datascience']) {
    const { code, stdout, stderr } = await run(command, '--yes', '--lab', 'lab');
    expect(code, stdout + stderr).toBe(0);
  }
});

describe('login for everybody', () => {
  it('makes a link and keys for each person under their own name, and nothing else on stdout', async () => {
    const { code, stdout, stderr } = await run('login', '--lab', 'lab', '--format', 'csv');
    expect(code, stderr).toBe(0);
    const rows = rowsIn(stdout);
    expect(rows.map(({ lab, session, account }) => [lab, session, account])).toEqual([
      ['lab', 'Ada.Lovelace', '222222222222'],
      ['lab', 'HYPERLINK.http.evil.cmd.c.calc.A1', '222222222222'],
      ['lab', expect.stringMatching(/^script-[0-9a-f]{8}$/) as string, '222222222222'],
    ]);
    for (const row of rows) {
      expect(await whoHas(row)).toBe(
        `arn:aws:sts::222222222222:assumed-role/mlops-lab--DataScientist-us-east-1/${row.session}`,
      );
      expect(row.link).toMatch(/^http:\/\/127\.0\.0\.1:4566\/federation\?Action=login&\S+&SigninToken=\w+$/);
      expect(Date.parse(row.keys_until) - Date.parse(row.link_until)).toBeGreaterThan(30 * 60_000);
    }
    expect(stderr).toMatch(/A line each for 3 people, links to be opened until \S+ \S+ UTC, keys until/);
    for (const { link } of rows) expect(stderr).not.toContain(new URL(link).searchParams.get('SigninToken'));
  });

  it('lets no name be a formula in a spreadsheet, whatever separates its cells', async () => {
    const { stdout } = await run('login', '--lab', 'lab', '--format', 'csv');
    const [, eve] = rowsIn(stdout);
    expect(eve?.person).toBe(`'=HYPERLINK("http://evil");'=cmd|'/c calc'!A1`);
    expect(eve?.email).toBe("'+eve@example.com");
    expect(rowsIn(stdout)[2]?.person).toBe('李雷 <script>');
    for (const delimiter of [',', ';', '\t', '|']) {
      const options = {
        delimiter,
        relax_quotes: true,
        relax_column_count: true,
        quote: delimiter === ',' ? '"' : null,
      };
      const cells = parse(stdout, options)
        .flat()
        .map((cell) => cell.replace(/^["'\s]*(?=')/, ''));
      expect(cells.filter((cell) => /^"?\s*[=+\-@]/.test(cell))).toEqual([]);
    }
  });

  it('writes a file that nobody else can read, whatever was there, and no secret elsewhere', async () => {
    writeFileSync(join(cwd, 'logins.csv'), 'old', { mode: 0o644 });
    symlinkSync('logins.csv', join(cwd, 'latest.csv'));
    const { code, stdout, stderr } = await run('login', '--lab', 'lab', '--format', 'csv', '--file', 'latest.csv');
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('written to latest.csv, which only you can read\n');
    expect(statSync(join(cwd, 'logins.csv')).mode & 0o777).toBe(0o600);
    const rows = rowsIn(readFileSync(join(cwd, 'logins.csv'), 'utf8'));
    expect(rows).toHaveLength(3);
    const token = new URL(rows[0]?.link ?? '').searchParams.get('SigninToken') ?? '';
    expect(token).not.toBe('');
    const secret = /AWS_SECRET_ACCESS_KEY='([^']+)'/.exec(rows[0]?.keys ?? '')?.[1] ?? 'none';
    const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(cwd, file)).isFile(),
    );
    const holding = (text: string) => files.filter((file) => readFileSync(join(cwd, file), 'utf8').includes(text));
    expect(holding(token).sort()).toEqual(['latest.csv', 'logins.csv']);
    // The sandbox keeps the keys that it gave, as AWS does.
    expect(holding(secret).sort()).toEqual(['.mlops-lab/sandbox/state.ndjson', 'latest.csv', 'logins.csv']);
    expect(stderr).not.toContain(secret);
  });

  it('gives what it can where a lab fails, and has the secrets on a line of their own as JSON', async () => {
    const { code, stdout } = await run('login', '--all', '--format', 'csv', '--output', 'json');
    expect(code).toBe(1);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LabEvent | { type: 'secret'; text: string });
    const secrets = events.flatMap((event) => (event.type === 'secret' ? [event.text] : []));
    expect(secrets).toHaveLength(1);
    const rows = rowsIn(secrets[0] ?? '');
    expect(rows.map(({ lab }) => lab)).toEqual(['lab', 'lab', 'lab']);
    const result = events.at(-1) as ResultEvent;
    expect(result.labs?.map(({ lab, status, error }) => [lab, status, error?.code])).toEqual([
      ['lab', 'succeeded', undefined],
      ['two', 'failed', 'role-refused'],
    ]);
    expect(result.logins?.map(({ lab, person }) => [lab, person])[0]).toEqual(['lab', 'Ada.Lovelace']);
    const others = events.filter(({ type }) => type !== 'secret');
    expect(JSON.stringify(others)).not.toMatch(/SigninToken|SECRET_ACCESS_KEY/);
  });

  it('tells on stderr where no lab has anybody to let in, and leaves stdout empty', async () => {
    expect(await run('login', '--lab', 'two', '--format', 'csv')).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('login as one person of the settings', () => {
  it.each([['Ada Lovelace'], ['ADA@example.com'], ['Ada.Lovelace']])('takes %s', async (name) => {
    const { code, stderr } = await run('login', '--lab', 'lab', '--as', name);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('in account 222222222222 as Ada.Lovelace:');
  });

  it('needs no lab to be chosen where one alone has the person', async () => {
    const found = await run('login', '--as', 'Ada Lovelace');
    expect(found.code, found.stderr).toBe(0);
    expect(found.stderr).toContain('as Ada.Lovelace:');
    const unknown = await run('login', '--as', 'Nobody');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('none of the 2 labs in the settings names "Nobody" among its people');
  });

  it('may be a line of a table, and tells of a name that the settings do not know', async () => {
    const one = await run('login', '--lab', 'lab', '--as', 'ada@example.com', '--format', 'csv');
    expect(rowsIn(one.stdout).map(({ person, session }) => [person, session])).toEqual([
      ['Ada Lovelace', 'Ada.Lovelace'],
    ]);
    const stranger = await run('login', '--lab', 'lab', '--as', 'Ada.Lovelacce');
    expect(stranger.stderr).toContain('! the settings name nobody called Ada.Lovelacce; did you mean Ada.Lovelace?');
    const impossible = await run('login', '--lab', 'lab', '--as', 'Ada Lovelacce');
    expect(impossible).toMatchObject({ code: 2, stdout: '' });
    expect(impossible.stderr).toContain('did you mean Ada Lovelace?');
  });

  it('has notebooks under the same name', async () => {
    const { code, stderr } = await run('notebook', 'list', '--owner', 'Ada Lovelace', '--lab', 'lab');
    expect(code, stderr).toBe(0);
  });

  it.each([
    [['--all'], 'of several people need --format csv'],
    [['--lab', 'lab', 'two'], 'of several people need --format csv'],
    [['--all', '--format', 'env'], 'of several people need --format csv'],
    [['--lab', 'lab', '--file', 'x.csv'], "option '--file <file>' needs --format csv"],
    [['--all', '--as', 'Ada', '--format', 'csv'], 'cannot be used with option'],
    [['--lab', 'lab', '--open', '--format', 'csv'], 'cannot be used with option'],
    [['--lab', 'lab', '--format', 'csv', '--file', 'nowhere/logins.csv'], 'cannot be written to nowhere/logins.csv'],
    [['--lab', 'lab', '--format', 'csv', '--file', '.'], 'cannot be written to .: it is not a file'],
  ])('is refused before any session: %j', async (args, message) => {
    const { code, stdout, stderr } = await run('login', ...args);
    expect(code).toBe(args.includes('nowhere/logins.csv') || args.at(-1) === '.' ? 1 : 2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });
});
