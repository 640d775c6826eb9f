import { own } from '../../own.ts';

/**
 * Reads Universal Binary JSON, in which XGBoost saves models unless the file's name ends in `.json`.
 * Source: ubjson.org, "Type Reference" and "Container Types".
 */
export function readUbjson(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  return reader.value(reader.marker());
}

/** Bytes and reading of each type of number. All are big-endian. */
const NUMBERS: Readonly<Record<string, readonly [number, (view: DataView, offset: number) => number]>> = {
  i: [1, (view, offset) => view.getInt8(offset)],
  U: [1, (view, offset) => view.getUint8(offset)],
  I: [2, (view, offset) => view.getInt16(offset)],
  l: [4, (view, offset) => view.getInt32(offset)],
  L: [8, (view, offset) => Number(view.getBigInt64(offset))],
  d: [4, (view, offset) => view.getFloat32(offset)],
  D: [8, (view, offset) => view.getFloat64(offset)],
};

const CONSTANTS: Readonly<Record<string, boolean | null>> = { T: true, F: false, Z: null };

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  marker(): string {
    this.#at += 1;
    return String.fromCharCode(this.#view.getUint8(this.#at - 1));
  }

  value(type: string): unknown {
    if (own(NUMBERS, type)) return this.#number(type);
    if (Object.hasOwn(CONSTANTS, type)) return own(CONSTANTS, type);
    if (type === 'S') return this.#text();
    if (type === 'C') return this.marker();
    if (type === '[') return this.#list();
    if (type === '{') return this.#object();
    throw new Error(`invalid UBJSON: unknown type ${JSON.stringify(type)} at byte ${this.#at - 1}`);
  }

  #number(type: string): number {
    const [size, read] = own(NUMBERS, type) ?? invalid(this.#at);
    this.#at += size;
    return read(this.#view, this.#at - size);
  }

  #text(): string {
    const length = this.#number(this.marker());
    this.#at += length;
    if (length < 0 || this.#at > this.#bytes.length) invalid(this.#at);
    return Buffer.from(this.#bytes.subarray(this.#at - length, this.#at)).toString();
  }

  #list(): unknown[] {
    const type = this.#optional('$') ? this.marker() : undefined;
    const items: unknown[] = [];
    if (this.#optional('#')) {
      for (let count = this.#count(); count > 0; count--) items.push(this.value(type ?? this.marker()));
    } else {
      while (!this.#optional(']')) items.push(this.value(this.marker()));
    }
    return items;
  }

  /** Items of no size, such as nulls, could be more than there is room for. */
  #count(): number {
    const count = this.#number(this.marker());
    if (count > this.#bytes.length - this.#at) invalid(this.#at);
    return count;
  }

  #object(): Record<string, unknown> {
    const members: [string, unknown][] = [];
    while (!this.#optional('}')) members.push([this.#text(), this.value(this.marker())]);
    return Object.fromEntries(members);
  }

  #optional(marker: string): boolean {
    const isThere = this.#view.getUint8(this.#at) === marker.charCodeAt(0);
    if (isThere) this.#at += 1;
    return isThere;
  }
}

function invalid(offset: number): never {
  throw new Error(`invalid UBJSON at byte ${offset}`);
}
