import type { SandboxCloud } from '../cloud.ts';
import { changeWorld, World, type WorldChanges, type WorldState } from '../world.ts';

/** A change of the world as JSON, so that none that follow it share anything with it, and when it was made. */
export interface NotedChange {
  readonly at: number;
  readonly json: string;
}

/** The services over a copy of the world that is brought up to some moment of the past. */
export class Replica {
  readonly #state: WorldState;
  readonly #open: (world: World) => SandboxCloud;
  #world: World;
  #cloud: SandboxCloud;
  #next = 0;

  constructor(state: string, open: (world: World) => SandboxCloud) {
    this.#state = JSON.parse(state) as WorldState;
    this.#open = open;
    this.#world = new World(this.#state);
    this.#cloud = open(this.#world);
  }

  /** `changes` are all that were ever made. */
  at(moment: number, changes: readonly NotedChange[]): SandboxCloud {
    const before = this.#next;
    for (let change = changes[this.#next]; change && change.at <= moment; change = changes[this.#next]) {
      changeWorld(this.#state, JSON.parse(change.json) as WorldChanges);
      this.#next += 1;
    }
    if (this.#next > before) this.#reopen();
    this.#world.moveTo(moment);
    return this.#cloud;
  }

  /** A world remembers what it has found, and the changes may have put something else there. */
  #reopen(): void {
    this.#world = new World(this.#state);
    this.#cloud = this.#open(this.#world);
  }
}
