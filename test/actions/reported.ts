import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import { withReport } from '../../src/actions/teardown/report/index.ts';
import type { TeardownReport } from '../../src/actions/teardown/report/report.ts';
import { localFiles } from '../../src/system/files.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const { tools } = LAB.accounts;

/** The prerequisites are not to be deleted. */
export function protect({ sandbox }: Rehearsal): void {
  const principal = { kind: 'root', account: tools.id, arn: `arn:aws:iam::${tools.id}:root`, userId: 'x' } as const;
  const input = { StackName: 'pre-reqs', EnableTerminationProtection: true };
  const call = { service: 'cloudformation', operation: 'UpdateTerminationProtection', input };
  sandbox.cloud.answer({ principal, account: tools.id, region: LAB.region, ...call });
}

/** A run with a report in a folder of its own, and the two files. */
export async function reported(rehearsal: Rehearsal) {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  const context = { ...rehearsal.context, command: 'teardown', files: localFiles(folder) };
  const outcome = await withReport(context, 'end', (within) => teardown(within, UNATTENDED));
  expect((await readdir(folder)).sort()).toEqual(['end.html', 'end.json']);
  const page = await readFile(join(folder, 'end.html'), 'utf8');
  const report = JSON.parse(await readFile(join(folder, 'end.json'), 'utf8')) as TeardownReport;
  return { outcome, page, report };
}
