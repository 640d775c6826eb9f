import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readFaults } from '../../src/sandbox/storage/read-faults.ts';

function fileWith(...faults: unknown[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'mlops-lab-faults-')), 'faults.json');
  writeFileSync(path, JSON.stringify(faults));
  return path;
}

const GOOD = [
  { kind: 'throttle', call: 'cloudformation:*', share: 0.5 },
  { kind: 'error', call: 's3:PutObject', code: 'InternalError', status: 500, message: 'm', times: 2 },
  { kind: 'drop', call: '*', share: 0.1 },
  { kind: 'slow', call: '*', seconds: 5 },
  { kind: 'expire', call: 'sts:AssumeRole' },
  { kind: 'resource', resource: 'AWS::EC2::Subnet', phase: 'create', reason: 'no room' },
  { kind: 'function', function: 'MLOps-BIA-*', outcome: 'timeout' },
  { kind: 'sagemaker', resource: 'endpoint/mlops-*', phase: 'update', reason: 'no capacity' },
  { kind: 'stuck', resource: 'notebook-instance/*', phase: 'stop' },
  { kind: 'crash', event: 77 },
  { kind: 'quota', quota: 'sagemaker:serverless-concurrency', value: 50 },
  { kind: 'quota', quota: 'sagemaker:endpoint-instances:ml.m5.large', value: 2, account: '333333333333' },
  { kind: 'quota', quota: '*', value: 1000 },
  { kind: 'zone', zone: 'use1-az1', lacks: 'codepipeline' },
  { kind: 'service', service: 'sagemaker:serverless-inference', region: 'eu-*', offered: false },
  { kind: 'default-vpc', present: false },
];

describe('faults.json', () => {
  it('may hold each kind, with all its members', () => {
    expect(readFaults(fileWith(...GOOD))).toEqual(GOOD);
    expect(readFaults(join(tmpdir(), 'there-is-none.json'))).toEqual([]);
  });

  it.each(GOOD)('refuses a member that $kind does not have, by its name', (fault) => {
    const refused = () => readFaults(fileWith(GOOD[0], { ...fault, tymes: 1 }));
    expect(refused).toThrow(/fault 2, .*: it has no member tymes/);
    expect(refused).toThrow(expect.objectContaining({ code: 'sandbox-faults' }));
  });

  it.each([
    [{ kind: 'throtle', call: '*' }, /there is no such kind: throttle, error/],
    [{ kind: 'throttle' }, /call: /],
    [{ kind: 'throttle', call: '*', share: 2 }, /share: /],
    [{ kind: 'resource', resource: 'A', phase: 'remove', reason: '' }, /phase: /],
    [
      { kind: 'quota', quota: 'sagemaker:serverles-concurrency', value: 5 },
      /quota: is no quota of the sandbox: it has /,
    ],
    [{ kind: 'quota', quota: 'sagemaker:endpoint-instances:m5.large', value: 5 }, /quota: is no quota/],
    [{ kind: 'quota', quota: 'ec2:vpcs', value: -1 }, /value: /],
    [{ kind: 'zone', zone: 'us-east-1a', lacks: 'sts' }, /zone: is no id of a zone, such as use1-az1/],
    [{ kind: 'service', service: 'sagemaker:serverless', region: 'x', offered: true }, /service: /],
    [{ kind: 'default-vpc', present: true, account: '123' }, /account: is no account id/],
    [{ kind: 'drop', call: 'AssumeRole' }, /call: is written service:Operation/],
    [{ kind: 'slow', call: '*', seconds: 1e15 }, /seconds: /],
    [3, /fault 1, 3: /],
  ])('refuses %j', (fault, reason) => {
    expect(() => readFaults(fileWith(fault))).toThrow(reason);
  });

  it('refuses a file that is no list of faults any more, but masses of them', () => {
    const faults = Array.from({ length: 40_000 }, () => GOOD[2]);
    expect(() => readFaults(fileWith(...faults))).toThrow(/has more than 1 MB/);
  });
});
