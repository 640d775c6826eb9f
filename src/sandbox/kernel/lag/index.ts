import type { SandboxCloud } from '../cloud.ts';
import type { Faults, LagFault } from '../faults.ts';
import type { World, WorldChanges } from '../world.ts';
import { momentShown } from './pace.ts';
import { mayLag } from './reads.ts';
import { Replica, type NotedChange } from './replica.ts';

/** Who answers reads that lag: each fault of that kind has a copy of the world of its own, at a distance of its own. */
export class Lag {
  readonly #faults: Faults;
  readonly #open: (world: World) => SandboxCloud;
  readonly #beginning: string;
  readonly #changes: NotedChange[] = [];
  readonly #replicas = new Map<LagFault, Replica>();

  /** `beginning` is the world as JSON. */
  constructor(faults: Faults, beginning: string, open: (world: World) => SandboxCloud) {
    this.#faults = faults;
    this.#beginning = beginning;
    this.#open = open;
  }

  note(changes: WorldChanges): void {
    this.#changes.push({ at: changes.now, json: JSON.stringify(changes) });
  }

  /** Undefined where the call tells of the present. */
  cloudFor(call: string, now: number): SandboxCloud | undefined {
    const fault = mayLag(call) ? this.#faults.forRead(call) : undefined;
    if (!fault) return undefined;
    const replica = this.#replicas.get(fault) ?? new Replica(this.#beginning, this.#open);
    this.#replicas.set(fault, replica);
    return replica.at(momentShown(now, fault.seconds * 1000, fault.seed ?? 1), this.#changes);
  }
}
