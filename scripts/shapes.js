/** An operation among the shapes of a client's schemas: `[9, namespace, name, traits, input, output]`. */
export const OPERATION = 9;

/**
 * Whether a value of a client's schemas is a shape: a kind, a namespace and a name, then traits and members.
 * Source: @smithy/types, `StaticSchema`.
 * @param {unknown} value
 * @returns {value is [number, string, string, ...unknown[]]}
 */
export function isShape(value) {
  return (
    Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string' && typeof value[2] === 'string'
  );
}

/** Shapes as data. One stands for another by its place in the list, `{ "$": 7 }`, since they refer to each other in circles. */
export class Shapes {
  /** @type {unknown[]} */
  list = [];
  /** @type {Map<unknown, number>} */
  #places = new Map();

  /** @param {unknown} value @returns {unknown} */
  encoded(value) {
    if (typeof value === 'function') return this.encoded(value());
    if (isShape(value)) return { $: this.#placeOf(value) };
    if (Array.isArray(value)) return value.map((each) => this.encoded(each));
    return value;
  }

  /** @param {unknown[]} shape */
  #placeOf(shape) {
    const known = this.#places.get(shape);
    if (known !== undefined) return known;
    const place = this.list.length;
    this.#places.set(shape, place);
    this.list.push(undefined);
    this.list[place] = shape.map((each) => this.encoded(each));
    return place;
  }
}
