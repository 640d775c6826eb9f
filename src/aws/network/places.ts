import type { Place } from './connection.ts';

const places = new WeakMap<object, Place>();

/** Keeps where an answer came from: what is found wrong with it later has to be told of that host. */
export function rememberPlace(response: object, place: Place): void {
  places.set(response, place);
}

export function placeOf(response: unknown): Place | undefined {
  return typeof response === 'object' && response !== null ? places.get(response) : undefined;
}
