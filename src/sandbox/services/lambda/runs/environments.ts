import type { Cloud } from '../../../kernel/service.ts';
import type { FunctionRecord, Place } from '../state.ts';
import { sessionPrincipal } from './credentials.ts';
import { ExecutionEnvironment } from './environment.ts';

/** An environment that waits for its next run. */
interface Idle {
  /** Whose it is; sandboxes in one process share nothing. */
  readonly cloud: WeakRef<Cloud>;
  readonly arn: string;
  readonly revision: string;
  readonly environment: ExecutionEnvironment;
}

const MOST_IDLE = 6;

/** Longest idle first. They save time and hold nothing that may not be lost. */
const idle: Idle[] = [];

/** An environment of the function as it is now configured: one that waits if there is one. */
export function takeEnvironment(found: FunctionRecord, place: Place): ExecutionEnvironment {
  for (const waiting of idle.filter(({ cloud, arn }) => arn === found.arn && cloud.deref() === place.cloud)) {
    idle.splice(idle.indexOf(waiting), 1);
    const { environment, revision } = waiting;
    if (!environment.isGone && revision === found.revision && sessionPrincipal(place, environment.session)) {
      return environment;
    }
    environment.end();
  }
  return new ExecutionEnvironment(found, place);
}

export function giveBack(environment: ExecutionEnvironment, { arn, revision }: FunctionRecord, { cloud }: Place): void {
  idle.push({ cloud: new WeakRef(cloud), arn, revision, environment });
  if (idle.length > MOST_IDLE) idle.shift()?.environment.end();
}
