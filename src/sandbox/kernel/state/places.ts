interface Place {
  readonly parent: object;
  readonly name: string;
}

/**
 * Where the containers of a tree are found: mostly at one place each, and at several where two hold the same. Those that
 * were moved leave places behind, which no longer count.
 */
export class Places {
  readonly #root: object;
  readonly #places = new WeakMap<object, readonly Place[]>();

  constructor(root: object) {
    this.#root = root;
  }

  add(container: object, parent: object, name: string): void {
    const known = this.#places.get(container) ?? [];
    if (known.some((place) => place.parent === parent && place.name === name)) return;
    this.#places.set(container, [...known.filter((place) => isAt(container, place)), { parent, name }]);
  }

  /** Whether it is the place that is known the longest, which most have alone. */
  isFirst(container: object, parent: object, name: string): boolean {
    const place = this.#places.get(container)?.[0];
    return place?.parent === parent && place.name === name;
  }

  /** None where it is no longer in the tree. */
  pathsOf(container: object): string[][] {
    if (container === this.#root) return [[]];
    const places = (this.#places.get(container) ?? []).filter((place) => isAt(container, place));
    return places.flatMap(({ parent, name }) => this.pathsOf(parent).map((path) => [...path, name]));
  }
}

function isAt(container: object, { parent, name }: Place): boolean {
  return Object.hasOwn(parent, name) && Reflect.get(parent, name) === container;
}
