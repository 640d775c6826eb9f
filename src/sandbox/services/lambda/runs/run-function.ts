import { tooManyRequests, notImplemented } from '../errors.ts';
import type { RunResult } from '../environment/protocol.ts';
import type { FunctionRecord, Place } from '../state.ts';
import { sessionPrincipal } from './credentials.ts';
import type { ExecutionEnvironment, Invocation } from './environment.ts';
import { giveBack, takeEnvironment } from './environments.ts';
import { writeLog } from './logs.ts';
import { writeMetrics } from './metrics.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { reportOf } from './report.ts';

export interface Ran extends Outcome {
  /** What was logged, as one text. */
  readonly log: string;
  /** Virtual milliseconds. */
  readonly duration: number;
}

/** Runs a function's code as one step of the world. Throws `AwsError` where it does not come to that. */
export function runFunction(found: FunctionRecord, place: Place, invocation: Invocation): Ran {
  const fault = place.cloud.faults.forFunction(found.name);
  if (fault?.outcome === 'throttle' || found.reservedConcurrency === 0) {
    writeMetrics(place, found, { isThrottled: true });
    throw tooManyRequests();
  }
  expectNode(found);
  const begun = place.cloud.world.now;
  const environment = takeEnvironment(found, place);
  const result = fault ? misfortune(fault.outcome, found) : runIn(environment, invocation, found, place);
  const outcome = outcomeOf(result, found, invocation.requestId);
  const lines = reportOf(result, found, { requestId: invocation.requestId, begun });
  const role = sessionPrincipal(place, environment.session);
  if (role) writeLog(place, found, role, { stream: environment.logStream, lines });
  writeMetrics(place, found, { duration: result.duration, isError: outcome.isError });
  if (result.isOver) environment.end();
  else giveBack(environment);
  return { ...outcome, log: lines.join(''), duration: result.duration };
}

function expectNode({ name, settings }: FunctionRecord): void {
  if (settings.runtime.startsWith('nodejs')) return;
  throw notImplemented(
    `the sandbox runs functions of Node.js alone, and ${name} is one of ${settings.runtime}: ` +
      'give it a runtime such as nodejs24.x, or try it on AWS',
  );
}

function runIn(
  environment: ExecutionEnvironment,
  invocation: Invocation,
  found: FunctionRecord,
  { cloud }: Place,
): RunResult {
  try {
    return environment.run(invocation, found, cloud);
  } catch (error) {
    environment.end();
    throw error;
  }
}

/** What comes of a run that a fault of the sandbox interrupts before the code does anything. */
function misfortune(outcome: 'timeout' | 'crash', { settings }: FunctionRecord): RunResult {
  return {
    ending: outcome === 'timeout' ? { kind: 'timeout' } : { kind: 'exit', code: 1 },
    lines: [],
    duration: outcome === 'timeout' ? settings.timeout * 1000 : 1,
    memoryUsed: 0,
    isOver: true,
  };
}
