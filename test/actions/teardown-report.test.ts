import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import { teardownPage } from '../../src/pages/report/teardown.ts';
import type { TeardownReport } from '../../src/pages/report/teardown-report.ts';
import { expectAccessible } from '../pages/accessibility.ts';
import { releasedLab } from '../pipeline/releases.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED } from '../support/rehearsal.ts';
import { kept, protect, reported } from './reported.ts';

const { tools } = LAB.accounts;

describe('the report of a teardown', () => {
  it('says who, when, what is left and why, and when the keys go; the page and the file for programs alike', async () => {
    const rehearsal = await continued(await deployedLab());
    protect(rehearsal);
    const { result, page, report } = await reported(rehearsal);
    expect(result.status).toBe('failed');
    expect(report).toMatchObject({ format: 1, lab: 'lab', owner: `lab/${tools.id}/us-east-1`, status: 'failed' });
    expect(report.callers.map(({ principal }) => principal)).toEqual(
      ['111111111111', '222222222222', '333333333333'].map(
        (id) => expect.stringContaining(`arn:aws:sts::${id}:assumed-role/LabAdministrator/`) as string,
      ),
    );
    for (const { at } of report.deleted) expect(at >= report.began && at <= report.ended).toBe(true);
    const [left] = report.left.filter(({ kind }) => kind === 'stack');
    expect(left?.next?.[0]?.command).toContain('update-termination-protection');
    expect(report.keys).toHaveLength(2);
    for (const { deletedOn } of report.keys) {
      expect((Date.parse(deletedOn) - Date.parse(report.began)) / 86_400_000).toBeCloseTo(7, 0);
    }
    const told = [
      ...report.deleted.map(({ name }) => name),
      ...report.keys.map(({ key }) => key),
      'termination protection',
    ];
    for (const text of told) expect(page).toContain(text);
    expect(report.resources.length).toBeGreaterThan(40);
  });

  it('is written of what was deleted before credentials were lost', async () => {
    const fault = { kind: 'error', call: 'cloudformation:DeleteStack', code: 'ExpiredToken', status: 403 } as const;
    const rehearsal = await continued(await releasedLab(), { faults: [fault] });
    const folder = await mkdtemp(join(tmpdir(), 'report-'));
    const about = { folder, file: 'end.json', command: 'teardown' };
    await kept(rehearsal, about, (within) => teardown(within, UNATTENDED));
    const report = JSON.parse(await readFile(join(folder, 'end.json'), 'utf8')) as TeardownReport;
    expect(report).toMatchObject({ status: 'failed', error: { hints: expect.any(Array) as unknown } });
    expect(report.deleted.map(({ kind }) => kind)).toContain('endpoint');
  });

  it.each([
    ['into a folder that does not exist', 'nowhere/end.html'],
    ['over a folder', 'folder.json'],
  ])('that cannot be written, %s, keeps the run from beginning', async (_, file) => {
    const rehearsal = await continued(await deployedLab());
    const folder = await mkdtemp(join(tmpdir(), 'report-'));
    await mkdir(join(folder, 'folder.json'));
    const run = kept(rehearsal, { folder, file, command: 'teardown' }, (within) => teardown(within, UNATTENDED));
    await expect(run).rejects.toMatchObject({ code: 'report-not-written', exitCode: 2 });
    expect(rehearsal.takeWrites()).toEqual([]);
    expect(await readdir(folder)).toEqual(['folder.json']);
  });
});

describe('its page', () => {
  const HOSTILE = '</td><script>alert(1)</script>"\'&\u202e\u001b[2J';
  const account = { account: 'tools', accountId: tools.id } as const;
  const report: TeardownReport = {
    format: 1,
    command: 'teardown',
    lab: HOSTILE,
    rehearsal: false,
    owner: HOSTILE,
    region: HOSTILE,
    began: '2026-01-05T00:00:00.000Z',
    ended: '2026-01-05T00:10:00.000Z',
    status: 'failed',
    callers: [{ ...account, principal: HOSTILE }],
    next: [],
    operations: [
      {
        ...account,
        stack: 'catalog',
        stackName: HOSTILE,
        operation: 'delete',
        began: '2026-01-05T00:00:10.000Z',
        ended: '2026-01-05T00:01:00.000Z',
        outcome: 'failed',
      },
    ],
    deleted: [{ ...account, kind: 'bucket', name: HOSTILE, detail: HOSTILE, at: HOSTILE }],
    resources: [{ ...account, stack: HOSTILE, type: HOSTILE, id: HOSTILE, at: HOSTILE }],
    left: [
      {
        ...account,
        kind: HOSTILE,
        name: HOSTILE,
        reason: HOSTILE,
        expected: false,
        next: [{ say: HOSTILE, command: HOSTILE }],
      },
    ],
    kept: [{ ...account, kind: HOSTILE, name: HOSTILE, reason: HOSTILE, expected: true, kept: true }],
    keys: [{ ...account, key: HOSTILE, deletedOn: HOSTILE }],
    lookAlikes: [{ ...account, kind: HOSTILE, name: HOSTILE }],
    error: { code: 'leftovers', message: HOSTILE, hints: [{ say: HOSTILE }] },
  };

  it('needs nothing from elsewhere, and shows every name as text', () => {
    const page = teardownPage(report);
    expect(page).not.toMatch(/<script|https?:|src=|href=|@import|url\(/i);
    expect(page).not.toMatch(/[\u202e\u001b]/);
    const shown = '&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{202e}\\u{1b}[2J';
    expect(page.split(shown).length - 1).toBeGreaterThan(20);
    expect(page).not.toContain('undefined');
    expectAccessible(page);
  });

  it('counts one of a kind as one', () => {
    expect(teardownPage(report)).toContain('1 resource of the lab is left.');
    const gone = { ...report, left: [], kept: [], status: 'succeeded' } as const;
    expect(teardownPage(gone)).toContain('Nothing of the lab is left.');
    expect(teardownPage({ ...gone, kept: report.kept })).toContain('Nothing of the lab is left but what was kept.');
    const inOne = teardownPage({ ...gone, only: ['datascience'] });
    expect(inOne).toContain('Nothing of the lab is left in Data Scientist.');
  });
});
