import type { FunctionRecord, Place } from '../state.ts';
import { sessionPrincipal } from './credentials.ts';
import { ExecutionEnvironment } from './environment.ts';

/** The functions of three labs. */
const MOST_IDLE = 12;

/** Those that wait for their next run, longest idle first. They save time and hold nothing that may not be lost. */
const idle: ExecutionEnvironment[] = [];

/**
 * An environment of the function as it is now configured: one that waits if there is one. Sandboxes in one process share
 * nothing else: a world that knows the session of an environment is the one in which it was made, or went on from that.
 */
export function takeEnvironment(found: FunctionRecord, place: Place): ExecutionEnvironment {
  const at = idle.findIndex(
    (waiting) => waiting.isOf(found) && !waiting.isGone && sessionPrincipal(place, waiting.session) !== undefined,
  );
  const [waiting] = at < 0 ? [] : idle.splice(at, 1);
  return waiting ?? new ExecutionEnvironment(found, place);
}

export function giveBack(environment: ExecutionEnvironment): void {
  idle.push(environment);
  if (idle.length > MOST_IDLE) idle.shift()?.end();
}
