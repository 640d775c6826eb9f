import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Reports } from '../../src/actions/report/reports.ts';
import type { LabEvent } from '../../src/events.ts';
import type { TeardownReport } from '../../src/pages/report/teardown-report.ts';
import type { Ui } from '../../src/ports/ui.ts';
import { localFiles } from '../../src/system/files.ts';

const ACCOUNTS = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
const START = Date.parse('2026-01-05T10:00:00Z');

function placeOf(lab: string) {
  return { lab, region: 'us-east-1', accounts: ACCOUNTS };
}

it('the report of each lab of a class tells how that lab ended: by itself, or as the class did', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  const told: LabEvent[] = [];
  const ui = { emit: (event: LabEvent) => void told.push(event) } as unknown as Ui;
  const reports = new Reports({ file: 'end.json', files: localFiles(folder), ui, now: () => START });
  await reports.expect({
    command: 'teardown',
    rehearsal: true,
    labs: ['ada', 'bob', 'eve'].map(placeOf),
    asClass: true,
  });
  const { emit } = reports.heardFrom(ui);
  const principal = 'arn:aws:iam::111111111111:user/ada';
  emit({ type: 'account', account: 'tools', accountId: ACCOUNTS.tools, principal, lab: 'ada' });
  emit({ type: 'lab-finished', lab: 'ada', command: 'teardown', status: 'unchanged', exitCode: 0 });
  const error = { code: 'labs-failed', message: '1 of 3 labs failed: bob', hints: [] } as const;
  const bob = { lab: 'bob', status: 'interrupted', exitCode: 130 } as const;
  await reports.end({ command: 'teardown', status: 'failed', error, labs: [bob] });

  const read = async (lab: string) =>
    JSON.parse(await readFile(join(folder, `end-${lab}.json`), 'utf8')) as TeardownReport;
  const [ofAda, ofBob, ofEve] = await Promise.all(['ada', 'bob', 'eve'].map(read));
  expect(ofAda).toMatchObject({ command: 'teardown', lab: 'ada', rehearsal: true, status: 'unchanged' });
  expect(ofAda?.callers).toEqual([{ account: 'tools', accountId: ACCOUNTS.tools, principal }]);
  expect(ofBob).toMatchObject({ command: 'teardown', lab: 'bob', status: 'interrupted', callers: [] });
  expect(ofBob).not.toHaveProperty('error');
  expect(ofEve).toMatchObject({ lab: 'eve', status: 'failed', error: { code: 'labs-failed' } });
  expect((await readdir(folder)).sort()).toEqual(['end-ada.json', 'end-bob.json', 'end-eve.json']);
  expect(told.filter(({ type }) => type === 'notice')).toHaveLength(3);
});
