import type { Change } from './change.ts';

type Container = Readonly<Record<string, unknown>>;
type Path = readonly string[];

interface Written {
  readonly path: Path;
  readonly container: Container;
  readonly name: string;
  /** Whether the name was taken out of its dictionary meanwhile, and so comes last if it is there again. */
  readonly removed: boolean;
}

/** What was written to since the last time, by container and name. */
export class Writes {
  readonly #names = new Map<Container, Map<string, boolean>>();

  written(container: Container, name: string): void {
    const names = this.#namesIn(container);
    const removed = names.get(name) ?? false;
    if (removed && !Object.hasOwn(container, name)) names.delete(name);
    names.set(name, removed);
  }

  removed(container: Container, name: string): void {
    this.#namesIn(container).set(name, true);
  }

  clear(): void {
    this.#names.clear();
  }

  *[Symbol.iterator](): Generator<readonly [container: Container, name: string]> {
    for (const [container, names] of this.#names) for (const name of names.keys()) yield [container, name];
  }

  /** What the places that were written to hold; `pathsOf` tells where a container is. */
  changes(pathsOf: (container: Container) => Path[]): Change[] {
    const all = [...this.#names].flatMap(([container, names]) =>
      pathsOf(container).flatMap((path) =>
        [...names].map(([name, removed]) => ({ path: [...path, name], container, name, removed })),
      ),
    );
    const keys = new Set(all.map(({ path }) => JSON.stringify(path)));
    const isWithinAnother = (path: Path) => path.some((_, length) => keys.has(JSON.stringify(path.slice(0, length))));
    return all.filter(({ path }) => !isWithinAnother(path)).flatMap(changesAt);
  }

  #namesIn(container: Container): Map<string, boolean> {
    const known = this.#names.get(container);
    if (known) return known;
    const names = new Map<string, boolean>();
    this.#names.set(container, names);
    return names;
  }
}

function changesAt({ path, container, name, removed }: Written): Change[] {
  // Of a list only its end is ever taken away, which its length tells.
  if (Array.isArray(container)) return Object.hasOwn(container, name) ? [[path, container[name] ?? null]] : [];
  const value = Object.hasOwn(container, name) ? container[name] : undefined;
  if (value === undefined) return [[path]];
  return removed ? [[path], [path, value]] : [[path, value]];
}
