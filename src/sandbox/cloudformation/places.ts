import type { World } from '../kernel/world.ts';
import { STATE } from './state.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Accounts and regions in which stacks stand. */
export function placesOfStacks(world: World): Place[] {
  return [...world.each(STATE)]
    .filter(({ value }) => Object.keys(value.live).length > 0)
    .map(({ account, region }) => ({ account, region }));
}
