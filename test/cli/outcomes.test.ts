import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runProgram } from '../../src/compose/program.ts';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { BINARY, workFolder, writesIn } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';
import { saying } from '../support/steps.ts';
import { IN_TIME } from '../support/in-time.ts';

type Line = Readonly<Record<string, unknown>>;

function lines(text: string): Line[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function withFaults(...faults: object[]): string {
  const cwd = workFolder();
  mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
  writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), JSON.stringify(faults));
  return cwd;
}

interface PlannedStack {
  readonly stackName: string;
  readonly decision: { readonly kind: string };
}

function planned(stdout: string): readonly PlannedStack[] {
  const plan = lines(stdout).find(({ type }) => type === 'plan') as { plan: { stacks: PlannedStack[] } };
  return plan.plan.stacks;
}

/** The names of the stacks that a dry run would make: they tell the name of the lab. */
function plannedStacks(stdout: string): string[] {
  return planned(stdout).map(({ stackName }) => stackName);
}

/** A terminal of so many columns, or none. */
function seat({ cwd, env = {}, columns }: { cwd: string; env?: Readonly<Record<string, string>>; columns?: number }) {
  const output = () => new FakeOutput(columns === undefined ? {} : { columns });
  const [stdin, stdout, stderr] = [new FakeInput({ isTTY: columns !== undefined }), output(), output()];
  return { io: { env, cwd, stdin, stdout, stderr, signal: new AbortController().signal }, stdin, stdout, stderr };
}

describe('an interruption', () => {
  it('ends the run at once with exit code 130, and the next run finishes it', async () => {
    const accounts = [{ id: '111111111111' }, { id: '222222222222' }, { id: '333333333333' }];
    const cwd = workFolder();
    const storage = directoryStorage(join(cwd, '.mlops-lab/sandbox'));
    const sandbox = openSandbox({ storage, accounts, begin: Date.UTC(2026, 0, 5) });
    const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
    onTestFinished(() => server.close());
    const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id: '111111111111' });
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const env = { ...keys, AWS_ENDPOINT_URL: server.url };
    const others = ['--datascience-account', '222222222222', '--staging-account', '333333333333'];
    const args = ['tools', '--yes', '--output', 'json', '--region', 'us-east-1', '--tools-account', '111111111111'];

    const child = spawn(process.execPath, [BINARY, ...args, ...others], { cwd, env: { HOME: cwd, ...env } });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      // The stack is being made, and nothing is looked at for some seconds.
      if (!stdout.includes('CreateStack') && String(chunk).includes('"stack-started"')) {
        void vi.waitUntil(() => calls().includes('CreateStack'), IN_TIME).then(() => child.kill('SIGINT'));
      }
      stdout += String(chunk);
    });
    const calls = () => sandbox.cloud.trail.entries().map(({ operation }) => operation);
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    const told = lines(stdout);
    const message = expect.stringMatching(/\n {2}stack \S+ in account 111111111111 \(create\)$/) as string;
    expect(told.at(-1)).toMatchObject({
      type: 'result',
      status: 'interrupted',
      error: { code: 'interrupted', message },
    });
    expect(told.filter(({ type }) => type === 'result')).toHaveLength(1);
    expect(calls()).not.toContain('PutObject');

    // In the same world, in which time is virtual from now on.
    await server.close();
    sandbox.close();
    const next = await mlopsLab([...args, ...others, '--sandbox'], { cwd });
    expect(next.code, next.stderr).toBe(0);
    expect(planned(next.stdout)[0]?.decision.kind).not.toBe('create');
    expect(lines(next.stdout).at(-1)).toMatchObject({
      status: 'succeeded',
      outputs: { catalog: expect.anything() as object },
    });
  });
});

describe('the plan', () => {
  it('with --express says that rollback stays on', async () => {
    const { io, stdout } = seat({ cwd: workFolder() });
    expect(await runProgram(['init', '--sandbox', '--dry-run', '--express'], io)).toBe(0);
    expect(stdout.text).toMatch(/Express mode: .*rolled back all the same/);
  });

  it.each([
    ['declined', 'n\r', 4, 'declined'],
    ['left by Ctrl-C', '\u0003', 130, 'interrupted at a question, before anything was begun'],
  ])('that is %s changes nothing, and says so', async (_, keys, exitCode, told) => {
    const cwd = workFolder();
    const { io, stdin, stderr, stdout } = seat({ cwd, columns: 100 });
    const ended = runProgram(['init', '--sandbox'], io);
    await vi.waitUntil(() => stderr.text.includes('Carry out this plan?'), IN_TIME);
    stdin.write(keys);
    expect(await ended).toBe(exitCode);
    expect(`${stdout.text}${stderr.text}`).toContain(told);
    expect(writesIn(cwd)).toEqual([]);
  });
});

describe('a failure', () => {
  it('with --output json comes as an error object with code, message and hints', async () => {
    const cwd = withFaults({ kind: 'resource', resource: 'KeyAlias', phase: 'create', reason: 'the name is taken' });
    const { code, stdout, stderr } = await mlopsLab(['tools', '--sandbox', '--yes', '--output', 'json'], { cwd });
    expect(code, stderr).toBe(1);
    expect(lines(stdout).at(-1)).toMatchObject({
      type: 'result',
      command: 'tools',
      status: 'failed',
      error: {
        code: 'stack-failed',
        message: expect.stringMatching(
          /KeyAlias, AWS::KMS::Alias \(templates\/tools\/pre-reqs\.yaml:\d+\): .*taken/,
        ) as string,
        hints: saying('run the same command again'),
      },
    });
  });

  it('of a teardown names what is left: exit code 5', async () => {
    const cwd = withFaults({ kind: 'resource', resource: 'DeployRole', phase: 'delete', reason: 'held by a policy' });
    expect(await runProgram(['staging', '--sandbox', '--yes'], seat({ cwd }).io)).toBe(0);
    const { io, stdout, stderr } = seat({ cwd });
    expect(await runProgram(['teardown', '--sandbox', '--yes'], io)).toBe(5);
    expect(stdout.text).toContain('LabStagingAccountSetup');
    expect(stderr.text).toContain('held by a policy');
  });
});

describe('settings', () => {
  it('come from MLOPS_LAB_* variables', async () => {
    const env = { MLOPS_LAB_NAME: 'spring', MLOPS_LAB_SANDBOX: 'rehearsal', MLOPS_LAB_OUTPUT: 'json' };
    const cwd = workFolder();
    const { code, stdout, stderr } = await mlopsLab(['staging', '--dry-run'], { cwd, env });
    expect(code, stderr).toBe(0);
    expect(plannedStacks(stdout)).toEqual(['LabStagingAccountSetup-spring']);
    expect(stdout).toContain(join(cwd, 'rehearsal'));
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['the file', [], {}, 'pre-reqs-summer'],
    ['the file that --config names', ['--config', 'other.yaml'], {}, 'pre-reqs-autumn'],
    ['variables before the file', [], { MLOPS_LAB_NAME: 'winter' }, 'pre-reqs-winter'],
    ['flags before variables', ['--name', 'spring'], { MLOPS_LAB_NAME: 'winter' }, 'pre-reqs-spring'],
  ])('come from %s', async (_, args, env, stackName) => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'mlops-lab.yaml'), 'name: summer\nregion: eu-west-1\n');
    writeFileSync(join(cwd, 'other.yaml'), 'name: autumn\n');
    const { io, stdout } = seat({ cwd, env });
    expect(await runProgram(['tools', '--sandbox', '--dry-run', '--output', 'json', ...args], io)).toBe(0);
    expect(plannedStacks(stdout.text)[0]).toBe(stackName);
  });
});
