import type { StackResource } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import { settle, stage, things } from './stage.ts';
import { after, create, update, type Requests } from './story.ts';

const A = { Name: 'a' };
const HELD = { Name: 'held', Refuse: 'delete' };

/** What the stack has, as ids by logical ids. */
function resourcesOf({ made, id }: ReturnType<typeof after>): Record<string, string | undefined> {
  const { StackResources = [] } = made.call<{ StackResources?: StackResource[] }>('DescribeStackResources', {
    StackName: id,
  });
  return Object.fromEntries(StackResources.map((each) => [each.LogicalResourceId ?? '', each.PhysicalResourceId]));
}

describe('a stack whose clean-up left something behind', () => {
  it.each<[string, Requests, object, string[]]>([
    [
      'has the replacement of what it could not delete',
      [create({ Held: HELD }), update({ Held: { Name: 'new', Type: 'Test::Shelf::SlowThing' } })],
      { Held: 'new' },
      ['held', 'new'],
    ],
    [
      'has no more of what its template had added and a rollback could not delete',
      [
        create({ A }),
        update({ A, Held: HELD, Other: { Name: 'other' }, Bad: { Refuse: 'create', DependsOn: ['Held', 'Other'] } }),
      ],
      { A: 'a' },
      ['a', 'held'],
    ],
  ])('%s', (_, requests, has, there) => {
    const story = after(requests);
    expect(resourcesOf(story)).toEqual(has);
    expect(Object.keys(story.made.shelf().things).sort()).toEqual(there);
  });
});

describe('a stack tells of its operations', () => {
  const BAD = { Refuse: 'create' };
  it.each<[string, Requests, string[]]>([
    ['a creation', [create({ A })], ['CREATE_STACK']],
    ['a creation and its rollback', [create({ BAD })], ['ROLLBACK', 'CREATE_STACK']],
    ['a creation and its deletion', [create({ BAD }, { OnFailure: 'DELETE' })], ['DELETE_STACK', 'CREATE_STACK']],
    ['an update and its rollback', [create({ A }), update({ A, BAD })], ['ROLLBACK', 'UPDATE_STACK']],
  ])('%s', (_, requests, types) => {
    const { made, id } = after(requests);
    expect(made.describe(id).LastOperations?.map(({ OperationType }) => OperationType)).toEqual(types);
  });

  it('and once it is gone has no outputs', () => {
    const output = things({ A }, { Outputs: { O: { Value: { Ref: 'A' }, Description: 'its name' } } });
    const { made, id } = after([['CreateStack', { TemplateBody: output }]]);
    expect(made.describe(id).Outputs).toEqual([{ OutputKey: 'O', OutputValue: 'a', Description: 'its name' }]);
    made.call('DeleteStack', { StackName: id });
    settle(made.cloud);
    expect(made.describe(id).Outputs ?? []).toEqual([]);
  });
});

describe('where a condition does not hold', () => {
  const Conditions = { No: { 'Fn::Equals': ['a', 'b'] } };

  it('what depends on the resource by name alone waits for nothing', () => {
    const body = things({ Absent: { Condition: 'No' }, A: { ...A, DependsOn: 'Absent' } }, { Conditions });
    const story = after([['CreateStack', { TemplateBody: body }]]);
    expect(story.made.describe('shop').StackStatus).toBe('CREATE_COMPLETE');
    expect(resourcesOf(story)).toEqual({ A: 'a' });
  });

  it.each([
    ['Resources', { A: { ...A, Of: { Ref: 'Absent' } } }, {}],
    ['Outputs', { A }, { Outputs: { O: { Value: { 'Fn::GetAtt': ['Absent', 'Arn'] } } } }],
  ])('a reference to the resource is refused, in %s', (block, resources, rest) => {
    const body = things({ Absent: { Condition: 'No' }, ...resources }, { Conditions, ...rest });
    expect(() => after([['CreateStack', { TemplateBody: body }]])).toThrow(
      `Unresolved resource dependencies [Absent] in the ${block} block of the template`,
    );
  });
});

it('a stack whose failure was not to undo anything is updated once it was created', () => {
  const { made, id } = after([create({ A }, { OnFailure: 'DO_NOTHING' }), update({ A, B: {} })]);
  expect(made.describe(id).StackStatus).toBe('UPDATE_COMPLETE');
});

it('a rollback that is continued without a resource leaves that as it is', () => {
  const sized = (Size: number) => ({ A: { ...A, Size }, B: { Name: 'b', Size } });
  const made = stage({
    faults: [{ kind: 'resource', resource: 'A', phase: 'update', reason: 'stuck', share: 0.5, times: 1 }],
  });
  made.call('CreateStack', { StackName: 'shop', TemplateBody: things(sized(1)) });
  made.settled('shop');
  const bad = { Refuse: 'create', DependsOn: ['A', 'B'] };
  made.call('UpdateStack', { StackName: 'shop', TemplateBody: things({ ...sized(2), Bad: bad }) });
  expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_FAILED');
  made.call('ContinueUpdateRollback', { StackName: 'shop', ResourcesToSkip: ['A'] });
  expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  const sizes = Object.entries(made.shelf().things).map(([id, { properties }]) => [id, properties['Size']]);
  expect(Object.fromEntries(sizes)).toEqual({ a: 2, b: 1 });
});
