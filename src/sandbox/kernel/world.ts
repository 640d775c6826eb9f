import { createHash } from 'node:crypto';
import { own, put } from '../../own.ts';

/** Where a service keeps its part of the world: one value for each account and region, made when first asked for. */
export interface Slice<T> {
  readonly name: string;
  readonly initial: () => T;
}

/** What the state looks like; another number for each change that an older version could not read. */
export const STATE_VERSION = 1;

/** Everything the sandbox knows, as plain JSON: what is not in here does not survive the process. */
export interface WorldState {
  readonly version: typeof STATE_VERSION;
  /** Virtual time, in milliseconds since the epoch. */
  now: number;
  /** How many identifiers were handed out; the next one derives from it, so that runs are repeatable. */
  identifiers: number;
  /** `account/region/slice` → the slice's value. */
  slices: Record<string, unknown>;
}

/** The region of what has none, such as IAM and the namespace of buckets. */
export const GLOBAL = 'global';
/** The account of what belongs to no single one, such as the namespace of buckets and the access keys. */
export const EVERYONE = 'everyone';

export const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const UPPER_ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const HEXADECIMAL = '0123456789abcdef';

export class World {
  #state: WorldState;
  #changed = true;

  constructor(state: WorldState) {
    this.#state = state;
  }

  static begin(now: number): World {
    return new World({ version: STATE_VERSION, now, identifiers: 0, slices: {} });
  }

  static restore(json: string): World {
    const world = new World(JSON.parse(json) as WorldState);
    world.#changed = false;
    return world;
  }

  get now(): number {
    return this.#state.now;
  }

  /** Moves virtual time; never backwards. */
  moveTo(instant: number): void {
    if (instant > this.#state.now) this.#state.now = instant;
  }

  slice<T>(slice: Slice<T>, account: string, region: string): T {
    const key = `${account}/${region}/${slice.name}`;
    return (own(this.#state.slices, key) ?? put(this.#state.slices, key, slice.initial())) as T;
  }

  /** Every existing value of a slice, with whose it is. */
  *each<T>(slice: Slice<T>): Generator<{ account: string; region: string; value: T }> {
    for (const [key, value] of Object.entries(this.#state.slices)) {
      const [account = '', region = '', name] = key.split('/');
      if (name === slice.name) yield { account, region, value: value as T };
    }
  }

  /** A fresh identifier: repeatable from run to run, unlike any other of the run. */
  identifier(length: number, alphabet: string = LOWER_ALPHANUMERIC): string {
    this.#state.identifiers += 1;
    const bytes = createHash('sha512').update(`mlops-lab ${this.#state.identifiers}`).digest();
    return Array.from({ length }, (_, i) => alphabet[(bytes[i % 64] ?? 0) % alphabet.length]).join('');
  }

  uuid(): string {
    const hex = this.identifier(32, HEXADECIMAL);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** Says that the state differs from what was last taken by `takeChanges`. */
  touch(): void {
    this.#changed = true;
  }

  /** The state as JSON if it changed since the last call, otherwise undefined. */
  takeChanges(): string | undefined {
    if (!this.#changed) return undefined;
    this.#changed = false;
    return this.snapshot();
  }

  snapshot(): string {
    return JSON.stringify(this.#state);
  }
}
