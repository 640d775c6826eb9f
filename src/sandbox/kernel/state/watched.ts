import type { Change } from './change.ts';
import { Containers } from './containers.ts';
import { Writes } from './writes.ts';

/** A proxy has the container behind it by this name. */
const BEHIND = Symbol('behind');

/**
 * A tree of plain JSON that records writes. `value` returns proxies for its containers, the dictionaries and lists,
 * which forward everything and record what is written. So listing the changes costs only what was changed. A value put
 * into the tree is stored as it is and may still be written to directly until the changes are listed: they contain its
 * state at that time.
 */
export class Watched<T extends object> {
  readonly value: T;
  readonly plain: T;
  readonly #writes = new Writes();
  readonly #containers: Containers;
  readonly #handler: ProxyHandler<object> = {
    get: (target, name) => (name === BEHIND ? target : this.#read(target, name as string)),
    // Assignments arrive here, too.
    defineProperty: (target, name, descriptor) => this.#write(target, name as string, descriptor),
    deleteProperty: (target, name) => this.#remove(target, name as string),
  };

  constructor(plain: T) {
    this.plain = plain;
    this.#containers = new Containers(plain);
    this.value = this.#standInFor(plain) as T;
  }

  /** What was written since the changes were last forgotten. */
  changes(): Change[] {
    const changes = this.#writes.changes((container) => this.#containers.pathsOf(container));
    for (const [container, name] of this.#writes) this.#settle(container, name);
    return changes;
  }

  forgetChanges(): void {
    this.#writes.clear();
  }

  #read(target: object, name: string): unknown {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#containers.standInAt(value, target, name);
    if (known) return known;
    const container = behind(value);
    if (!isContainer(container)) return value;
    this.#containers.add(container, target, name);
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
    this.#containers.add(value, parent, name);
    for (const member of Object.keys(value)) this.#settle(value, member);
  }

  #standInFor(container: object): object {
    return this.#containers.standInFor(container, () => new Proxy(container, this.#handler));
  }
}

/** The same container for reading alone, and much faster: what is written to it is lost. */
export function unwatched<T extends object>(value: T): Readonly<T> {
  return behind(value) as T;
}

function plainOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? behind(value) : value;
}

function behind(value: object & { readonly [BEHIND]?: object }): object {
  return value[BEHIND] ?? value;
}

function isContainer(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
