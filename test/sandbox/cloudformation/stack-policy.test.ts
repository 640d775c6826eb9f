import { describe, expect, it } from 'vitest';

import { stage, things, type Stage } from './stage.ts';

const ALLOW = { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' };
const before = things({ A: { Name: 'a', Size: 1 }, B: { Name: 'b' } });

function policy(...statements: object[]): string {
  return JSON.stringify({ Statement: statements });
}

function held(StackPolicyBody: string): Stage {
  const made = stage();
  made.call('CreateStack', { StackName: 'shop', TemplateBody: before });
  made.settled('shop');
  made.call('SetStackPolicy', { StackName: 'shop', StackPolicyBody });
  return made;
}

function updated(made: Stage, TemplateBody: string, input: object = {}): { status?: string; reasons: string[] } {
  made.call('UpdateStack', { StackName: 'shop', TemplateBody, ...input });
  const { StackStatus } = made.settled('shop');
  const reasons = made
    .eventRecords('shop')
    .flatMap(({ LogicalResourceId = '', ResourceStatus, ResourceStatusReason = '' }) =>
      ResourceStatus === 'UPDATE_FAILED' ? [`${LogicalResourceId}: ${ResourceStatusReason}`] : [],
    );
  return { ...(StackStatus && { status: StackStatus }), reasons };
}

const modified = things({ A: { Name: 'a', Size: 2 }, B: { Name: 'b' } });
const replaced = things({ A: { Name: 'a', Size: 1 }, B: { Type: 'Test::Shelf::SlowThing', Name: 'b2' } });
const removed = things({ A: { Name: 'a', Size: 1 } });

describe('a stack policy', () => {
  it.each<[string, object[], string, string]>([
    [
      'a change in place',
      [{ ...ALLOW, Effect: 'Deny', Resource: 'LogicalResourceId/A' }, ALLOW],
      modified,
      'A: Action denied by stack policy: Statement [#1] does not allow [Update:Modify] for resource [LogicalResourceId/A]',
    ],
    [
      'a replacement',
      [ALLOW, { ...ALLOW, Effect: 'Deny', Action: ['Update:Replace', 'Update:Delete'] }],
      replaced,
      'B: Action denied by stack policy: Statement [#2] does not allow [Update:Replace] for resource [LogicalResourceId/B]',
    ],
    [
      'a removal',
      [{ ...ALLOW, NotAction: 'Update:Delete', Action: undefined }],
      removed,
      'B: Action denied by stack policy: No statement allows [Update:Delete] for resource [LogicalResourceId/B]',
    ],
    [
      'a type of resource',
      [
        {
          ...ALLOW,
          Effect: 'Deny',
          Condition: { StringLike: { ResourceType: ['Test::Shelf::*'] } },
        },
        ALLOW,
      ],
      modified,
      'A: Action denied by stack policy: Statement [#1] does not allow [Update:Modify] for resource [LogicalResourceId/A]',
    ],
  ])('keeps an update from %s, and the update is rolled back', (_, statements, body, reason) => {
    const made = held(policy(...statements));
    expect(updated(made, body)).toEqual({ status: 'UPDATE_ROLLBACK_COMPLETE', reasons: [reason] });
    expect(made.shelf().things).toMatchObject({ a: { properties: { Size: 1 } }, b: {} });
    const resources = made.call<{ StackResourceSummaries: { ResourceStatus: string }[] }>('ListStackResources', {
      StackName: 'shop',
    });
    const failed = resources.StackResourceSummaries.filter(({ ResourceStatus }) => ResourceStatus.endsWith('FAILED'));
    expect(failed).toEqual([]);
    expect(made.shelf().log.filter((entry) => entry.startsWith('change'))).toEqual([]);
  });

  it('lets through what it allows, and may be overridden for one update', () => {
    const protectB = policy(ALLOW, { ...ALLOW, Effect: 'Deny', Resource: 'LogicalResourceId/B' });
    const made = held(protectB);
    expect(updated(made, modified).status).toBe('UPDATE_COMPLETE');
    const without = things({ A: { Name: 'a', Size: 2 } });
    expect(updated(made, without, { StackPolicyDuringUpdateBody: policy(ALLOW) }).status).toBe('UPDATE_COMPLETE');
    expect(made.call('GetStackPolicy', { StackName: 'shop' })).toEqual({ StackPolicyBody: protectB });
  });

  it('does not keep anybody from deleting the stack', () => {
    const made = held(policy({ ...ALLOW, Effect: 'Deny' }));
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
  });

  it('comes with a new stack or an update too', () => {
    const made = stage();
    expect(() => made.call('GetStackPolicy', { StackName: 'shop' })).toThrow('does not exist');
    made.call('CreateStack', { StackName: 'shop', TemplateBody: before, StackPolicyBody: policy(ALLOW) });
    made.settled('shop');
    expect(made.call('GetStackPolicy', { StackName: 'shop' })).toEqual({ StackPolicyBody: policy(ALLOW) });
    const denied = policy({ ...ALLOW, Effect: 'Deny' });
    expect(updated(made, modified, { StackPolicyBody: denied }).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it.each([
    ['no JSON', 'x', 'Error validating stack policy: Invalid stack policy'],
    ['another principal', policy({ ...ALLOW, Principal: 'me' }), 'Invalid stack policy'],
    ['an action that there is not', policy({ ...ALLOW, Action: 'Delete:*' }), 'Invalid stack policy'],
    [
      'a resource that there is not',
      policy({ ...ALLOW, Resource: 'LogicalResourceId/C' }),
      "Unknown logical id 'LogicalResourceId/C'",
    ],
  ])('is refused with %s', (_, body, message) => {
    expect(() => held(body)).toThrow(message);
  });
});
