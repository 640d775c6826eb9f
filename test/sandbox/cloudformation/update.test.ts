import { describe, expect, it } from 'vitest';

import { stage, things, type Stage } from './stage.ts';

const NON_TERMINAL =
  'This stack is currently in a non-terminal [UPDATE_FAILED] state. To update the stack from this state, please use the disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API';

function created(body: string, options: Parameters<typeof stage>[0] = {}, input: object = {}): Stage {
  const made = stage(options);
  made.call('CreateStack', { StackName: 'shop', TemplateBody: body, ...input });
  made.settled('shop');
  return made;
}

function reasonOf(made: Stage, id: string, status: string): string | undefined {
  return made
    .eventRecords('shop')
    .filter((event) => event.LogicalResourceId === id && event.ResourceStatus === status)
    .at(-1)?.ResourceStatusReason;
}

/** The events since the last time that the stack began something. */
function lastOperation(made: Stage): string[] {
  const events = made.events('shop');
  return events.slice(events.findLastIndex((event) => /^shop (UPDATE|DELETE)_IN_PROGRESS$/.test(event)));
}

describe('updating a stack', () => {
  it('changes, adds and removes resources, and cleans up at the end', () => {
    const made = created(things({ A: { Name: 'a', Size: 1 }, Old: { Name: 'old' } }));
    made.call('UpdateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Name: 'a', Size: 2 }, New: { Name: 'new' } }),
    });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(lastOperation(made)).toEqual([
      'shop UPDATE_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'New CREATE_IN_PROGRESS',
      'New CREATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      'New CREATE_COMPLETE',
      'shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Old DELETE_IN_PROGRESS',
      'Old DELETE_COMPLETE',
      'shop UPDATE_COMPLETE',
    ]);
    expect(made.shelf().things).toMatchObject({ a: { properties: { Size: 2 } }, new: {} });
    expect(made.shelf().things).not.toHaveProperty('old');
  });

  it('replaces a resource whose type changes, and those that refer to it follow', () => {
    const made = created(things({ A: { Name: 'a' }, B: { Name: 'b', Of: { Ref: 'A' } } }));
    made.call('UpdateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Type: 'Test::Shelf::SlowThing', Name: 'a2' }, B: { Name: 'b', Of: { Ref: 'A' } } }),
    });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(reasonOf(made, 'A', 'UPDATE_IN_PROGRESS')).toBe('Resource creation Initiated');
    expect(made.shelf()).toMatchObject({
      things: { a2: {}, b: { properties: { Of: 'a2' } } },
      log: ['put a', 'put b', 'put a2', 'change b', 'drop a'],
    });
  });

  it('refuses an update that changes nothing', () => {
    const made = created(things({ A: { Name: 'a' } }));
    expect(() => made.call('UpdateStack', { StackName: 'shop', UsePreviousTemplate: true })).toThrow(
      'No updates are to be performed.',
    );
    expect(made.describe('shop').StackStatus).toBe('CREATE_COMPLETE');
  });

  const TOPIC = 'arn:aws:sns:us-east-1:111111111111:topic';
  const withOutput = (Value: unknown) =>
    things({ A: { Name: 'a' } }, { Parameters: { P: { Type: 'String', Default: '1' } }, Outputs: { O: { Value } } });

  it.each([
    ['tags', { Tags: [{ Key: 'team', Value: 'red' }] }],
    ['notifications', { NotificationARNs: [TOPIC] }],
    ['an output', { TemplateBody: withOutput('another') }],
    ['a parameter of an output', { Parameters: [{ ParameterKey: 'P', ParameterValue: '2' }] }],
  ])('takes an update of nothing but %s', (_, change) => {
    const made = created(withOutput({ Ref: 'P' }));
    const update = { StackName: 'shop', ...('TemplateBody' in change ? {} : { UsePreviousTemplate: true }), ...change };
    made.call('UpdateStack', update);
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(() => made.call('UpdateStack', update)).toThrow('No updates are to be performed.');
  });

  it('hands changed stack tags to the resources', () => {
    const made = created(things({ A: { Name: 'a' } }), {}, { Tags: [{ Key: 'team', Value: 'red' }] });
    expect(made.shelf().things['a']?.tags).toMatchObject({ team: 'red', 'aws:cloudformation:logical-id': 'A' });
    made.call('UpdateStack', { StackName: 'shop', UsePreviousTemplate: true, Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(made.settled('shop')).toMatchObject({
      StackStatus: 'UPDATE_COMPLETE',
      Tags: [{ Key: 'team', Value: 'blue' }],
    });
    expect(lastOperation(made)).toContain('A UPDATE_COMPLETE');
  });
});

describe('an update that fails', () => {
  const before = things({ A: { Name: 'a', Size: 1 }, Gone: { Name: 'gone' }, R: { Name: 'r' } });
  const after = things({
    A: { Name: 'a', Size: 2 },
    R: { Type: 'Test::Shelf::SlowThing', Name: 'r2', DependsOn: 'A' },
    Bad: { Name: 'bad', Refuse: 'create', DependsOn: 'R' },
  });

  it('is rolled back to what was there before', () => {
    const made = created(before);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasonOf(made, 'shop', 'UPDATE_ROLLBACK_IN_PROGRESS')).toBe(
      'The following resource(s) failed to create: [Bad]. ',
    );
    const events = made.events('shop');
    expect(events.slice(events.indexOf('shop UPDATE_ROLLBACK_IN_PROGRESS'))).toEqual([
      'shop UPDATE_ROLLBACK_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'R UPDATE_COMPLETE',
      'A UPDATE_COMPLETE',
      'shop UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'Bad DELETE_COMPLETE',
      'R DELETE_IN_PROGRESS',
      'R DELETE_COMPLETE',
      'shop UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(Object.keys(made.shelf().things).sort()).toEqual(['a', 'gone', 'r']);
    expect(made.shelf().things['a']?.properties).toMatchObject({ Size: 1 });
    expect(made.call<{ TemplateBody: string }>('GetTemplate', { StackName: 'shop' }).TemplateBody).toBe(before);
  });

  it('brings back what other resources depend on before these', () => {
    const sized = (Size: number, rest = {}) =>
      things({ B: { Name: 'b', Size, DependsOn: 'A' }, A: { Name: 'a', Size }, ...rest });
    const made = created(sized(1));
    const TemplateBody = sized(2, { Bad: { Name: 'bad', Refuse: 'create', DependsOn: 'B' } });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const events = made.events('shop').filter((event) => /^[AB] /.test(event));
    const update = ['A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE', 'B UPDATE_IN_PROGRESS', 'B UPDATE_COMPLETE'];
    expect(events.slice(-8)).toEqual([...update, ...update]);
  });

  it('stays as it is where its rollback is disabled, and goes on with the next update', () => {
    const made = created(before);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after, DisableRollback: true });
    expect(made.settled('shop')).toMatchObject({
      StackStatus: 'UPDATE_FAILED',
      StackStatusReason: 'The following resource(s) failed to create: [Bad]. ',
    });
    expect(Object.keys(made.shelf().things).sort()).toEqual(['a', 'gone', 'r', 'r2']);
    const TemplateBody = after.replace('"Refuse":"create"', '"Size":9');
    expect(() => made.call('UpdateStack', { StackName: 'shop', TemplateBody })).toThrow(NON_TERMINAL);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody, DisableRollback: true });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(Object.keys(made.shelf().things).sort()).toEqual(['a', 'bad', 'r2']);
  });

  it('takes a change set, but carries it out only with its rollback disabled again', () => {
    const made = created(before);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after, DisableRollback: true });
    made.settled('shop');
    const named = { StackName: 'shop', ChangeSetName: 'mend' };
    made.call('CreateChangeSet', { ...named, TemplateBody: after.replace('"Refuse":"create"', '"Size":9') });
    made.cloud.advanceTo(made.cloud.world.now + 5000);
    expect(() => made.call('ExecuteChangeSet', named)).toThrow(NON_TERMINAL);
    made.call('ExecuteChangeSet', { ...named, DisableRollback: true });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
  });

  it('is taken back by RollbackStack where its rollback was disabled', () => {
    const made = created(before);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after, DisableRollback: true });
    made.settled('shop');
    expect(made.call('RollbackStack', { StackName: 'shop' })).toMatchObject({
      OperationId: expect.any(String) as string,
    });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(Object.keys(made.shelf().things).sort()).toEqual(['a', 'gone', 'r']);
  });

  it.each([
    ['A', 'UPDATE'],
    ['Later', 'CREATE'],
  ])('for a property of %s that comes to nothing is told by its name, as %s_FAILED', (id, verb) => {
    const made = created(before);
    const nothing = { 'Fn::GetAtt': ['New', 'Nothing'] };
    const TemplateBody = things({ A: { Name: 'a' }, New: { Name: 'new' }, [id]: { Name: 'a', Size: nothing } });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasonOf(made, id, `${verb}_FAILED`)).toContain('resource New does not support attribute type Nothing');
    expect(reasonOf(made, 'shop', 'UPDATE_ROLLBACK_IN_PROGRESS')).toBe(
      `The following resource(s) failed to ${verb.toLowerCase()}: [${id}]. `,
    );
    expect(Object.keys(made.shelf().things).sort()).toEqual(['a', 'gone', 'r']);
    expect(made.shelf().things['a']?.properties).toMatchObject({ Size: 1 });
  });

  it('can fail to be rolled back, and be continued', () => {
    const failing = { kind: 'resource', resource: 'A', phase: 'update', reason: 'the shelf is stuck' } as const;
    const made = created(before, { faults: [{ ...failing, share: 0.5, times: 1 }] });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after });
    expect(made.settled('shop')).toMatchObject({
      StackStatus: 'UPDATE_ROLLBACK_FAILED',
      StackStatusReason: 'The following resource(s) failed to update: [A]. ',
    });
    expect(() => made.call('UpdateStack', { StackName: 'shop', TemplateBody: after })).toThrow(
      /^Stack:arn:aws:cloudformation:.* is in UPDATE_ROLLBACK_FAILED state and can not be updated\.$/,
    );
    expect(() => made.call('ContinueUpdateRollback', { StackName: 'shop', ResourcesToSkip: ['R'] })).toThrow('[R]');
    made.call('ContinueUpdateRollback', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(made.shelf().things['a']?.properties).toMatchObject({ Size: 1 });
  });

  it('is rolled back when it is cancelled', () => {
    const made = created(before);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a', Size: 2 } }) });
    made.cloud.advanceTo(made.cloud.world.now + 3000);
    made.call('CancelUpdateStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasonOf(made, 'A', 'UPDATE_FAILED')).toBe('Resource update cancelled');
    expect(made.shelf().things['a']?.properties).toMatchObject({ Size: 1 });
    expect(() => made.call('CancelUpdateStack', { StackName: 'shop' })).toThrow(
      'CancelUpdateStack cannot be called from current stack status',
    );
  });
});

describe('the clean-up of an update', () => {
  const before = things({ A: { Name: 'a' }, Old: { Name: 'old', Refuse: 'delete' } });
  const after = things({ A: { Name: 'a', Size: 2 } });

  it('tries three times to delete a resource, then lets go of it and says so', () => {
    const made = created(before);
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after });
    expect(made.settled('shop')).toMatchObject({
      StackStatus: 'UPDATE_COMPLETE',
      StackStatusReason: 'Update successful. One or more resources could not be deleted.',
    });
    const ofOld = lastOperation(made).filter((event) => event.startsWith('Old '));
    expect(ofOld).toEqual(Array.from({ length: 3 }, () => ['Old DELETE_IN_PROGRESS', 'Old DELETE_FAILED']).flat());
    expect(Object.keys(made.shelf().things)).toEqual(['a', 'old']);
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(Object.keys(made.shelf().things)).toEqual(['old']);
  });

  it('deletes at the second try what was held only for a while', () => {
    const fault = { kind: 'resource', resource: 'Old', phase: 'delete', reason: 'held', times: 1 } as const;
    const made = created(before.replace(',"Refuse":"delete"', ''), { faults: [fault] });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: after });
    expect(made.settled('shop')).not.toHaveProperty('StackStatusReason');
    expect(lastOperation(made).filter((event) => event.startsWith('Old DELETE'))).toHaveLength(4);
    expect(Object.keys(made.shelf().things)).toEqual(['a']);
  });
});
