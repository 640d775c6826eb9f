import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { mlopsLab as binary, workFolder, writesIn, type Ended } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

interface Refusal {
  readonly name: string;
  readonly args: readonly string[];
  readonly file?: string;
  readonly faults?: string;
  readonly code: number;
  /** All of these are in the message. */
  readonly says: readonly string[];
}

const SANDBOX = ['init', '--sandbox', '--yes'];
const ACCOUNTS = [
  '--tools-account',
  '111111111111',
  '--datascience-account',
  '222222222222',
  '--staging-account',
  '333333333333',
];
const AWS = ['init', '--yes', '--region', 'us-east-1', ...ACCOUNTS];

const REFUSALS: readonly Refusal[] = [
  {
    name: 'two roles with one account id',
    args: [...SANDBOX, '--staging-account', '111111111111'],
    code: 2,
    says: ['111111111111', '--staging-account', 'tools'],
  },
  {
    name: 'an id with eleven digits',
    args: [...SANDBOX, '--tools-account', '11111111111'],
    code: 2,
    says: ['11111111111', '12 digits', '--tools-account'],
  },
  { name: 'an unknown region', args: [...SANDBOX, '--region', 'us-east-9'], code: 2, says: ['us-east-9', 'us-east-1'] },
  {
    name: 'an unknown key in the file',
    args: SANDBOX,
    file: 'name: lab\nregoin: us-east-1\n',
    code: 2,
    says: ['mlops-lab.yaml:2:1', 'regoin', 'region'],
  },
  { name: 'a YAML syntax error', args: SANDBOX, file: 'name: [lab\n', code: 2, says: ['mlops-lab.yaml:'] },
  { name: 'an option that is not there', args: [...SANDBOX, '--fast'], code: 2, says: ['--fast'] },
  { name: 'a command that is not there', args: ['deploy'], code: 2, says: ['deploy'] },
  {
    name: 'a missing answer without a terminal',
    args: ['init', '--yes'],
    code: 2,
    says: ['--region', '--tools-account'],
  },
  { name: 'no confirmation without a terminal', args: ['init', '--sandbox'], code: 2, says: ['--yes'] },
  {
    name: 'a rehearsal in a region of another partition',
    args: [...SANDBOX, '--region', 'us-gov-west-1'],
    code: 2,
    says: ['us-gov-west-1', 'AWS GovCloud (US)', '--region us-east-1'],
  },
  {
    name: 'a sandbox that is a file',
    args: ['init', '--yes', '--sandbox=mlops-lab.yaml'],
    file: 'name: lab\n',
    code: 2,
    says: ['mlops-lab.yaml', '--sandbox=DIR'],
  },
  { name: 'no credentials', args: AWS, code: 3, says: ['no credentials', '--sandbox'] },
  {
    name: 'credentials that have expired',
    args: SANDBOX,
    faults: '[{"kind":"expire","call":"sts:AssumeRole"}]',
    code: 3,
    says: ['expired', 'sign in again'],
  },
  {
    name: 'a role that does not let us in',
    args: SANDBOX,
    faults: '[{"kind":"error","call":"sts:AssumeRole","code":"AccessDenied","status":403,"message":"not authorized"}]',
    code: 3,
    says: ['not authorized', 'roleArn'],
  },
];

function expectCleanRefusal(
  { code, stdout, stderr }: Omit<Ended, 'signal'>,
  refusal: Pick<Refusal, 'code' | 'says'>,
): void {
  for (const word of refusal.says) expect(stderr).toContain(word);
  expect(code, stderr).toBe(refusal.code);
  expect(stderr + stdout).not.toMatch(/\n\s+at .+:\d+:\d+/);
}

describe('refused with the right exit code, one clear message, no stack trace and no write', () => {
  it.each(REFUSALS.map((refusal) => [refusal.name, refusal] as const))('%s', async (_, refusal) => {
    const cwd = workFolder();
    if (refusal.file !== undefined) writeFileSync(join(cwd, 'mlops-lab.yaml'), refusal.file);
    if (refusal.faults !== undefined) {
      mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
      writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), refusal.faults);
    }
    expectCleanRefusal(await mlopsLab(refusal.args, { cwd }), refusal);
    expect(writesIn(cwd).filter(({ operation }) => operation !== 'AssumeRole')).toEqual([]);
  });

  it('variables that are set to nothing', async () => {
    const env = { MLOPS_LAB_SANDBOX: '', MLOPS_LAB_OUTPUT: '', MLOPS_LAB_REGION: '' };
    const ended = await binary(['init', '--yes'], { cwd: workFolder(), env });
    expectCleanRefusal(ended, { code: 2, says: ['--region', 'MLOPS_LAB_REGION'] });
  });
});

describe('against a sandbox on loopback', () => {
  let sandbox: Sandbox;
  let server: RunningServer;

  beforeAll(async () => {
    const accounts = ['111111111111', '222222222222', '333333333333'].map((id) => ({ id }));
    sandbox = openSandbox({ storage: memoryStorage(), accounts, begin: Date.UTC(2026, 0, 5) });
    server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  });

  afterAll(() => server.close());

  function environment(account: string): Record<string, string> {
    const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id: account });
    return { AWS_ENDPOINT_URL: server.url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  }

  it('an account that is not the configured one is refused before anything is written', async () => {
    const ended = await mlopsLab(AWS, { cwd: workFolder(), env: environment('222222222222') });
    expectCleanRefusal(ended, { code: 3, says: ['222222222222', 'not to 111111111111', '--tools-account'] });
    expect(sandbox.cloud.trail.entries().filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('keys that nobody knows are refused', async () => {
    const env = { ...environment('111111111111'), AWS_ACCESS_KEY_ID: 'AKIAUNKNOWNUNKNOWN00' };
    const ended = await mlopsLab(AWS, { cwd: workFolder(), env });
    expectCleanRefusal(ended, { code: 3, says: ['does not accept the credentials'] });
  });

  it('a service that is not there is told as unreachable', async () => {
    const env = { ...environment('111111111111'), AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
    const ended = await mlopsLab(AWS, { cwd: workFolder(), env });
    expectCleanRefusal(ended, { code: 1, says: ['does not answer', 'AWS_ENDPOINT_URL'] });
  });
});
