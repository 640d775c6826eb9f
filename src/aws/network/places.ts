import type { Place } from './connection.ts';

const places = new WeakMap<object, Place>();

/** Remembers where a response came from: a problem found in it later has to name that host. */
export function rememberPlace(response: object, place: Place): void {
  places.set(response, place);
}

export function placeOf(response: unknown): Place | undefined {
  return typeof response === 'object' && response !== null ? places.get(response) : undefined;
}
