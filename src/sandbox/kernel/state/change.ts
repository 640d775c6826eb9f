import { own, put } from '../../../own.ts';

/** The new value of a place in a tree of plain JSON; without a value, it is deleted. */
export type Change = readonly [path: readonly string[], value?: unknown];

/** Applies changes in the given order, so that dictionaries get their order, too. */
export function applyChanges(root: object, changes: Iterable<Change>): void {
  for (const [path, ...value] of changes) {
    const container = containerAt(root, path.slice(0, -1));
    const name = path.at(-1) ?? '';
    if (value.length === 0) delete container[name];
    else if (Array.isArray(container) && name === 'length') container.length = Number(value[0]);
    else put(container, name, value[0]);
  }
}

/** A tree is made of what stands so deep in it, piece by piece. */
const PIECES = 4;

/** The changes that make the tree out of nothing. */
export function* changesToMake(container: object, path: readonly string[] = []): Generator<Change> {
  for (const [name, value] of Object.entries(container) as [string, unknown][]) {
    const here = [...path, name];
    if (value === undefined) continue;
    if (here.length >= PIECES || !isDictionary(value)) yield [here, value];
    else {
      yield [here, {}];
      yield* changesToMake(value, here);
    }
  }
}

function isDictionary(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function containerAt(root: object, path: readonly string[]): Record<string, unknown> {
  let container: unknown = root;
  for (const name of path) container = own(container as Record<string, unknown>, name);
  if (typeof container !== 'object' || container === null) throw new Error(`nothing is at ${path.join('/')}`);
  return container as Record<string, unknown>;
}
