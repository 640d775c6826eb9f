import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckReport, ResultEvent } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { inWords } from '../support/steps.ts';

/** A folder with a program `aws` that prints a version, and faults for its sandbox. */
function folder({ aws = 'aws-cli/2.31.0 Python/3.13.7', faults = [] as object[] } = {}): string {
  const cwd = workFolder();
  mkdirSync(join(cwd, 'bin'));
  if (aws) writeFileSync(join(cwd, 'bin/aws'), `#!/bin/sh\necho '${aws}'\n`, { mode: 0o755 });
  mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
  writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), JSON.stringify(faults));
  return cwd;
}

async function examined(cwd: string, args: readonly string[] = ['--sandbox'], env: Record<string, string> = {}) {
  const PATH = `${join(cwd, 'bin')}:/bin`;
  const { code, stdout } = await mlopsLab(['doctor', '--output', 'json', ...args], { cwd, env: { PATH, ...env } });
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ResultEvent;
  return { code, result, checks: result.checks ?? [] };
}

function one(checks: readonly CheckReport[], check: CheckReport['check'], account?: string): CheckReport {
  const found = checks.find((each) => each.check === check && (account === undefined || each.account === account));
  if (!found) throw new Error(`doctor did not look at ${check}`);
  return found;
}

/** By title, without what was well. */
function troubles(checks: readonly CheckReport[]): string[] {
  // The tests run on all supported versions of Node, of which one is past its end.
  const others = checks.filter(({ check }) => check !== 'node');
  return others.filter(({ outcome }) => outcome !== 'ok').map(({ title, outcome }) => `${title}: ${outcome}`);
}

describe('a doctor where all is well', () => {
  it('says so of each thing, with where every setting came from', async () => {
    const { code, result, checks } = await examined(folder(), ['--sandbox', '--region', 'eu-west-1'], {
      MLOPS_LAB_NAME: 'course-7',
    });
    expect([code, result.status, result.error]).toEqual([0, 'succeeded', undefined]);
    expect(troubles(checks)).toEqual(['Clock: skipped']);
    expect(one(checks, 'settings').details).toEqual(
      expect.arrayContaining(['name: course-7 (MLOPS_LAB_NAME)', 'region: eu-west-1 (--region)']),
    );
    expect(one(checks, 'account', 'staging').found).toMatch(
      /^reached 333333333333 as assumed-role\/LabAdministrator\//,
    );
    expect(one(checks, 'aws-cli').found).toBe('2.31.0');
  });

  it.each([
    ['aws-cli/1.29.0 Python/3.11.7', '1.29.0; "aws sso login" and "aws configure sso" would need version 2'],
    ['aws-cli/2.13.0 Python/3.11.4', '2.13.0'],
  ])('takes any AWS CLI that the examples of the guide work with: %s', async (aws, found) => {
    const { checks } = await examined(folder({ aws }));
    expect(one(checks, 'aws-cli')).toMatchObject({ outcome: 'ok', found });
  });
});

describe('a doctor finds, and says what mends it:', () => {
  it('a region without a service', async () => {
    const faults = [{ kind: 'service', service: 'servicecatalog', region: 'us-east-1', offered: false }];
    const { code, result, checks } = await examined(folder({ faults }));
    expect([code, result.error?.code]).toEqual([1, 'checks-failed']);
    expect(result.error?.message).toBe('a check failed: Region');
    expect(one(checks, 'region')).toMatchObject({
      outcome: 'failed',
      found: 'us-east-1 does not have Service Catalog',
      next: [{ say: 'choose another region, such as us-east-1 or eu-west-1' }],
    });
  });

  it('zones that lack something', async () => {
    const faults = [1, 2, 3, 4, 5, 6].map((zone) => ({ kind: 'zone', zone: `use1-az${String(zone)}`, lacks: 'sts' }));
    const { code, checks } = await examined(folder({ faults }));
    expect(code).toBe(1);
    expect(one(checks, 'zones')).toMatchObject({
      outcome: 'failed',
      found: expect.stringMatching(/0 will do: .*use1-az1 lacks the endpoint of sts/) as string,
    });
  });

  it('accounts that are not reached, and looks no further in them', async () => {
    const faults = [{ kind: 'error', call: 'sts:AssumeRole', code: 'AccessDenied', message: 'not you' }];
    const { code, checks } = await examined(folder({ faults }));
    expect(code).toBe(1);
    const accounts = checks.filter(({ check }) => check === 'account');
    expect(accounts.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
    expect(one(checks, 'account', 'tools').found).toBe('the role cannot be assumed: not you');
    expect(inWords(one(checks, 'account', 'tools').next ?? [])).toContain('let the role trust the caller');
    expect(one(checks, 'region')).toMatchObject({
      outcome: 'skipped',
      found: 'not looked at: all accounts have to be reached first',
    });
    expect(checks.filter(({ check }) => check === 'permissions' || check === 'names')).toEqual([]);
  });

  it('more participants than a new account has notebooks for', async () => {
    const { code, checks } = await examined(folder(), ['--sandbox', '--participants', '30']);
    expect(code).toBe(0);
    const quotas = one(checks, 'quotas');
    expect(quotas.outcome).toBe('warning');
    expect(quotas.details).toEqual([
      'Data Scientist: ml.t3.medium for notebook instance usage: 30 are needed, a new account has 20',
    ]);
    expect(inWords(quotas.next ?? [])).toContain('servicequotas/home/services/sagemaker/quotas');
  });

  it('more labs around one account than a new one has room for', async () => {
    const cwd = folder();
    const hub = 'tools: { id: "111111111111" }, staging: { id: "333333333333" }';
    const labs = ['ada', 'bob'].map(
      (lab, at) => `{ name: ${lab}, accounts: { datascience: { id: "22222222222${at}" } } }`,
    );
    writeFileSync(join(cwd, 'mlops-lab.yaml'), `region: us-east-1\naccounts: { ${hub} }\nlabs: [${labs.join(', ')}]\n`);
    const { code, checks } = await examined(cwd, ['--sandbox', '--lab', 'ada', '--participants', '20']);
    expect(code).toBe(0);
    expect(one(checks, 'quotas').details).toEqual([
      'Staging: Maximum total concurrency that can be allocated across all serverless endpoints: ' +
        '16 are needed for the 2 labs in it, a new account has 10',
    ]);
  });

  it.each<[string, string, string]>([
    ['no AWS CLI', '', 'install it: https://docs.aws.amazon.com/cli/'],
    ['one that sends to AWS what is for the sandbox', 'aws-cli/2.12.7 Python/3.11.4', 'install a newer one: https://'],
    ['the same of its first version', 'aws-cli/1.28.85 Python/3.11.7', 'install a newer one: https://'],
  ])('%s', async (_, aws, remedy) => {
    const { code, checks } = await examined(folder({ aws }));
    expect(code).toBe(0);
    expect(one(checks, 'aws-cli').outcome).toBe('warning');
    expect(inWords(one(checks, 'aws-cli').next ?? [])).toContain(remedy);
  });

  it('a proxy that is none, though nothing can be begun with it', async () => {
    const given = ['--region', 'us-east-1', '--tools-account', '111111111111', '--datascience-account', '222222222222'];
    const { code, checks } = await examined(folder(), [...given, '--staging-account', '333333333333'], {
      HTTPS_PROXY: 'ftp://elsewhere',
    });
    expect(code).toBe(2);
    expect(troubles(checks)).toEqual(['Proxy: failed', 'Settings: skipped', 'Accounts: skipped']);
    expect(one(checks, 'proxy').found).toBe('the variable HTTPS_PROXY is not the address of an HTTP proxy');
  });

  it('settings that are missing, with what gives them', async () => {
    const { code, result, checks } = await examined(folder(), ['--region', 'us-east-1']);
    expect([code, result.error?.code]).toEqual([2, 'missing-settings']);
    const settings = one(checks, 'settings');
    expect(settings.found).toBe(
      '3 settings are missing: accounts.tools.id, accounts.datascience.id, accounts.staging.id',
    );
    expect(inWords(settings.next ?? [])).toMatch(/give --tools-account.*or have them asked for: mlops-lab init/s);
  });
});
