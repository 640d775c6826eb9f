import type { Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { KnownStacks } from '../../src/aws/known-stacks.ts';

const CREATED: Stack = {
  StackId: 'stack-1',
  StackName: 'pre-reqs',
  StackStatus: 'CREATE_COMPLETE',
  CreationTime: new Date(0),
  LastOperations: [{ OperationType: 'CREATE_STACK', OperationId: 'operation-1' }],
};
const UPDATED: Stack = {
  ...CREATED,
  StackStatus: 'UPDATE_COMPLETE',
  LastOperations: [{ OperationType: 'UPDATE_STACK', OperationId: 'operation-2' }],
};
const DELETED: Stack = { ...CREATED, StackStatus: 'DELETE_COMPLETE', DeletionTime: new Date(1000) };

const resource = (id: string) =>
  [
    { LogicalResourceId: 'R', PhysicalResourceId: id, ResourceType: 'T', ResourceStatus: 'CREATE_COMPLETE' as const },
  ].map((each) => ({ ...each, LastUpdatedTimestamp: new Date(0) }));
const past = (id: string) => ({ created: new Set([id]), undeleted: [] });

/** What is known of the stack, where `now` is what reading it would tell. */
async function toldOf(known: KnownStacks, now: string): Promise<[string | undefined, string[]]> {
  const [[first], { created }] = await Promise.all([
    known.resources('stack-1', () => Promise.resolve(resource(now))),
    known.past('stack-1', () => Promise.resolve(past(now))),
  ]);
  return [first?.PhysicalResourceId, [...created]];
}

describe('what a stack has and what its events told', () => {
  it.each<[string, Stack, Stack, string]>([
    ['holds while the stack is seen as it was', CREATED, CREATED, 'before'],
    ['holds no longer after an update', CREATED, UPDATED, 'after'],
    ['holds no longer after a second update', UPDATED, { ...UPDATED, LastOperations: [] }, 'after'],
    ['nor where only the time tells of the update', UPDATED, { ...UPDATED, LastUpdatedTime: new Date(5) }, 'after'],
    ['nor once it is deleted', CREATED, DELETED, 'after'],
    ['is read each time while an operation is under way', ...twice({ ...CREATED, StackStatus: 'UPDATE_IN_PROGRESS' })],
  ])('%s', async (_, first, then, expected) => {
    const known = new KnownStacks();
    known.see(first);
    expect(await toldOf(known, 'before')).toEqual(['before', ['before']]);
    known.see(then);
    expect(await toldOf(known, 'after')).toEqual([expected, [expected]]);
  });

  it('is read each time of a stack that nobody has seen, and again where reading failed', async () => {
    const known = new KnownStacks();
    expect(await toldOf(known, 'before')).toEqual(['before', ['before']]);
    known.see(CREATED);
    const failing = [
      known.resources('stack-1', () => Promise.reject(new Error('cut off'))),
      known.past('stack-1', () => Promise.reject(new Error('cut off'))),
    ];
    for (const reading of failing) await expect(reading).rejects.toThrow('cut off');
    expect(await toldOf(known, 'after')).toEqual(['after', ['after']]);
  });
});

it('remembers of a stack that has gone what it was, what it had and what it had created', async () => {
  const known = new KnownStacks();
  known.see(CREATED);
  await known.resources('stack-1', () => Promise.resolve(resource('key-1')));
  await known.past('stack-1', () => Promise.resolve(past('key-2')));
  known.see(DELETED);
  expect(known.all).toMatchObject([{ name: 'pre-reqs', status: 'DELETE_COMPLETE' }]);
  expect(['key-1', 'key-2', 'key-3'].map((id) => known.hasMade('stack-1', id))).toEqual([true, true, false]);
});

function twice(stack: Stack): [Stack, Stack, string] {
  return [stack, stack, 'after'];
}
