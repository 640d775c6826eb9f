import type { StackResource } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import { settle, stage, things, type Stage } from './stage.ts';

function created(body: string, input: object = {}): Stage {
  const made = stage();
  made.call('CreateStack', { StackName: 'shop', TemplateBody: body, ...input });
  made.settled('shop');
  return made;
}

function idOf(made: Stage): string {
  return made.describe('shop').StackId ?? '';
}

describe('deleting a stack', () => {
  it('of which there is none is a success', () => {
    expect(stage().call('DeleteStack', { StackName: 'nowhere' })).toEqual({});
  });

  it.each([
    ['created', {}, 'DELETE_COMPLETE'],
    ['rolled back', { Refuse: 'create' }, 'ROLLBACK_COMPLETE'],
  ])('still tells of the resources of a stack that was %s what became of them', (_, last, status) => {
    const made = created(things({ A: { Name: 'a' }, B: { Name: 'b', DependsOn: 'A', ...last } }));
    const StackName = idOf(made);
    if (status === 'DELETE_COMPLETE') made.call('DeleteStack', { StackName });
    expect(made.settled(StackName).StackStatus).toBe(status);
    const { StackResources } = made.call<{ StackResources: StackResource[] }>('DescribeStackResources', { StackName });
    const told = StackResources.map((each) => [each.LogicalResourceId, each.ResourceStatus]);
    expect(told).toEqual([
      ['A', 'DELETE_COMPLETE'],
      ['B', 'DELETE_COMPLETE'],
    ]);
  });

  it('leaves what is to be retained', () => {
    const made = created(things({ A: { Name: 'a', DeletionPolicy: 'Retain' }, B: { Name: 'b' } }));
    made.call('DeleteStack', { StackName: 'shop' });
    const id = idOf(made);
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(made.events(id).slice(-5)).toEqual([
      'shop DELETE_IN_PROGRESS',
      'A DELETE_SKIPPED',
      'B DELETE_IN_PROGRESS',
      'B DELETE_COMPLETE',
      'shop DELETE_COMPLETE',
    ]);
    expect(Object.keys(made.shelf().things)).toEqual(['a']);
  });

  it('fails where a resource fails, keeps what that one depends on, and can be tried again', () => {
    const made = created(
      things({ A: { Name: 'a' }, B: { Name: 'b', Of: { Ref: 'A' }, Refuse: 'delete' }, C: { Name: 'c' } }),
    );
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop')).toMatchObject({
      StackStatus: 'DELETE_FAILED',
      StackStatusReason: 'The following resource(s) failed to delete: [B]. ',
    });
    expect(Object.keys(made.shelf().things)).toEqual(['a', 'b']);
    const thing = made.shelf().things['b'];
    if (thing) thing.properties = {};
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(made.shelf().things).toEqual({});
  });

  it('retains named resources only after it failed', () => {
    const made = created(things({ B: { Name: 'b', Refuse: 'delete' } }));
    const retaining = { StackName: 'shop', RetainResources: ['B'] };
    expect(() => made.call('DeleteStack', retaining)).toThrow('only when the stack is in the DELETE_FAILED state');
    made.call('DeleteStack', { StackName: 'shop' });
    made.settled('shop');
    made.call('DeleteStack', retaining);
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(Object.keys(made.shelf().things)).toEqual(['b']);
  });

  it('leaves behind what cannot be deleted when it is forced', () => {
    const made = created(things({ A: { Name: 'a' }, B: { Name: 'b', Of: { Ref: 'A' }, Refuse: 'delete' } }));
    made.call('DeleteStack', { StackName: 'shop' });
    const id = idOf(made);
    made.settled('shop');
    made.call('DeleteStack', { StackName: 'shop', DeletionMode: 'FORCE_DELETE_STACK' });
    expect(made.settled('shop')).toMatchObject({ StackStatus: 'DELETE_COMPLETE', DeletionMode: 'FORCE_DELETE_STACK' });
    expect(made.events(id)).toContain('B DELETE_SKIPPED');
    expect(Object.keys(made.shelf().things)).toEqual(['b']);
  });

  it('is refused while termination protection is on', () => {
    const made = created(things({ A: {} }), { EnableTerminationProtection: true });
    expect(() => made.call('DeleteStack', { StackName: 'shop' })).toThrow(
      `Stack [${idOf(made)}] cannot be deleted while TerminationProtection is enabled`,
    );
    made.call('UpdateTerminationProtection', { StackName: 'shop', EnableTerminationProtection: false });
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
  });

  it('is possible while the stack is being created', () => {
    const made = stage();
    made.call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Name: 'a', Type: 'Test::Shelf::SlowThing' } }),
    });
    made.cloud.advanceTo(made.cloud.world.now + 5000);
    expect(Object.keys(made.shelf().things)).toEqual(['a']);
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(made.shelf().things).toEqual({});
  });

  it('is refused while the stack is being updated', () => {
    const made = created(things({ A: { Name: 'a' } }));
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a', Size: 2 } }) });
    expect(() => made.call('DeleteStack', { StackName: 'shop' })).toThrow(
      'cannot be deleted while in status UPDATE_IN_PROGRESS',
    );
  });

  it('frees the name for another stack', () => {
    const made = created(things({ A: { Name: 'a' } }));
    made.call('DeleteStack', { StackName: 'shop' });
    settle(made.cloud);
    made.call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a' } }) });
    expect(made.settled('shop').StackStatus).toBe('CREATE_COMPLETE');
    expect(made.cloud.inventory('111111111111')).toEqual([idOf(made)]);
    const listed = made.call<{ StackSummaries: { StackStatus: string }[] }>('ListStacks', {}).StackSummaries;
    expect(listed.map(({ StackStatus }) => StackStatus)).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);
  });
});
