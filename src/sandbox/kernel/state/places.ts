interface Place {
  readonly parent: object;
  readonly name: string;
}

/**
 * The places of a tree's containers: mostly one each, and several if two places hold the same container. Moved
 * containers leave places behind, which no longer count.
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

  /** Whether it is the place known longest, which is usually the only one. */
  isFirst(container: object, parent: object, name: string): boolean {
    const place = this.#places.get(container)?.[0];
    return place?.parent === parent && place.name === name;
  }

  /** None if it is no longer in the tree. */
  pathsOf(container: object): string[][] {
    if (container === this.#root) return [[]];
    const places = (this.#places.get(container) ?? []).filter((place) => isAt(container, place));
    return places.flatMap(({ parent, name }) => this.pathsOf(parent).map((path) => [...path, name]));
  }
}

function isAt(container: object, { parent, name }: Place): boolean {
  return Object.hasOwn(parent, name) && Reflect.get(parent, name) === container;
}
