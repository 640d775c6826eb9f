import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependenciesOf, dependentsOf, inOrder, namedResources, waitsOf } from '../../src/lab/order.ts';
import { STACK_IDS, STACKS, type StackId } from '../../src/lab/stacks.ts';
import { load } from '../templates/template.ts';

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
    expect(dependentsOf('selfService')).toEqual([]);
  });

  it('on resources that are only named keep nothing back, neither to come up nor to go', () => {
    expect(waitsOf('selfService')).toEqual({ whole: ['prerequisites', 'catalog'], named: ['network'] });
    expect(dependentsOf('network')).toEqual([]);
  });

  const named = STACK_IDS.flatMap((id) =>
    Object.entries(namedResources(id)).map(([resource, output]) => ({ stack: id, resource, output })),
  );
  it.each(named)('$resource of $stack is what its output $output gives', ({ stack, resource, output }) => {
    expect(load(STACKS[stack].template).Outputs[output]?.Value).toEqual({ Ref: resource });
  });
});

describe('running in order', () => {
  it('never begins a stack before those it waits for are done, whichever are chosen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...STACK_IDS]), async (ids) => {
        const done: StackId[] = [];
        await inOrder(ids, waitsOf, async (id) => {
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
    const all = inOrder(STACK_IDS, waitsOf, async (id) => {
      begun.push(id);
      await gate;
    });
    await Promise.resolve();
    await new Promise(setImmediate);
    expect(begun.sort()).toEqual(['network', 'prerequisites', 'staging']);
    release();
    await all;
  });

  it('begins what only names resources of a stack once they are announced, while the rest still comes up', async () => {
    const done: StackId[] = [];
    let finish: () => void = () => undefined;
    const rest = new Promise<void>((resolve) => (finish = resolve));
    const all = inOrder(STACK_IDS, waitsOf, async (id, announce) => {
      if (id === 'network') {
        announce();
        await rest;
      }
      if (id === 'selfService') finish();
      done.push(id);
    });
    await all;
    expect(done.indexOf('selfService')).toBeLessThan(done.indexOf('network'));
  });

  it('throws what became of a stack after its announcement, when others have gone on to their end', async () => {
    const done: StackId[] = [];
    const failure = new Error('no');
    const run = inOrder(STACK_IDS, waitsOf, (id, announce) => {
      announce();
      if (id === 'network') return Promise.reject(failure);
      done.push(id);
      return Promise.resolve();
    });
    await expect(run).rejects.toBe(failure);
    expect(done).toContain('selfService');
  });

  it('after a failure starts nothing that waits for it, lets the others end, and throws the failure', async () => {
    const done: StackId[] = [];
    const failure = new Error('no');
    const run = inOrder(STACK_IDS, waitsOf, async (id) => {
      if (id === 'prerequisites') throw failure;
      await new Promise(setImmediate);
      done.push(id);
    });
    await expect(run).rejects.toBe(failure);
    expect(done).toEqual(['staging', 'network']);
  });
});
