import { describe, expect, it } from 'vitest';
import { teardownReport } from '../../../src/actions/report/teardown.ts';
import type { RunRecord, Told } from '../../../src/actions/report/record.ts';
import type { Leftover, TeardownItem } from '../../../src/events.ts';

const IDS = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
const TOOLS = { account: 'tools', accountId: IDS.tools } as const;
const SCIENCE = { account: 'datascience', accountId: IDS.datascience } as const;
const at = (second: number) => `2026-01-05T00:00:0${String(second)}.000Z`;

const ITEMS: readonly TeardownItem[] = [
  { ...SCIENCE, kind: 'provisioned product', name: 'nb', detail: 'AVAILABLE' },
  { ...SCIENCE, kind: 'bucket', name: 'nb-bucket', detail: '3 objects', owner: 'ada' },
  { ...TOOLS, kind: 'bucket', name: 'assets', detail: '7 objects' },
  { ...TOOLS, kind: 'stack', name: 'pre-reqs', detail: 'CREATE_COMPLETE' },
];

const stack = { ...TOOLS, stack: 'prerequisites', stackName: 'pre-reqs', operation: 'delete' } as const;
const resource = { ...TOOLS, stack: 'prerequisites', stackName: 'pre-reqs', status: 'DELETE_COMPLETE' } as const;

function record(events: readonly object[], result: object = {}): RunRecord {
  return {
    place: { lab: 'lab', region: 'us-east-1', accounts: IDS },
    command: 'teardown',
    rehearsal: true,
    began: at(0),
    ended: at(9),
    events: events.map((event, index) => ({ ...event, time: at(index) }) as Told),
    result: { status: 'succeeded', ...result } as NonNullable<RunRecord['result']>,
  };
}

const namesIn = (events: readonly object[]) => teardownReport(record(events)).deleted.map(({ name }) => name);
const PLAN = { type: 'teardown-plan', items: ITEMS };

describe('what a teardown deleted', () => {
  it('is told as it was planned, when it went, and each once', () => {
    const { deleted } = teardownReport(
      record([
        PLAN,
        { type: 'deleted', ...TOOLS, kind: 'bucket', name: 'assets' },
        { type: 'deleted', ...TOOLS, kind: 'bucket', name: 'assets' },
        { type: 'deleted', ...TOOLS, kind: 'endpoint', name: 'assets', detail: 'InService' },
        { type: 'deleted', ...SCIENCE, kind: 'bucket', name: 'assets' },
      ]),
    );
    expect(deleted).toEqual([
      { ...TOOLS, kind: 'bucket', name: 'assets', detail: '7 objects', at: at(1) },
      { ...TOOLS, kind: 'endpoint', name: 'assets', detail: 'InService', at: at(3) },
      { ...SCIENCE, kind: 'bucket', name: 'assets', detail: '', at: at(4) },
    ]);
  });

  it('is a stack once that has gone', () => {
    const finished = { type: 'stack-finished', ...stack };
    expect(teardownReport(record([PLAN, { ...finished, outcome: 'succeeded' }])).deleted).toEqual([
      { ...ITEMS[3], at: at(1) },
    ]);
    expect(namesIn([{ ...finished, outcome: 'succeeded' }])).toEqual(['pre-reqs']);
    expect(namesIn([PLAN, { ...finished, outcome: 'failed' }])).toEqual([]);
    expect(namesIn([PLAN, { ...finished, operation: 'update', outcome: 'succeeded' }])).toEqual([]);
  });

  it("is a notebook and its owner's bucket, which goes with it", () => {
    const finished = { type: 'notebook-finished', operation: 'terminate', name: 'nb', outcome: 'succeeded' };
    const withoutOwner = ITEMS.map(({ owner: _, ...item }) => item);
    expect(namesIn([PLAN, finished])).toEqual(['nb', 'nb-bucket']);
    expect(namesIn([{ ...PLAN, items: withoutOwner }, finished])).toEqual(['nb']);
    expect(namesIn([{ ...PLAN, items: ITEMS.slice(0, 1) }, finished])).toEqual(['nb']);
    expect(namesIn([PLAN, { ...finished, name: 'assets' }])).toEqual([]);
    expect(namesIn([PLAN, { ...finished, outcome: 'failed' }])).toEqual([]);
    expect(namesIn([PLAN, { ...finished, operation: 'stop' }])).toEqual([]);
    expect(namesIn([finished])).toEqual([]);
    const others = { ...ITEMS[0], name: 'other' };
    expect(namesIn([{ ...PLAN, items: [ITEMS[1], others, ITEMS[1], ITEMS[0], others] }, finished])).toEqual(['nb']);
    expect(namesIn([{ ...PLAN, items: [ITEMS[0], { ...others, owner: 'ada' }] }, finished])).toEqual(['nb']);
  });

  it('is a bucket that a stack deleted, whose other resources are listed apart', () => {
    const report = teardownReport(
      record([
        { type: 'resource', ...resource, resourceType: 'AWS::S3::Bucket', physicalId: 'assets' },
        { type: 'resource', ...resource, resourceType: 'AWS::KMS::Key', physicalId: 'key' },
        { type: 'resource', ...resource, resourceType: 'AWS::KMS::Key', physicalId: 'busy', status: 'DELETE_FAILED' },
        { type: 'resource', ...resource, resourceType: 'AWS::KMS::Key', physicalId: '' },
        { type: 'resource', ...resource, resourceType: 'AWS::CloudFormation::Stack', physicalId: 'arn' },
      ]),
    );
    expect(report.deleted).toEqual([{ ...TOOLS, kind: 'bucket', name: 'assets', detail: '', at: at(0) }]);
    expect(report.resources).toEqual([
      { ...TOOLS, stack: 'pre-reqs', type: 'AWS::S3::Bucket', id: 'assets', at: at(0) },
      { ...TOOLS, stack: 'pre-reqs', type: 'AWS::KMS::Key', id: 'key', at: at(1) },
    ]);
  });
});

describe('what a teardown left', () => {
  const left: Leftover = { ...TOOLS, kind: 'bucket', name: 'b', reason: 'not empty', expected: false };
  const kept: Leftover = { ...left, name: 'k', expected: true, kept: true };
  const key: Leftover = { ...left, kind: 'key', name: 'id', expected: true, deletedOn: '2026-01-12' };

  it('is told apart from what stays by choice, and from keys that delete themselves', () => {
    const lookAlikes = [{ ...TOOLS, kind: 'bucket', name: 'alike' }];
    const report = teardownReport(record([], { leftovers: [left, kept, key], lookAlikes, only: ['tools'] }));
    expect(report).toMatchObject({
      left: [left],
      kept: [kept],
      keys: [{ ...TOOLS, key: 'id', deletedOn: '2026-01-12' }],
      lookAlikes,
      only: ['tools'],
    });
  });

  it('is nothing where nothing is said of it', () => {
    const report = teardownReport(record([]));
    expect(report).toMatchObject({ left: [], kept: [], keys: [], lookAlikes: [], deleted: [], resources: [] });
    expect(report).not.toHaveProperty('only');
    const { result: _, ...asking } = record([]);
    expect(teardownReport(asking)).toMatchObject({ status: 'undecided', left: [], next: [] });
  });
});

describe('the head of a report', () => {
  it('says who worked where, in the order of the accounts', () => {
    const account = (role: keyof typeof IDS) => ({
      type: 'account',
      account: role,
      accountId: IDS[role],
      principal: `${role} principal`,
    });
    const report = teardownReport(record([account('staging'), account('tools')], { dryRun: true, status: 'failed' }));
    expect(report).toMatchObject({
      format: 1,
      command: 'teardown',
      lab: 'lab',
      owner: 'lab/111111111111/us-east-1',
      region: 'us-east-1',
      rehearsal: true,
      began: at(0),
      ended: at(9),
      status: 'failed',
      dryRun: true,
      callers: [
        { ...TOOLS, principal: 'tools principal' },
        { account: 'staging', accountId: IDS.staging, principal: 'staging principal' },
      ],
      next: [],
    });
    const error = { code: 'leftovers', message: 'one is left', hints: [] };
    expect(teardownReport(record([], { error, next: [{ say: 'mend it' }] }))).toMatchObject({
      error,
      next: [{ say: 'mend it' }],
    });
    const bare = teardownReport(record([]));
    expect(['dryRun' in bare, 'error' in bare]).toEqual([false, false]);
  });

  it('has the operations on stacks as they began, and each with its own end', () => {
    const other = { ...stack, stack: 'catalog', stackName: 'sc' } as const;
    const { operations } = teardownReport(
      record([
        { type: 'stack-started', ...stack },
        { type: 'stack-started', ...other },
        { type: 'stack-finished', ...other, outcome: 'failed' },
        { type: 'stack-finished', ...stack, ...SCIENCE, outcome: 'failed' },
        { type: 'stack-finished', ...stack, outcome: 'succeeded' },
        { type: 'stack-started', ...stack },
      ]),
    );
    expect(operations).toEqual([
      { ...stack, began: at(0), ended: at(4), outcome: 'succeeded' },
      { ...other, began: at(1), ended: at(2), outcome: 'failed' },
      { ...stack, began: at(5) },
    ]);
  });
});
