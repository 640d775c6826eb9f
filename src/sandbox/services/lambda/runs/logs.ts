import { AwsError } from '../../../kernel/aws-error.ts';
import type { InputOf, OperationName } from '../../../kernel/operations.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { logGroupOf } from '../answers.ts';
import type { FunctionRecord, Place } from '../state.ts';

interface Log {
  readonly stream: string;
  readonly lines: readonly string[];
}

/** Writes to the function's log group as its role; a role that may not do so just has no logs. */
export function writeLog(place: Place, found: FunctionRecord, role: Principal, { stream, lines }: Log): void {
  const { cloud, account, region } = place;
  if (!cloud.service('logs')) return;
  const logGroupName = logGroupOf(found);
  const names = { logGroupName, logStreamName: stream };
  const put = <O extends OperationName<'logs'>>(operation: O, input: InputOf<'logs', O>) =>
    void cloud.invoke({ principal: role, account, region, service: 'logs', operation, input, via: 'lambda' });
  // A run is one moment of the world, however long it takes its code.
  const logEvents = lines.map((message) => ({ timestamp: cloud.world.now, message }));
  attempt([
    { act: () => put('PutLogEvents', { ...names, logEvents }) },
    { act: () => put('CreateLogStream', names) },
    { act: () => put('CreateLogGroup', { logGroupName }) },
  ]);
}

interface Step {
  readonly act: () => void;
}

/** Does the first; where what it needs is not there, has the next one make it. */
function attempt([first, ...makers]: readonly Step[]): boolean {
  if (!first) return false;
  try {
    first.act();
    return true;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code !== 'ResourceNotFoundException' || !attempt(makers)) return false;
    return attempt([first]);
  }
}
