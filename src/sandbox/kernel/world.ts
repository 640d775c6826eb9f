import { createHash } from 'node:crypto';
import { own, put } from '../../own.ts';
import { applyChanges, changesToMake, type Change } from './state/change.ts';
import { Watched } from './state/watched.ts';

/** A service's part of the world: one value per account and region, created on first use. */
export interface Slice<T> {
  readonly name: string;
  readonly initial: () => T;
}

/** The version of the state's format; it increases with each change that an older version could not read. */
export const STATE_VERSION = 4;

/** Everything the sandbox knows, as plain JSON: nothing else survives the process. */
export interface WorldState {
  readonly version: typeof STATE_VERSION;
  /** Virtual time, in milliseconds since the epoch. */
  now: number;
  /** How many identifiers were issued; the next one derives from it, so that runs are repeatable. */
  identifiers: number;
  /** Slice → `account/region` → its value there. */
  slices: Record<string, Record<string, unknown>>;
}

/** The changes from one state of the world to the next. */
export interface WorldChanges extends Pick<WorldState, 'now' | 'identifiers'> {
  /** Within `slices`. */
  readonly changes: readonly Change[];
}

export function nothing(): WorldState {
  return { version: STATE_VERSION, now: 0, identifiers: 0, slices: {} };
}

export function changeWorld(state: WorldState, { now, identifiers, changes }: WorldChanges): void {
  Object.assign(state, { now, identifiers });
  applyChanges(state.slices, changes);
}

/** The region of services without regions, such as IAM and the namespace of buckets. */
export const GLOBAL = 'global';
/** The account of what belongs to no single account, such as the namespace of buckets and the access keys. */
export const EVERYONE = 'everyone';

export const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const UPPER_ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const HEXADECIMAL = '0123456789abcdef';

export interface InPlace<T> {
  readonly account: string;
  readonly region: string;
  readonly value: T;
}

export class World {
  #now: number;
  #keptTime: number;
  #identifiers: number;
  readonly #slices: Watched<WorldState['slices']>;
  /** Slice → place → its value: a slice is never removed, and is read all the time. */
  readonly #found = new Map<string, Map<string, unknown>>();

  constructor({ now, identifiers, slices }: WorldState) {
    this.#now = now;
    this.#keptTime = now;
    this.#identifiers = identifiers;
    this.#slices = new Watched(slices);
  }

  static begin(now: number): World {
    return new World({ ...nothing(), now });
  }

  static restore(json: string): World {
    return new World(JSON.parse(json) as WorldState);
  }

  get now(): number {
    return this.#now;
  }

  /** Moves virtual time; never backwards. */
  moveTo(instant: number): void {
    if (instant > this.#now) this.#now = instant;
  }

  slice<T>({ name, initial }: Slice<T>, account: string, region: string): T {
    return this.#valueAt(name, `${account}/${region}`, initial) as T;
  }

  #valueAt(name: string, place: string, initial?: () => unknown): unknown {
    const found = this.#found.get(name) ?? new Map<string, unknown>();
    this.#found.set(name, found);
    if (found.has(place)) return found.get(place);
    const slices = this.#slices.value;
    const values = own(slices, name) ?? put(slices, name, {});
    const value = own(values, place) ?? put(values, place, initial?.());
    found.set(place, value);
    return value;
  }

  /** Every existing value of a slice, with its account and region. */
  *each<T>({ name }: Slice<T>): Generator<InPlace<T>> {
    for (const place of Object.keys(own(this.#slices.plain, name) ?? {})) {
      const [account = '', region = ''] = place.split('/');
      yield { account, region, value: this.#valueAt(name, place) as T };
    }
  }

  /** The same for reading alone, which is much faster: what is written to these values is lost. */
  *survey<T>({ name }: Slice<T>): Generator<InPlace<Readonly<T>>> {
    for (const [place, value] of Object.entries(own(this.#slices.plain, name) ?? {})) {
      const [account = '', region = ''] = place.split('/');
      yield { account, region, value: value as T };
    }
  }

  /** A new identifier: the same in every run, unlike any other in the run. */
  identifier(length: number, alphabet: string = LOWER_ALPHANUMERIC): string {
    this.#identifiers += 1;
    const bytes = createHash('sha512').update(`mlops-lab ${this.#identifiers}`).digest();
    return Array.from({ length }, (_, i) => alphabet[(bytes[i % 64] ?? 0) % alphabet.length]).join('');
  }

  uuid(): string {
    const hex = this.identifier(32, HEXADECIMAL);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** The changes since `forgetChanges`; undefined if only time has passed. */
  changes(): WorldChanges | undefined {
    const changes = this.#slices.changes();
    return changes.length > 0 ? this.#with(changes) : undefined;
  }

  /** The same, counting the passage of time as a change. */
  changesWithTime(): WorldChanges | undefined {
    return this.changes() ?? (this.#now > this.#keptTime ? this.#with([]) : undefined);
  }

  /** Marks the changes as saved, or not worth saving. */
  forgetChanges(): void {
    this.#keptTime = this.#now;
    this.#slices.forgetChanges();
  }

  #with(changes: WorldChanges['changes']): WorldChanges {
    return { now: this.#now, identifiers: this.#identifiers, changes };
  }

  /** What makes the whole state out of nothing. */
  whole(): WorldChanges {
    return this.#with([...changesToMake(this.#slices.plain)]);
  }

  /** The whole state as JSON. */
  snapshot(): string {
    const state = { now: this.#now, identifiers: this.#identifiers, slices: this.#slices.plain };
    return JSON.stringify({ version: STATE_VERSION, ...state } satisfies WorldState);
  }
}
