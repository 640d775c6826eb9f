import type { Change } from './change.ts';
import { Places } from './places.ts';
import { Writes } from './writes.ts';

/** A dictionary or a list. All else counts as a value that is replaced as a whole. */
type Container = Record<string, unknown>;

/** Stand-in → the container that it stands for. */
const behind = new WeakMap<object, Container>();

/**
 * A tree of plain JSON that knows where it was written. Whoever reads `value` gets stand-ins for its containers, which
 * pass everything on and note what is written through them. So what changed is told at the cost of what changed.
 *
 * What comes into the tree is taken as it is, and may still be written to by itself until the changes are told: they
 * give what is there by then.
 */
export class Watched<T extends object> {
  readonly value: T;
  readonly plain: T;
  readonly #standIns = new WeakMap<Container, object>();
  readonly #writes = new Writes();
  readonly #places: Places;
  readonly #handler: ProxyHandler<Container> = {
    get: (target, name) => this.#read(target, name as string),
    // Assignments come here, too.
    defineProperty: (target, name, descriptor) => this.#write(target, name as string, descriptor),
    deleteProperty: (target, name) => this.#remove(target, name as string),
  };

  constructor(plain: T) {
    this.plain = plain;
    this.#places = new Places(plain);
    this.value = this.#standInFor(plain as unknown as Container) as T;
  }

  /** What was written since changes were forgotten the last time. */
  changes(): Change[] {
    const changes = this.#writes.changes((container) => this.#places.pathsOf(container));
    for (const [container, name] of this.#writes) this.#settle(container, name);
    return changes;
  }

  forgetChanges(): void {
    this.#writes.clear();
  }

  #read(target: Container, name: string): unknown {
    const value = target[name];
    if (typeof value !== 'object' || value === null) return value;
    const container = behind.get(value) ?? value;
    if (!isContainer(container)) return value;
    this.#places.add(container, target, name);
    return this.#standInFor(container);
  }

  #write(target: Container, name: string, descriptor: PropertyDescriptor): boolean {
    const value = plainOf(descriptor.value);
    if (!Object.hasOwn(target, name) || target[name] !== value) this.#writes.written(target, name);
    return Reflect.defineProperty(target, name, { ...descriptor, value });
  }

  #remove(target: Container, name: string): boolean {
    if (Object.hasOwn(target, name)) this.#writes.removed(target, name);
    return Reflect.deleteProperty(target, name);
  }

  /** What came into the tree holds no stand-ins, and its places are known. */
  #settle(parent: Container, name: string): void {
    const value = plainOf(Object.hasOwn(parent, name) ? parent[name] : undefined);
    if (typeof value !== 'object' || value === null || !isContainer(value)) return;
    if (parent[name] !== value) Reflect.defineProperty(parent, name, { value });
    this.#places.add(value, parent, name);
    for (const member of Object.keys(value)) this.#settle(value, member);
  }

  #standInFor(container: Container): object {
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

function isContainer(value: object): value is Container {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
