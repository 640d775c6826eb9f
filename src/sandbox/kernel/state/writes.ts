import type { Change } from './change.ts';

type Path = readonly string[];

interface Written {
  readonly path: Path;
  readonly container: object;
  readonly name: string;
  /** Whether the name was deleted from its dictionary meanwhile, and so comes last if it exists again. */
  readonly removed: boolean;
}

/** What was written since the last time, by container and name. */
export class Writes {
  readonly #names = new Map<object, Map<string, boolean>>();

  written(container: object, name: string): void {
    const names = this.#namesIn(container);
    const removed = names.get(name) ?? false;
    if (removed && !Object.hasOwn(container, name)) names.delete(name);
    names.set(name, removed);
  }

  removed(container: object, name: string): void {
    this.#namesIn(container).set(name, true);
  }

  clear(): void {
    this.#names.clear();
  }

  *[Symbol.iterator](): Generator<readonly [container: object, name: string]> {
    for (const [container, names] of this.#names) for (const name of names.keys()) yield [container, name];
  }

  /** The values of the written places; `pathsOf` returns a container's paths. */
  changes(pathsOf: (container: object) => Path[]): Change[] {
    const all = [...this.#names].flatMap(([container, names]) =>
      pathsOf(container).flatMap((path) =>
        [...names].map(([name, removed]) => ({ path: [...path, name], container, name, removed })),
      ),
    );
    const keys = new Set(all.map(({ path }) => keysAlong(path).at(-1)));
    const isWithinAnother = (path: Path) =>
      keysAlong(path).some((key, length) => length < path.length && keys.has(key));
    return all.filter(({ path }) => !isWithinAnother(path)).flatMap(changesAt);
  }

  #namesIn(container: object): Map<string, boolean> {
    const known = this.#names.get(container);
    if (known) return known;
    const names = new Map<string, boolean>();
    this.#names.set(container, names);
    return names;
  }
}

/** What tells the places from the root to the path's end from all others, whatever characters are in their names. */
function keysAlong(path: Path): string[] {
  const keys = [''];
  for (const name of path) keys.push(`${keys.at(-1) ?? ''}${String(name.length)}:${name}`);
  return keys;
}

function changesAt({ path, container, name, removed }: Written): Change[] {
  const value: unknown = Object.hasOwn(container, name) ? Reflect.get(container, name) : undefined;
  // Lists are only ever truncated, which their length shows.
  if (Array.isArray(container)) return Object.hasOwn(container, name) ? [[path, value ?? null]] : [];
  if (value === undefined) return [[path]];
  return removed ? [[path], [path, value]] : [[path, value]];
}
