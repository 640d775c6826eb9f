import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { put } from '../../../../src/own.ts';
import { applyChanges, type Change } from '../../../../src/sandbox/kernel/state/change.ts';
import { Watched } from '../../../../src/sandbox/kernel/state/watched.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Dictionary = Record<string, Json>;

/** A watched tree, and one that follows by its changes alone. */
function followed(state: Dictionary) {
  const watched = new Watched(state);
  const copy = JSON.parse(JSON.stringify(state)) as Dictionary;
  return {
    tree: watched.value,
    /** Both trees as text, which has the order of names in it, too. */
    follow() {
      const changes = JSON.parse(JSON.stringify(watched.changes())) as Change[];
      watched.forgetChanges();
      applyChanges(copy, changes);
      return { changes, copy: JSON.stringify(copy), original: JSON.stringify(watched.plain) };
    },
  };
}

function expectSame({ copy, original }: { readonly copy: string; readonly original: string }): void {
  expect(copy).toBe(original);
}

describe('a tree that is watched', () => {
  it('tells nothing where nothing was written, or only what stood there', () => {
    const { tree, follow } = followed({ a: { b: 1, list: [1, 2] } });
    const a = tree['a'] as Dictionary;
    a['b'] = 1;
    a['list'] = (tree['a'] as Dictionary)['list'] as Json;
    (a['list'] as Json[]).toReversed();
    expect(follow().changes).toEqual([]);
  });

  it('tells each place that was written to once, with what is there by then', () => {
    const { tree, follow } = followed({ a: { b: 1, c: 2 }, list: ['x'] });
    const a = tree['a'] as Dictionary;
    a['b'] = 5;
    a['b'] = 6;
    delete a['c'];
    (tree['list'] as Json[]).push('y');
    expect(follow()).toMatchObject({ changes: [[['a', 'b'], 6], [['a', 'c']], [['list', '1'], 'y']] });
  });

  it('gives what is found at one place as one and the same', () => {
    const { tree } = followed({ a: { b: {} }, list: [{}] });
    expect(tree['a']).toBe(tree['a']);
    const list = tree['list'] as Json[];
    expect(list.indexOf(list[0] as Json)).toBe(0);
  });

  it('keeps to itself what was in it only in between', () => {
    const { tree, follow } = followed({ a: {} });
    put(tree, 'b', { c: 1 });
    delete tree['b'];
    const { changes, ...both } = follow();
    expectSame(both);
    expect(changes).toEqual([[['b']]]);
  });

  it.each<[string, (tree: Dictionary) => unknown]>([
    ['put in and written to by itself', (tree) => void put(tree, 'new', { list: [] as Json[] }).list.push(1)],
    ['taken out and put in again, which makes it the last', (tree) => [delete tree['a'], put(tree, 'a', 1)]],
    ['put in again behind what is new', (tree) => [delete tree['a'], put(tree, 'd', 1), put(tree, 'a', 1)]],
    ['called as what every object has', (tree) => void put(tree, '__proto__', { constructor: 1 })],
    ['shortened', (tree) => void (tree['list'] as Json[]).splice(1, 1)],
    ['emptied', (tree) => void ((tree['list'] as Json[]).length = 0)],
    ['sorted in place', (tree) => void (tree['list'] as Json[]).sort().reverse()],
    ['set to nothing', (tree) => void Object.assign(tree, { a: undefined })],
    ['a date', (tree) => void Object.assign(tree, { a: new Date(0) })],
  ])('tells of what was %s', (_, write) => {
    const { tree, follow } = followed({ a: { b: 1 }, c: 2, list: ['x', 'y', 'z'] });
    write(tree);
    expectSame(follow());
    expect(follow().changes).toEqual([]);
  });

  it('tells of what stands at two places at both, for as long as it does', () => {
    const { tree, follow } = followed({ a: { shared: { n: 1 } }, b: {}, c: {} });
    const shared = (tree['a'] as Dictionary)['shared'] as Dictionary;
    Object.assign(tree['b'] as Dictionary, { inside: [{ deep: shared }] });
    expectSame(follow());
    shared['n'] = 2;
    const both = follow();
    expectSame(both);
    expect(both.changes.map(([path]) => path[0])).toEqual(['a', 'b']);
    delete (tree['a'] as Dictionary)['shared'];
    expectSame(follow());
    shared['n'] = 3;
    expect(follow().changes).toEqual([[['b', 'inside', '0', 'deep', 'n'], 3]]);
  });

  it('tells what was written to members of a list that was replaced meanwhile', () => {
    const { tree, follow } = followed({ list: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    const last = (tree['list'] as Dictionary[])[2] as Dictionary;
    tree['list'] = (tree['list'] as Dictionary[]).filter(({ n }) => n !== 1);
    last['n'] = 4;
    expectSame(follow());
    last['n'] = 5;
    expect(follow().changes).toEqual([[['list', '1', 'n'], 5]]);
  });

  it('is followed through whatever is done to it', () => {
    const NAMES = ['a', 'b', 'c', '0', '__proto__'];
    const json = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.integer({ min: 0, max: 9 }),
        fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3, noNullPrototype: true }),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    })).value;
    const act = fc.record({
      kind: fc.constantFrom('put', 'delete', 'push', 'splice', 'filter', 'share', 'move', 'follow'),
      at: fc.array(fc.nat(5), { maxLength: 4 }),
      from: fc.array(fc.nat(5), { maxLength: 4 }),
      name: fc.constantFrom(...NAMES),
      value: json,
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...NAMES), json, { noNullPrototype: true }),
        fc.array(act, { maxLength: 30 }),
        (state, acts) => {
          const { tree, follow } = followed(JSON.parse(JSON.stringify(state)) as Dictionary);
          for (const one of acts) {
            if (one.kind === 'follow') expectSame(follow());
            else carryOut(tree, one);
          }
          expectSame(follow());
        },
      ),
      { numRuns: 500 },
    );
  });
});

interface Act {
  readonly kind: string;
  readonly at: readonly number[];
  readonly from: readonly number[];
  readonly name: string;
  readonly value: Json;
}

function carryOut(tree: Dictionary, { kind, at, from, name, value }: Act): void {
  const container = containerAt(tree, at);
  const other = containerAt(tree, from);
  if (Array.isArray(container)) {
    if (kind === 'push') container.push(value);
    else if (kind === 'share' && !isWithin(container, other)) container.push(other);
    else container.splice(at.length, 1, value);
    return;
  }
  const list = Object.values(container).find(Array.isArray);
  if (kind === 'put') put(container, name, value);
  else if (kind === 'delete') delete container[name];
  else if (kind === 'filter' && list)
    put(
      container,
      name,
      list.filter((_, index) => index % 2 === 0),
    );
  else if (kind === 'share' && !isWithin(container, other)) put(container, name, other);
  else if (kind === 'move' && !isWithin(container, other)) {
    for (const [key, held] of Object.entries(tree)) if (held === other) delete tree[key];
    put(container, name, { moved: other });
  }
}

/** The container that is reached by taking the n-th container of each. */
function containerAt(tree: Dictionary, path: readonly number[]): Dictionary | Json[] {
  let container: Dictionary | Json[] = tree;
  for (const step of path) {
    const inside: Json[] = Object.values(container).filter((value) => typeof value === 'object');
    const next = inside[step % (inside.length || 1)];
    if (typeof next !== 'object' || next === null) return container;
    container = next;
  }
  return container;
}

/** What holds itself is no tree, and no JSON. */
function isWithin(container: Json, other: Json): boolean {
  if (container === other) return true;
  return (
    typeof other === 'object' && other !== null && Object.values(other).some((value) => isWithin(container, value))
  );
}
