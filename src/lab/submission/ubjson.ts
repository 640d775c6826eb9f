import { own } from '../../own.ts';

/** A file with more of either is no XGBoost model, but an attempt to fill the memory. */
export interface UbjsonLimits {
  /** Lists and objects, all together. */
  readonly containers: number;
  /** Nesting depth. */
  readonly depth: number;
}

/** Size and reader of each number type. All are big-endian. */
const NUMBERS: Readonly<Record<string, readonly [number, (view: DataView, at: number) => number]>> = {
  i: [1, (view, at) => view.getInt8(at)],
  U: [1, (view, at) => view.getUint8(at)],
  I: [2, (view, at) => view.getInt16(at)],
  l: [4, (view, at) => view.getInt32(at)],
  L: [8, (view, at) => Number(view.getBigInt64(at))],
  d: [4, (view, at) => view.getFloat32(at)],
  D: [8, (view, at) => view.getFloat64(at)],
};

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['T', true],
  ['F', false],
  ['Z', null],
]);

/**
 * Reads Universal Binary JSON, as far as XGBoost writes it; throws on anything else, and on too much. Source:
 * ubjson.org, "Type Reference" and "Container Types".
 */
export function parseUbjson(bytes: Uint8Array, limits: UbjsonLimits): unknown {
  const reader = new Reader(bytes, limits);
  const value = reader.value(reader.marker());
  if (!reader.isAtEnd) throw new Error('there is something behind the end');
  return value;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limits: UbjsonLimits;
  #at = 0;
  #containers = 0;
  #depth = 0;

  constructor(bytes: Uint8Array, limits: UbjsonLimits) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  marker(): string {
    return String.fromCharCode(this.#view.getUint8(this.#at++));
  }

  value(type: string): unknown {
    if (Object.hasOwn(NUMBERS, type)) return this.#number(type);
    if (CONSTANTS.has(type)) return CONSTANTS.get(type);
    if (type === 'S') return this.#text();
    if (type === '[') return this.#within(() => this.#list());
    if (type === '{') return this.#within(() => this.#object());
    throw new Error(`there is an unknown type at byte ${String(this.#at - 1)}`);
  }

  #number(type: string): number {
    const [size, read] = own(NUMBERS, type) ?? [];
    if (!size || !read) throw new Error(`there is no number at byte ${String(this.#at)}`);
    const value = read(this.#view, this.#at);
    this.#at += size;
    return value;
  }

  #text(): string {
    const length = this.#length();
    this.#at += length;
    return new TextDecoder().decode(this.#bytes.subarray(this.#at - length, this.#at));
  }

  /** At most the remaining bytes, so that a large count of empty elements costs nothing. */
  #length(): number {
    const length = this.#number(this.marker());
    if (length >= 0 && length <= this.#bytes.length - this.#at) return length;
    throw new Error(`there is an impossible length at byte ${String(this.#at)}`);
  }

  #within<T>(read: () => T): T {
    this.#containers += 1;
    this.#depth += 1;
    if (this.#containers > this.#limits.containers || this.#depth > this.#limits.depth)
      throw new Error('it is too much');
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #list(): unknown[] {
    const type = this.#optional('$') ? this.marker() : undefined;
    const items: unknown[] = [];
    if (this.#optional('#')) {
      for (let left = this.#length(); left > 0; left -= 1) items.push(this.value(type ?? this.marker()));
    } else {
      while (!this.#optional(']')) items.push(this.value(type ?? this.marker()));
    }
    return items;
  }

  #object(): Record<string, unknown> {
    const members = new Map<string, unknown>();
    while (!this.#optional('}')) {
      const name = this.#text();
      if (members.has(name)) throw new Error(`there are two members ${JSON.stringify(name.slice(0, 40))}`);
      members.set(name, this.value(this.marker()));
    }
    return Object.fromEntries(members);
  }

  #optional(marker: string): boolean {
    const isThere = this.#view.getUint8(this.#at) === marker.charCodeAt(0);
    if (isThere) this.#at += 1;
    return isThere;
  }
}
