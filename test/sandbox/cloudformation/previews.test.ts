import type { DescribeChangeSetOutput, ResourceChange } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import type { Service } from '../../../src/sandbox/kernel/service.ts';
import { thingType } from './shelf.ts';
import { settle, stage, things, type Stage } from './stage.ts';

const { update: _, ...fixed } = thingType(2);
const logs: Service = {
  name: 'logs',
  operations: {},
  resourceTypes: { 'AWS::Logs::LogGroup': thingType(2), 'Test::Logs::Fixed': fixed },
};

function created(TemplateBody: string): Stage {
  const made = stage({ services: [logs] });
  made.call('CreateStack', { StackName: 'shop', TemplateBody });
  made.settled('shop');
  return made;
}

/** The change set once time has passed until nothing is left to do. */
function proposed(made: Stage, input: object): DescribeChangeSetOutput {
  const named = { StackName: 'shop', ChangeSetName: 'plan' };
  made.call('CreateChangeSet', { ...named, ...input });
  settle(made.cloud);
  return made.call('DescribeChangeSet', named);
}

function changesOf(made: Stage, input: object): (ResourceChange | undefined)[] {
  return proposed(made, input).Changes?.map(({ ResourceChange: change }) => change) ?? [];
}

const A = { Name: 'a', Metadata: { Note: 1 } };
const RED = { Tags: [{ Key: 'team', Value: 'red' }] };

describe('a change set', () => {
  it.each<[string, Record<string, unknown>, object, string[]]>([
    ['its metadata', { ...A, Metadata: { Note: 2 } }, {}, ['Metadata']],
    ['its metadata, which it no longer has', { Name: 'a' }, {}, ['Metadata']],
    ['what becomes of it when it leaves', { ...A, DeletionPolicy: 'Retain' }, {}, ['DeletionPolicy']],
    ['what becomes of it when it is replaced', { ...A, UpdateReplacePolicy: 'Retain' }, {}, ['UpdateReplacePolicy']],
    ['the tags of its stack', A, RED, ['Tags']],
    [
      'all of that and a property',
      { Name: 'a', Size: 1, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
      RED,
      ['Properties', 'Tags', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'],
    ],
  ])('says of a resource that what changes is %s', (_, after, input, Scope) => {
    const changes = changesOf(created(things({ A, B: {} })), { TemplateBody: things({ A: after, B: {} }), ...input });
    expect(changes.find((change) => change?.LogicalResourceId === 'A')).toMatchObject({
      Action: 'Modify',
      Replacement: 'False',
      Scope,
    });
    const others = changes.filter((change) => change?.LogicalResourceId === 'B');
    expect(others.map((change) => change?.Scope)).toEqual('Tags' in input ? [['Tags']] : []);
  });

  it('says of a resource that cannot be updated that it stays where no property changes', () => {
    const noted = (Note: number) => things({ A: { ...A, Type: 'Test::Logs::Fixed', Metadata: { Note } } });
    const changes = changesOf(created(noted(1)), { TemplateBody: noted(2) });
    expect(changes).toMatchObject([{ Replacement: 'False', Scope: ['Metadata'] }]);
  });

  it('says what becomes of a resource that cannot be updated: it is replaced', () => {
    const sized = (Size: number) => things({ A: { Type: 'Test::Logs::Fixed', Size } });
    const made = created(sized(1));
    expect(changesOf(made, { TemplateBody: sized(2) })).toMatchObject([{ Replacement: 'True' }]);
    const [before] = Object.keys(made.shelf().things);
    made.call('ExecuteChangeSet', { StackName: 'shop', ChangeSetName: 'plan' });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    const after = Object.entries(made.shelf().things).map(([id, { properties }]) => [id, properties]);
    expect(after).toEqual([[expect.not.stringContaining(before ?? ''), { Size: 2 }]]);
  });

  it('says of a resource of another type that it is replaced', () => {
    const changes = changesOf(created(things({ A })), {
      TemplateBody: things({ A: { ...A, Type: 'Test::Shelf::SlowThing' } }),
    });
    expect(changes).toMatchObject([{ Action: 'Modify', Replacement: 'True', Scope: [] }]);
  });

  it('says that a resource may be replaced whose name comes from one that is, and not from one that stays', () => {
    const groups = (LogGroupName: string, other: string) =>
      things({
        First: { Type: 'AWS::Logs::LogGroup', LogGroupName },
        Second: { Type: 'AWS::Logs::LogGroup', LogGroupName: { Ref: 'First' } },
        Third: { Type: 'AWS::Logs::LogGroup', LogGroupName: other },
      });
    const made = created(groups('one', 'other'));
    const replacements = (body: string) =>
      changesOf(made, { TemplateBody: body }).map((change) => [change?.LogicalResourceId, change?.Replacement]);
    expect(replacements(groups('two', 'other'))).toEqual([
      ['First', 'True'],
      ['Second', 'Conditional'],
    ]);
    made.call('DeleteChangeSet', { StackName: 'shop', ChangeSetName: 'plan' });
    expect(replacements(groups('one', 'another'))).toEqual([['Third', 'True']]);
  });

  it('adds to a new stack all that its template has, with nothing of it changed', () => {
    const made = stage();
    expect(changesOf(made, { ChangeSetType: 'CREATE', TemplateBody: things({ A }) })).toMatchObject([
      { Action: 'Add', LogicalResourceId: 'A', ResourceType: 'Test::Shelf::Thing', Scope: [], Details: [] },
    ]);
  });

  it('removes what the template no longer has, also that after which others are', () => {
    const made = created(things({ A, B: { DependsOn: 'A' } }));
    expect(changesOf(made, { TemplateBody: things({ B: {} }) })).toMatchObject([
      { Action: 'Remove', LogicalResourceId: 'A', Scope: [], Details: [] },
    ]);
  });
});

describe('events', () => {
  const TOKEN = { ClientRequestToken: 'mine' };
  const BAD = { Name: 'bad', Refuse: 'create' };

  it.each<[string, object]>([
    ['is rolled back', {}],
    ['is deleted', { OnFailure: 'DELETE' }],
  ])('of a creation that fails and %s have the token of the request to the end', (_, input) => {
    const made = stage();
    const { StackId } = made.call<{ StackId: string }>('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ Bad: BAD }),
      ...input,
      ...TOKEN,
    });
    settle(made.cloud);
    const tokens = made.eventRecords(StackId).map(({ ClientRequestToken }) => ClientRequestToken);
    expect(new Set(tokens)).toEqual(new Set(['mine']));
  });

  it('of an update that is rolled back have the token of the request, and none where it gave none', () => {
    const made = created(things({ A }));
    const before = made.eventRecords('shop').length;
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: things({ A, Bad: BAD }), ...TOKEN });
    made.settled('shop');
    const tokens = made.eventRecords('shop').map(({ ClientRequestToken }) => ClientRequestToken);
    expect(new Set(tokens.slice(0, before))).toEqual(new Set([undefined]));
    expect(new Set(tokens.slice(before))).toEqual(new Set(['mine']));
  });

  it('have ids that tell of resources by what happened, when, and to which', () => {
    const made = created(things({ A }));
    const ids = made.eventRecords('shop').map(({ EventId }) => EventId);
    expect(ids[0]).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(ids[1]).toMatch(/^A-CREATE_IN_PROGRESS-2026-01-05T00:00:02\.000Z-\w{6}$/);
    expect(ids.at(-2)).toMatch(/^A-CREATE_COMPLETE-2026-01-05T00:00:12\.000Z-\w{6}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('a stack whose output is no text is rolled back for that', () => {
  const made = stage();
  const output = { O: { Value: { 'Fn::GetAtt': ['A', 'Labels'] } } };
  made.call('CreateStack', { StackName: 'shop', TemplateBody: things({ A }, { Outputs: output }) });
  expect(made.settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
  const reasons = made.eventRecords('shop').map(({ ResourceStatusReason }) => ResourceStatusReason);
  expect(reasons).toContain(
    'Template format error: Output O is malformed. The Value field of every Outputs member must evaluate to a String. Rollback requested by user.',
  );
});
