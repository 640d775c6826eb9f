import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_DEFAULTS } from '../../src/config/rehearsal.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const { region, accounts } = SANDBOX_DEFAULTS;
const { tools, datascience, staging } = accounts;
const SCIENTIST = 'assumed-role/mlops-lab--DataScientist-us-east-1/';

const cwd = workFolder();
const folder = join(cwd, '.mlops-lab', 'sandbox');

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return mlopsLab([...args, '--sandbox'], { cwd, env });
}

/** The sandbox of the folder, while no command uses it. */
async function inSandbox<T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const storage = directoryStorage(folder);
  const sandbox = openSandbox({ storage, accounts: [tools, datascience, staging], begin: 0 });
  try {
    return await work(sandbox);
  } finally {
    sandbox.close();
  }
}

interface Keys {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

function whoHas({ AccessKeyId, SecretAccessKey, SessionToken }: Keys): Promise<string> {
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return inSandbox(async ({ requestHandler }) => {
    const sts = new STSClient({ region, credentials, requestHandler });
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? '';
  });
}

beforeAll(async () => {
  const init = await run(['init', '--yes']);
  expect(init.code, init.stderr).toBe(0);
});

describe('login', () => {
  it('writes the link to stdout and everything else to stderr', async () => {
    const { code, stdout, stderr } = await run(['login']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:4566\/federation\?Action=login&\S+&SigninToken=\w+\n$/);
    expect(stderr).toMatch(
      /✔ mlops-lab--DataScientist-us-east-1 in account 222222222222 as mlops-lab-lab: to be opened until \S+ \S+ UTC/,
    );
    expect(stderr).not.toContain('SigninToken');
  });

  it('hands out keys that work, in a form that a shell takes', async () => {
    const { stdout } = await run(['login', '--format', 'env']);
    const script = `${stdout}printf '%s\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" "$AWS_REGION"`;
    const values = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n');
    const [AccessKeyId = '', SecretAccessKey = '', SessionToken = '', AWS_REGION] = values;
    expect(await whoHas({ AccessKeyId, SecretAccessKey, SessionToken })).toContain(SCIENTIST);
    expect(AWS_REGION).toBe(region);
  });

  it('as credential_process says nothing but what that takes, whatever the environment says', async () => {
    const { code, stdout, stderr } = await run(['login', '--format', 'process'], { MLOPS_LAB_OUTPUT: 'json' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const keys = JSON.parse(stdout) as Keys & { Version: number };
    expect(keys.Version).toBe(1);
    expect(await whoHas(keys)).toContain(SCIENTIST);
  });

  it('with --output json has the secret on a line of its own', async () => {
    const { stdout } = await run(['login', '--format', 'json', '--output', 'json']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; name?: string; text?: string });
    const secret = lines.find(({ type }) => type === 'secret');
    const { SecretAccessKey } = JSON.parse(secret?.text ?? '') as Keys;
    expect(lines.filter((line) => JSON.stringify(line).includes(SecretAccessKey))).toEqual([secret]);
    expect(lines.at(-1)).toMatchObject({ type: 'result', command: 'login', login: { way: 'credentials' } });
  });

  it('writes no secret into any file', async () => {
    const { stdout: link } = await run(['login']);
    const token = new URL(link.trim()).searchParams.get('SigninToken') ?? '';
    const { SecretAccessKey } = JSON.parse((await run(['login', '--format', 'json'])).stdout) as Keys;
    const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((file) => !file.includes('blobs'));
    const telling = files.filter((file) => isFile(file) && read(file).includes(token));
    expect([telling, read('.mlops-lab/sandbox/trail.ndjson').includes(SecretAccessKey)]).toEqual([[], false]);
    expect(existsSync(join(cwd, '.aws'))).toBe(false);
  });

  it('does not mix a link with keys', async () => {
    expect(await run(['login', '--open', '--format', 'env'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('cannot be used with option') as string,
    });
  });

  it('without a lab tells nothing on stdout, and how to mend it on stderr', async () => {
    const elsewhere = workFolder();
    const ended = await mlopsLab(['login', '--sandbox', '--format', 'process'], { cwd: elsewhere });
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toMatch(
      /^✖ the role cannot be assumed: .*\n {2}→ deploy the role of the data scientists: mlops-lab datascience --sandbox\n/,
    );
  });
});

describe('against an endpoint of one’s own', () => {
  it('login signs in there and not at AWS, without a terminal', async () => {
    writeFileSync(join(cwd, 'mlops-lab.yaml'), JSON.stringify({ region, accounts: { tools, datascience, staging } }));
    await inSandbox(async (sandbox) => {
      const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
      const { accessKeyId, secretAccessKey } = sandbox.credentialsFor(tools);
      const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
      const env = { ...keys, AWS_ENDPOINT_URL: server.url };
      const link = await mlopsLab(['login'], { cwd, env });
      const process = await mlopsLab(['login', '--format', 'process'], { cwd, env });
      expect([link.code, process.code, process.stderr], link.stderr).toEqual([0, 0, '']);
      const page = await fetch(link.stdout.trim());
      expect(link.stdout.startsWith(`${server.url}/federation?`)).toBe(true);
      expect(await page.text()).toContain(SCIENTIST);
      expect(JSON.parse(process.stdout)).toMatchObject({ Version: 1 });
      await server.close();
    });
  });
});

function read(file: string): string {
  return readFileSync(join(cwd, file), 'utf8');
}

function isFile(file: string): boolean {
  return /\.(json|ndjson|yaml)$/.test(file);
}
