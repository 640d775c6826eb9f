import { describe, expect, it } from 'vitest';
import { approvalReport } from '../../../src/actions/report/approval.ts';
import { deploymentReport } from '../../../src/actions/report/deployment.ts';
import { ofLab, targetsOf } from '../../../src/actions/report/files.ts';
import { reportTexts } from '../../../src/actions/report/kinds.ts';
import type { RunRecord, Told } from '../../../src/actions/report/record.ts';
import { releaseReportFile } from '../../../src/actions/report/release.ts';

const ACCOUNTS = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
const at = (second: number) => `2026-01-05T00:00:0${String(second)}.000Z`;

function record(events: readonly object[], result?: object, command = 'init'): RunRecord {
  return {
    place: { lab: 'lab', region: 'us-east-1', accounts: ACCOUNTS },
    command,
    rehearsal: false,
    began: at(0),
    ended: at(9),
    events: events.map((event, index) => ({ time: at(index), ...event }) as Told),
    ...(result && { result: result as NonNullable<RunRecord['result']> }),
  };
}

describe('the record of a deployment', () => {
  const about = { type: 'resource', accountId: '1', stackName: 's', resourceType: 'T' };
  const told = (logicalId: string, status: string, more: object = {}) => ({ ...about, logicalId, status, ...more });

  it('has each resource from its beginning to its end, and again where it was rolled back', () => {
    const { resources } = deploymentReport(
      record([
        told('A', 'CREATE_IN_PROGRESS'),
        told('B', 'CREATE_IN_PROGRESS'),
        told('s', 'CREATE_IN_PROGRESS'),
        told('A', 'CREATE_COMPLETE', { physicalId: 'a-1' }),
        { ...told('A', 'CREATE_IN_PROGRESS'), accountId: '2' },
        { ...told('A', 'CREATE_IN_PROGRESS'), stackName: 't' },
        told('A', 'DELETE_IN_PROGRESS', { physicalId: 'a-1' }),
        told('A', 'DELETE_SKIPPED', { physicalId: 'a-1', reason: 'kept' }),
        told('B', 'CREATE_FAILED', { physicalId: '', reason: 'no' }),
      ]),
    );
    const base = { stackName: 's', resourceType: 'T' };
    expect(resources).toEqual([
      { ...base, logicalId: 'A', physicalId: 'a-1', began: at(0), ended: at(3), status: 'CREATE_COMPLETE' },
      { ...base, logicalId: 'B', began: at(1), ended: at(8), status: 'CREATE_FAILED', reason: 'no' },
      { ...base, logicalId: 'A', began: at(4), status: 'CREATE_IN_PROGRESS' },
      { ...base, stackName: 't', logicalId: 'A', began: at(5), status: 'CREATE_IN_PROGRESS' },
      {
        ...base,
        logicalId: 'A',
        physicalId: 'a-1',
        began: at(6),
        ended: at(7),
        status: 'DELETE_SKIPPED',
        reason: 'kept',
      },
    ]);
    expect(resources[1]).not.toHaveProperty('physicalId');
    expect(resources[2]).not.toHaveProperty('ended');
  });

  it('names what failed first, which is nothing that was cancelled for it', () => {
    const report = deploymentReport(
      record([
        told('C', 'CREATE_FAILED', { reason: 'Resource creation cancelled', time: at(1) }),
        told('B', 'CREATE_FAILED', { reason: 'second', time: at(3) }),
        told('A', 'UPDATE_FAILED', { reason: 'first', time: at(2) }),
        told('s', 'CREATE_FAILED', { reason: 'the stack', time: at(0) }),
      ]),
    );
    expect(report.failedFirst).toMatchObject({ logicalId: 'A', reason: 'first', ended: at(2) });
    expect(deploymentReport(record([told('A', 'CREATE_COMPLETE')]))).not.toHaveProperty('failedFirst');
  });

  it('has the last plan, what was uploaded and the outputs', () => {
    const plan = (region: string) => ({ type: 'plan', plan: { region } });
    const asset = (name: string, state: string) => ({ type: 'asset', name, bytes: 3, state, key: 'k' });
    const report = deploymentReport(
      record([plan('a'), plan('b'), plan('c'), asset('x', 'uploaded'), asset('y', 'present')], {
        status: 'succeeded',
        outputs: { network: { VpcId: 'v' } },
      }),
    );
    expect(report).toMatchObject({
      plan: { region: 'c' },
      uploads: [{ name: 'x', bytes: 3 }],
      outputs: { network: { VpcId: 'v' } },
    });
    const nothing = deploymentReport(record([]));
    expect(nothing).toMatchObject({ uploads: [], outputs: {}, resources: [], operations: [] });
    expect(nothing).not.toHaveProperty('plan');
  });
});

describe('the record of a release', () => {
  const reference = { executionId: 'e', stage: 'Train', action: 'Train' };
  const began = (second: number, more: object = {}) => ({
    type: 'action-started',
    ...reference,
    began: at(second),
    ...more,
  });
  const ended = (second: number, more: object = {}) => ({
    type: 'action-finished',
    ...reference,
    ended: at(second),
    outcome: 'failed',
    seconds: 1,
    outputs: {},
    ...more,
  });

  it('has the actions as they began, each run with its own end and what it said', () => {
    const { actions } = releaseReportFile(
      record([
        began(1),
        ended(2, { message: 'no' }),
        began(3),
        began(4, { action: 'Other' }),
        ended(5, { action: 'Other', outputs: { Summary: 'good' }, message: 'unheard' }),
        ended(6, { outcome: 'succeeded' }),
        ended(8, { stage: 'Test' }),
        began(7),
      ]),
    );
    const train = { stage: 'Train', action: 'Train' };
    expect(actions).toEqual([
      { ...train, began: at(1), ended: at(2), outcome: 'failed', says: 'no' },
      { ...train, began: at(3), ended: at(6), outcome: 'succeeded' },
      { ...train, action: 'Other', began: at(4), ended: at(5), outcome: 'failed', says: 'good' },
      { ...train, began: at(7) },
    ]);
  });

  it('has the submission as the result has it, or else as it was told last', () => {
    const told = (name: string, more: object = {}) => ({
      ...{ type: 'submission', kind: 'data', bytes: 3, bucket: 'b', key: 'k', name },
      ...more,
    });
    const plain = { kind: 'data', bytes: 3, bucket: 'b', key: 'k' };
    const events = [told('z'), told('a'), told('b', { rows: 50, version: 'v' })];
    expect(releaseReportFile(record(events)).submission).toEqual({ ...plain, name: 'b', rows: 50, version: 'v' });
    expect(releaseReportFile(record([told('a')])).submission).toStrictEqual({ ...plain, name: 'a' });
    const [submission, release] = [{ name: 'c' }, { outcome: 'released' }];
    expect(releaseReportFile(record(events, { submission, release }))).toMatchObject({ submission, release });
    const nothing = releaseReportFile(record([]));
    expect(['submission' in nothing, 'release' in nothing]).toEqual([false, false]);
  });

  it('that waits for an approval has what it waits for, and the answer', () => {
    const waiting = (executionId: string) => ({ type: 'approval-waiting', executionId, stage: 's', action: 'a' });
    const answer = { verdict: 'Approved' };
    const report = approvalReport(record([waiting('0'), waiting('1'), waiting('2')], { status: 'succeeded', answer }));
    expect(report).toMatchObject({ approval: { executionId: '2' }, answer });
    const nothing = approvalReport(record([]));
    expect(['approval' in nothing, 'answer' in nothing]).toEqual([false, false]);
  });
});

describe('the files of a report', () => {
  it.each([
    ['end.html', [['end.html', 'page']]],
    ['end.HTM', [['end.HTM', 'page']]],
    ['end.json', [['end.json', 'json']]],
    [
      'end',
      [
        ['end.html', 'page'],
        ['end.json', 'json'],
      ],
    ],
    [
      'a.html/b.json/end.txt',
      [
        ['a.html/b.json/end.txt.html', 'page'],
        ['a.html/b.json/end.txt.json', 'json'],
      ],
    ],
  ])('follow from its name: %s', (file, targets) => {
    expect(targetsOf(file).map(({ path, as }) => [path, as])).toEqual(targets);
  });

  it.each([
    ['end', 'end-ann'],
    ['end.html', 'end-ann.html'],
    ['a.json/end.htm', 'a.json/end-ann.htm'],
    ['end.JSON', 'end-ann.JSON'],
  ])('are named after each lab of a class: %s', (file, named) => {
    expect(ofLab(file, 'ann')).toBe(named);
  });

  it.each([
    ['init', [{ type: 'notice' }], 'operations'],
    ['teardown', [], 'deleted'],
    ['submit', [], 'actions'],
    ['approve', [], 'callers'],
    ['pipeline', [{ type: 'execution-started', executionId: 'e' }], 'actions'],
    ['tools', [], 'operations'],
  ])('are of the kind that %s asks for', (command, events, key) => {
    const json = JSON.parse(reportTexts(record(events, { status: 'succeeded' }, command)).json) as object;
    expect(json).toHaveProperty(key);
    expect('deleted' in json).toBe(command === 'teardown');
    expect('actions' in json).toBe(key === 'actions');
    expect('outputs' in json).toBe(key === 'operations');
  });
});
