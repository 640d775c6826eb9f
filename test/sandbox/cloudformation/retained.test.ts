import { describe, expect, it } from 'vitest';
import { stage, things, type Stage } from './stage.ts';

const BAD = { Name: 'bad', Refuse: 'create', DependsOn: ['Kept', 'KeptOnceMade', 'Plain'] };
/** One thing for each way in which a template says what becomes of a resource that leaves its stack. */
const ALL = {
  Kept: { Name: 'kept', DeletionPolicy: 'Retain' },
  KeptOnceMade: { Name: 'kept-once-made', DeletionPolicy: 'RetainExceptOnCreate' },
  Plain: { Name: 'plain' },
};

function created(TemplateBody: string, input: object = {}): Stage {
  const made = stage();
  made.call('CreateStack', { StackName: 'shop', TemplateBody, ...input });
  made.settled('shop');
  return made;
}

function updated(made: Stage, TemplateBody: string, input: object = {}): Stage {
  made.call('UpdateStack', { StackName: 'shop', TemplateBody, ...input });
  made.settled('shop');
  return made;
}

function onShelf(made: Stage): string[] {
  return Object.keys(made.shelf().things).sort();
}

/** Source: template reference, "DeletionPolicy attribute", and API reference, `RetainExceptOnCreate`. */
describe('what a template says is to be retained', () => {
  it('outlives the rollback of its creation, unless that is excepted', () => {
    const made = created(things({ ...ALL, Bad: BAD }));
    expect(made.describe('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(made.events('shop')).toContain('Kept DELETE_SKIPPED');
    expect(onShelf(made)).toEqual(['kept']);
  });

  it('goes with the rollback of its creation where the request says so', () => {
    const made = created(things({ ...ALL, Bad: BAD }), { RetainExceptOnCreate: true });
    expect(made.describe('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(onShelf(made)).toEqual([]);
  });

  it('outlives the rollback of the update that made it, unless that is excepted', () => {
    const made = updated(created(things({ First: { Name: 'first' } })), things({ ...ALL, Bad: BAD }));
    expect(made.describe('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(onShelf(made)).toEqual(['first', 'kept']);
  });

  it('goes with the rollback of the update that made it where the request says so', () => {
    const made = created(things({ First: { Name: 'first' } }));
    updated(made, things({ ...ALL, Bad: BAD }), { RetainExceptOnCreate: true });
    expect(made.describe('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(onShelf(made)).toEqual(['first']);
  });

  it('is the stack’s as before once an update was rolled back that would have let go of it', () => {
    const made = updated(created(things(ALL)), things({ Bad: { Name: 'bad', Refuse: 'create' } }));
    expect(made.describe('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(onShelf(made)).toEqual(['kept', 'kept-once-made', 'plain']);
    expect(made.events('shop').filter((event) => /DELETE/.test(event))).toEqual(['Bad DELETE_COMPLETE']);
  });

  it.each([
    ['that changed nothing else of it', {}],
    ['that changed it', { Size: 2 }],
  ])('is not what an update said %s and was rolled back', (_, change) => {
    const bad = { Refuse: 'create', DependsOn: 'A' };
    const wanted = things({ A: { Name: 'a', DeletionPolicy: 'Retain', ...change }, Bad: bad });
    const made = updated(created(things({ A: { Name: 'a' } })), wanted);
    expect(made.describe('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    made.call('DeleteStack', { StackName: 'shop' });
    made.settled('shop');
    expect(onShelf(made)).toEqual([]);
  });

  it('outlives its stack, and an update that takes it out of the template', () => {
    const removed = updated(created(things({ ...ALL, Other: {} })), things({ Other: {} }));
    expect(onShelf(removed)).toEqual(expect.arrayContaining(['kept', 'kept-once-made']));
    expect(onShelf(removed)).not.toContain('plain');
    const deleted = created(things(ALL));
    deleted.call('DeleteStack', { StackName: 'shop' });
    deleted.settled('shop');
    expect(onShelf(deleted)).toEqual(['kept', 'kept-once-made']);
  });

  it('outlives its replacement only by a policy of its own for that', () => {
    const before = things({
      Kept: { Name: 'kept', UpdateReplacePolicy: 'Retain' },
      Plain: { Name: 'plain', DeletionPolicy: 'Retain' },
    });
    const made = updated(
      created(before),
      before
        .replace('"Name":"kept"', '"Name":"kept-2"')
        .replaceAll('::Thing', '::SlowThing')
        .replace('plain', 'plain-2'),
    );
    expect(made.describe('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(onShelf(made)).toEqual(['kept', 'kept-2', 'plain-2']);
  });
});
