export interface Place {
  readonly parent: object;
  readonly name: string;
}

/** What is known of a container, in one record: there are very many of them. */
interface Known {
  /** The place known longest. */
  place: Place;
  /** Further places, as soon as there are any. */
  others?: readonly Place[];
  /** What stands for it outside of the tree. */
  standIn?: object;
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
    return known?.place.parent === parent && known.place.name === name ? known.standIn : undefined;
  }

  /** What stands for the container, made on first use. */
  standInFor(container: object, make: () => object): object {
    const known = this.#known.get(container) ?? this.#add(container, { parent: container, name: '' });
    return (known.standIn ??= make());
  }

  add(container: object, parent: object, name: string): void {
    const known = this.#known.get(container);
    if (!known) return void this.#add(container, { parent, name });
    const places = placesOf(known);
    if (places.some((place) => place.parent === parent && place.name === name)) return;
    const latest = { parent, name };
    const [first, ...others] = [...places.filter((place) => isAt(container, place)), latest];
    known.place = first;
    known.others = others;
  }

  /** None if it is no longer in the tree. */
  pathsOf(container: object): string[][] {
    if (container === this.#root) return [[]];
    const known = this.#known.get(container);
    const places = known ? placesOf(known).filter((place) => isAt(container, place)) : [];
    return places.flatMap(({ parent, name }) => this.pathsOf(parent).map((path) => [...path, name]));
  }

  #add(container: object, place: Place): Known {
    const known = { place };
    this.#known.set(container, known);
    return known;
  }
}

function placesOf({ place, others = [] }: Known): readonly Place[] {
  return [place, ...others];
}

function isAt(container: object, { parent, name }: Place): boolean {
  return Object.hasOwn(parent, name) && Reflect.get(parent, name) === container;
}
