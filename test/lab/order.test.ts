import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependenciesOf, dependentsOf, inOrder } from '../../src/lab/order.ts';
import { STACK_IDS, type StackId } from '../../src/lab/stacks.ts';

describe('dependencies', () => {
  it('follow from what the stacks take', () => {
    expect(Object.fromEntries(STACK_IDS.map((id) => [id, dependenciesOf(id)]))).toEqual({
      prerequisites: [],
      staging: [],
      network: [],
      catalog: ['prerequisites'],
      selfService: ['prerequisites', 'network', 'catalog'],
      pipeline: ['prerequisites', 'staging'],
    });
  });

  it('turned round are the order of a teardown', () => {
    expect(dependentsOf('prerequisites')).toEqual(['catalog', 'selfService', 'pipeline']);
    expect(dependentsOf('staging')).toEqual(['pipeline']);
    expect(dependentsOf('network')).toEqual(['selfService']);
    expect(dependentsOf('selfService')).toEqual([]);
  });
});

describe('running in order', () => {
  it('never begins a stack before those it waits for are done, whichever are chosen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...STACK_IDS]), async (ids) => {
        const done: StackId[] = [];
        await inOrder(ids, dependenciesOf, async (id) => {
          const waitedFor = dependenciesOf(id).filter((other) => ids.includes(other));
          expect(done).toEqual(expect.arrayContaining([...waitedFor]));
          await Promise.resolve();
          done.push(id);
        });
        expect(done).toHaveLength(ids.length);
      }),
    );
  });

  it('runs side by side what does not depend on each other', async () => {
    const begun: StackId[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const all = inOrder(STACK_IDS, dependenciesOf, async (id) => {
      begun.push(id);
      await gate;
    });
    await Promise.resolve();
    await new Promise(setImmediate);
    expect(begun.sort()).toEqual(['network', 'prerequisites', 'staging']);
    release();
    await all;
  });

  it('after a failure starts nothing that waits for it, lets the others end, and throws the failure', async () => {
    const done: StackId[] = [];
    const failure = new Error('no');
    const run = inOrder(STACK_IDS, dependenciesOf, (id) => {
      if (id === 'prerequisites') return Promise.reject(failure);
      done.push(id);
      return Promise.resolve();
    });
    await expect(run).rejects.toBe(failure);
    expect(done).toEqual(['staging', 'network']);
  });
});
