import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { Reports } from '../../src/actions/report/reports.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { endedByThrow, endedWith } from '../../src/compose/results.ts';
import type { TeardownReport } from '../../src/pages/report/teardown-report.ts';
import { localFiles } from '../../src/system/files.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const { tools } = LAB.accounts;

/** The prerequisites are not to be deleted. */
export function protect({ sandbox }: Rehearsal): void {
  const principal = { kind: 'root', account: tools.id, arn: `arn:aws:iam::${tools.id}:root`, userId: 'x' } as const;
  const input = { StackName: 'pre-reqs', EnableTerminationProtection: true };
  const call = { service: 'cloudformation', operation: 'UpdateTerminationProtection', input };
  sandbox.cloud.answer({ principal, account: tools.id, region: LAB.region, ...call });
}

/** A teardown with a report in a folder of its own, and the two files. */
export async function reported(rehearsal: Rehearsal) {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  const result = await kept(rehearsal, { folder, file: 'end', command: 'teardown' }, (within) =>
    teardown(within, UNATTENDED),
  );
  expect((await readdir(folder)).sort()).toEqual(['end.html', 'end.json']);
  const page = await readFile(join(folder, 'end.html'), 'utf8');
  const report = JSON.parse(await readFile(join(folder, 'end.json'), 'utf8')) as TeardownReport;
  return { result, page, report };
}

interface Kept {
  readonly folder: string;
  readonly file: string;
  readonly command: string;
}

/** Runs an action as the program does it with `--report`, and returns its result, as the program reports it. */
export async function kept(
  { context }: Rehearsal,
  { folder, file, command }: Kept,
  act: (within: ActionContext) => Promise<Outcome>,
) {
  const { ui, clock, lab } = context;
  const reports = new Reports({ file, files: localFiles(folder), ui, now: () => clock.now() });
  const accounts = { tools: tools.id, datascience: lab.accounts.datascience.id, staging: lab.accounts.staging.id };
  const labs = [{ lab: lab.name, region: lab.region, accounts }];
  await reports.expect({ command, rehearsal: true, labs, asClass: false });
  const call = { command, flags: {}, options: UNATTENDED, args: [] };
  const io = {
    env: {},
    cwd: folder,
    stdin: new FakeInput({ isTTY: false }),
    stdout: new FakeOutput(),
    stderr: new FakeOutput(),
    signal: new AbortController().signal,
  };
  const { result } = await act({ ...context, command, ui: reports.heardFrom(ui) }).then(
    (outcome) => endedWith(outcome, 0, call, io),
    (error: unknown) => endedByThrow(error, call, io),
  );
  await reports.end(result);
  return result;
}
