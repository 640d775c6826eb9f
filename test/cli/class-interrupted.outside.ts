import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LabEvent, ResultEvent } from '../../src/events.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { BINARY, cleanEnvironment, workFolder } from '../support/binary.ts';
import { IN_TIME } from '../support/in-time.ts';

const LABS = ['ada', 'bob', 'eve'];
const stagingOf = (lab: string) => String(100_000_000_001 + LABS.indexOf(lab));
const roleIn = (id: string) => `arn:aws:iam::${id}:role/LabAdministrator`;

interface Classroom {
  readonly sandbox: Sandbox;
  readonly summary: () => ResultEvent;
  /** Accounts in which a call of this name succeeded. */
  readonly accountsOf: (operation: string) => string[];
  /** Runs the command; `until` says when it is interrupted. */
  readonly run: (args: readonly string[], until?: () => boolean) => Promise<{ code: number; result: ResultEvent }>;
}

/** A class in a sandbox on loopback, where time is real: nothing is looked at for some seconds once it was begun. */
async function classroom(): Promise<Classroom> {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'roster.csv'), ['lab,staging', ...LABS.map((lab) => `${lab},${stagingOf(lab)}`)].join('\n'));
  const role = roleIn('{account}');
  const [tools, datascience] = ['111111111111', '222222222222'].map((id) => `{ id: "${id}", roleArn: "${role}" }`);
  const accounts = `{ tools: ${tools ?? ''}, datascience: ${datascience ?? ''}, staging: { roleArn: "${role}" } }`;
  writeFileSync(join(cwd, 'mlops-lab.yaml'), `region: us-east-1\naccounts: ${accounts}\nroster: roster.csv\n`);
  const ids = ['111111111111', '222222222222', ...LABS.map(stagingOf)];
  const sandbox = openSandbox({
    storage: memoryStorage(),
    accounts: ids.map((id) => ({ id, roleArn: roleIn(id) })),
    begin: Date.now(),
  });
  const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  onTestFinished(() => server.close());
  const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id: '111111111111' });
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  const env = cleanEnvironment({ cwd, env: { ...keys, AWS_ENDPOINT_URL: server.url } });
  return {
    sandbox,
    summary: () => JSON.parse(readFileSync(join(cwd, 'summary.json'), 'utf8')) as ResultEvent,
    accountsOf: (operation) =>
      sandbox.cloud.trail
        .entries()
        .flatMap((entry) => (entry.operation === operation && entry.outcome === 'ok' ? [entry.account] : []))
        .sort(),
    async run(args, until) {
      const child = spawn(process.execPath, [BINARY, ...args, '--yes', '--output', 'json'], { cwd, env });
      let stdout = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
      const closed = once(child, 'close') as Promise<[number]>;
      const isOver = () => child.exitCode !== null;
      if (until) void vi.waitUntil(() => isOver() || until(), IN_TIME).then(() => child.kill('SIGINT'));
      const [code] = await closed;
      return { code, result: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as LabEvent as ResultEvent };
    },
  };
}

const brief = ({ labs = [] }: ResultEvent) => labs.map(({ lab, status, exitCode }) => [lab, status, exitCode]);

describe('a class that is interrupted', () => {
  it('tells each lab, begins nothing more, and is finished by the same command or what its summary names', async () => {
    const { run, summary, accountsOf } = await classroom();
    const [ada = '', bob = '', eve = ''] = LABS.map(stagingOf);
    const staging = ['staging', '--all', '--at-once', '2', '--summary', 'summary.json'];
    const first = await run(staging, () => accountsOf('CreateStack').length >= 2);
    expect(first.code).toBe(130);
    expect(brief(first.result)).toEqual(LABS.map((lab) => [lab, 'interrupted', 130]));
    expect(brief(summary())).toEqual(brief(first.result));
    for (const lab of ['ada', 'bob']) {
      const stack = `stack LabStagingAccountSetup-${lab} in account ${stagingOf(lab)} (create)`;
      expect(first.result.error?.message).toContain(stack);
    }
    expect(first.result.error?.message).not.toContain('eve');
    expect(accountsOf('CreateStack')).toEqual([ada, bob]);

    const retried = await run(['staging', '--retry-failed', 'summary.json', '--summary', 'summary.json']);
    expect(retried.code, JSON.stringify(retried.result)).toBe(0);
    expect(brief(summary()).map(([lab, , code]) => [lab, code])).toEqual(LABS.map((lab) => [lab, 0]));
    expect(accountsOf('CreateStack')).toEqual([ada, bob, eve]);

    const teardown = ['teardown', '--all', '--at-once', '2', '--summary', 'summary.json'];
    const cut = await run(teardown, () => accountsOf('DeleteStack').length >= 1);
    expect(cut.code).toBe(130);
    expect(cut.result.labs?.at(-1)).toMatchObject({ lab: 'eve', status: 'interrupted' });
    expect(accountsOf('DeleteStack')).not.toContain(eve);
    const again = await run(teardown);
    expect(again.code, JSON.stringify(again.result)).toBe(0);
    expect(accountsOf('DeleteStack')).toEqual([ada, bob, eve]);
  });
});
