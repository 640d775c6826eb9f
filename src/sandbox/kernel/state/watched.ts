import type { Change } from './change.ts';
import { Places } from './places.ts';
import { Writes } from './writes.ts';

/** Proxy → the container behind it. */
const behind = new WeakMap<object, object>();

/**
 * A tree of plain JSON that records writes. `value` returns proxies for its containers, the dictionaries and lists,
 * which forward everything and record what is written. So listing the changes costs only what was changed. A value put
 * into the tree is stored as it is and may still be written to directly until the changes are listed: they contain its
 * state at that time.
 */
export class Watched<T extends object> {
  readonly value: T;
  readonly plain: T;
  readonly #standIns = new WeakMap<object, object>();
  readonly #writes = new Writes();
  readonly #places: Places;
  readonly #handler: ProxyHandler<object> = {
    get: (target, name) => this.#read(target, name as string),
    // Assignments arrive here, too.
    defineProperty: (target, name, descriptor) => this.#write(target, name as string, descriptor),
    deleteProperty: (target, name) => this.#remove(target, name as string),
  };

  constructor(plain: T) {
    this.plain = plain;
    this.#places = new Places(plain);
    this.value = this.#standInFor(plain) as T;
  }

  /** What was written since the changes were last forgotten. */
  changes(): Change[] {
    const changes = this.#writes.changes((container) => this.#places.pathsOf(container));
    for (const [container, name] of this.#writes) this.#settle(container, name);
    return changes;
  }

  forgetChanges(): void {
    this.#writes.clear();
  }

  #read(target: object, name: string): unknown {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#standIns.get(value);
    if (known && this.#places.isFirst(value, target, name)) return known;
    const container = behind.get(value) ?? value;
    if (!isContainer(container)) return value;
    this.#places.add(container, target, name);
    return this.#standInFor(container);
  }

  #write(target: object, name: string, descriptor: PropertyDescriptor): boolean {
    const value = plainOf(descriptor.value);
    if (!Object.hasOwn(target, name) || Reflect.get(target, name) !== value) this.#writes.written(target, name);
    return Reflect.defineProperty(target, name, { ...descriptor, value });
  }

  #remove(target: object, name: string): boolean {
    if (Object.hasOwn(target, name)) this.#writes.removed(target, name);
    return Reflect.deleteProperty(target, name);
  }

  /** A value put into the tree contains no proxies, and its places are known. */
  #settle(parent: object, name: string): void {
    const value = Object.hasOwn(parent, name) ? plainOf(Reflect.get(parent, name)) : undefined;
    if (typeof value !== 'object' || value === null || !isContainer(value)) return;
    Reflect.defineProperty(parent, name, { value });
    this.#places.add(value, parent, name);
    for (const member of Object.keys(value)) this.#settle(value, member);
  }

  #standInFor(container: object): object {
    const known = this.#standIns.get(container);
    if (known) return known;
    const standIn = new Proxy(container, this.#handler);
    this.#standIns.set(container, standIn);
    behind.set(standIn, container);
    return standIn;
  }
}

function plainOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (behind.get(value) ?? value) : value;
}

function isContainer(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
