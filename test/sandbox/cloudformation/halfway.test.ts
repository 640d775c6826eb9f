import { describe, expect, it } from 'vitest';
import type { Properties, Service } from '../../../src/sandbox/kernel/service.ts';
import { stage, things, type Stage } from './stage.ts';

/** A service whose only resource notes what its handler was told. */
function noting(): { readonly service: Service; readonly told: unknown[] } {
  const told: unknown[] = [];
  const size = ({ Size }: Properties) => Size;
  const service: Service = {
    name: 'notes',
    operations: {},
    resourceTypes: {
      'Test::Notes::Note': {
        seconds: { create: 60, update: 60, delete: 5 },
        create: (properties) => {
          told.push(['create', size(properties)]);
          return { physicalId: 'note' };
        },
        update: (_id, properties, previous) => void told.push(['update', size(previous), size(properties)]),
        delete: (_id, properties) => void told.push(['delete', size(properties)]),
      },
    },
  };
  return { service, told };
}

function noted(Size: number, rest: Record<string, Record<string, unknown>> = {}): string {
  return things({ Note: { Type: 'Test::Notes::Note', Size }, ...rest });
}

const BAD = { Bad: { Name: 'bad', Refuse: 'create' } };

function statusesOf(made: Stage): Record<string, string> {
  const { StackResources } = made.call<{
    StackResources: { LogicalResourceId: string; ResourceStatus: string }[];
  }>('DescribeStackResources', { StackName: 'shop' });
  return Object.fromEntries(StackResources.map((each) => [each.LogicalResourceId, each.ResourceStatus]));
}

describe('a resource that another one’s failure caught halfway', () => {
  it('in its creation is deleted as what it was made from', () => {
    const { service, told } = noting();
    const made = stage({ services: [service] });
    made.call('CreateStack', { StackName: 'shop', TemplateBody: noted(1, BAD) });
    expect(made.settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(told).toEqual([
      ['create', 1],
      ['delete', 1],
    ]);
  });

  it('in its update is brought back from what was tried', () => {
    const { service, told } = noting();
    const made = stage({ services: [service] });
    made.call('CreateStack', { StackName: 'shop', TemplateBody: noted(1) });
    made.settled('shop');
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: noted(2, BAD) });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(told).toEqual([
      ['create', 1],
      ['update', 1, 2],
      ['update', 2, 1],
    ]);
    expect(statusesOf(made)).toEqual({ Note: 'UPDATE_COMPLETE' });
  });

  it('in its replacement is the old one again, and the new one goes', () => {
    const made = stage();
    const before = things({ R: { Name: 'old' } });
    made.call('CreateStack', { StackName: 'shop', TemplateBody: before });
    made.settled('shop');
    const replacing = things({ R: { Type: 'Test::Shelf::SlowThing', Name: 'new' }, ...BAD });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: replacing });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(Object.keys(made.shelf().things)).toEqual(['old']);
    expect(made.shelf().log).toEqual(['put old', 'put new', 'drop new']);
  });

  it('is updated again even where the next update wants it as it was', () => {
    const made = stage();
    made.call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a', Size: 1 } }) });
    made.settled('shop');
    const DisableRollback = true;
    const failing = things({ A: { Name: 'a', Size: 2, Refuse: 'update' } });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: failing, DisableRollback });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_FAILED');
    const back = things({ A: { Name: 'a', Size: 1 }, Also: { Name: 'also' } });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: back, DisableRollback });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(made.shelf().log).toContain('change a');
    expect(statusesOf(made)).toEqual({ A: 'UPDATE_COMPLETE', Also: 'CREATE_COMPLETE' });
  });
});

describe('a replacement that could not be made', () => {
  it('leaves the old resource, which is sound again after the rollback', () => {
    const made = stage();
    made.call('CreateStack', { StackName: 'shop', TemplateBody: things({ R: { Name: 'r' } }) });
    made.settled('shop');
    const replacing = things({ R: { Type: 'Test::Shelf::SlowThing', Name: 'r2', Refuse: 'create' } });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: replacing });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(statusesOf(made)).toEqual({ R: 'UPDATE_COMPLETE' });
    expect(Object.keys(made.shelf().things)).toEqual(['r']);
  });
});

describe('a clean-up', () => {
  it('goes on past what it cannot delete, also to what that depends on', () => {
    const made = stage();
    const before = things({
      Held: { Name: 'held' },
      Holder: { Name: 'holder', Of: { Ref: 'Held' }, Refuse: 'delete' },
      Other: { Name: 'other' },
      Stays: { Name: 'stays' },
    });
    made.call('CreateStack', { StackName: 'shop', TemplateBody: before });
    made.settled('shop');
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: things({ Stays: { Name: 'stays' } }) });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(Object.keys(made.shelf().things).sort()).toEqual(['holder', 'stays']);
  });
});
