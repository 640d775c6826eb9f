export interface Place {
  readonly parent: object;
  readonly name: string;
}

/** What is known of a container, in one record of fixed size: there are very many of them. */
class Known implements Place {
  /** The place known longest. */
  parent: object;
  name: string;
  /** Further places, as soon as there are any. */
  others: readonly Place[] | undefined = undefined;
  /** What stands for it outside of the tree. */
  standIn: object | undefined = undefined;

  constructor(parent: object, name: string) {
    this.parent = parent;
    this.name = name;
  }
}

/**
 * The containers of a tree and their places: mostly one each, and several if two places hold the same container. Moved
 * containers leave places behind, which no longer count.
 */
export class Containers {
  readonly #root: object;
  readonly #known = new WeakMap<object, Known>();

  constructor(root: object) {
    this.#root = root;
  }

  /** What stands for the container that is read at a place; undefined unless that is the place known longest. */
  standInAt(container: object, parent: object, name: string): object | undefined {
    const known = this.#known.get(container);
    return known?.parent === parent && known.name === name ? known.standIn : undefined;
  }

  /** What stands for the container, made on first use. */
  standInFor(container: object, make: () => object): object {
    const known = this.#known.get(container) ?? this.#add(container, container, '');
    return (known.standIn ??= make());
  }

  add(container: object, parent: object, name: string): void {
    const known = this.#known.get(container);
    if (!known) return void this.#add(container, parent, name);
    const places = placesOf(known);
    if (places.some((place) => place.parent === parent && place.name === name)) return;
    const latest = { parent, name };
    const [first, ...others] = [...places.filter((place) => isAt(container, place)), latest];
    Object.assign(known, { parent: first.parent, name: first.name, others });
  }

  /** None if it is no longer in the tree. */
  pathsOf(container: object): string[][] {
    if (container === this.#root) return [[]];
    const known = this.#known.get(container);
    const places = known ? placesOf(known).filter((place) => isAt(container, place)) : [];
    return places.flatMap(({ parent, name }) => this.pathsOf(parent).map((path) => [...path, name]));
  }

  #add(container: object, parent: object, name: string): Known {
    const known = new Known(parent, name);
    this.#known.set(container, known);
    return known;
  }
}

function placesOf({ parent, name, others = [] }: Known): readonly Place[] {
  return [{ parent, name }, ...others];
}

function isAt(container: object, { parent, name }: Place): boolean {
  return Object.hasOwn(parent, name) && Reflect.get(parent, name) === container;
}
