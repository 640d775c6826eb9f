import { randomUUID } from 'node:crypto';

import type { Cloud } from '../../../kernel/service.ts';
import { ConnectionLost } from '../../../kernel/network.ts';
import { WorkerEnded, WorkerSilent, type SynchronousLine } from '../../../workers/synchronous-line.ts';
import { logGroupOf } from '../answers.ts';
import { lostRun } from '../environment/lost-run.ts';
import type { ForwardedAnswer, ForwardedRequest, RunResult, RunTask } from '../environment/protocol.ts';
import { longest } from '../environment/stopwatch.ts';
import type { FunctionRecord, Place } from '../state.ts';
import { assumeFunctionRole, expectGrant, type RoleSession } from './credentials.ts';
import { openLine } from './function-process.ts';
import { remove, unpack, type Folders } from './unpack.ts';
import { environmentVariables } from './variables.ts';

/** Real milliseconds that a host may take beside its run, on a machine that has hardly any time for it. */
const GRACE = 600_000;

export type Invocation = Pick<RunTask, 'requestId' | 'payload' | 'patience'>;

/** Where a function's code is loaded, and runs once at a time: an execution environment of Lambda. */
export class ExecutionEnvironment {
  readonly session: RoleSession;
  readonly logStream: string;
  readonly #function: Pick<FunctionRecord, 'arn' | 'revision'>;
  readonly #folders: Folders;
  readonly #line: SynchronousLine;

  constructor(found: FunctionRecord, place: Place) {
    this.#function = { arn: found.arn, revision: found.revision };
    this.session = assumeFunctionRole(place, found);
    expectGrant(place, found);
    this.logStream = logStreamName(found, place.cloud.world.now);
    this.#folders = unpack(place.cloud.blobs.get(found.code.blob));
    const { session, logStream } = this;
    const { handler, runtime, memorySize } = found.settings;
    const { root } = this.#folders;
    const variables = environmentVariables(found, { session, root, logStream });
    this.#line = openLine({ ...this.#folders, handler, runtime, memorySize, variables });
  }

  run(invocation: Invocation, found: FunctionRecord, cloud: Cloud): RunResult {
    const { settings, name, arn } = found;
    const task: RunTask = {
      ...invocation,
      now: cloud.world.now,
      timeout: settings.timeout * 1000,
      context: {
        functionName: name,
        functionVersion: '$LATEST',
        invokedFunctionArn: arn,
        memoryLimitInMB: String(settings.memorySize),
        logGroupName: logGroupOf(found),
        logStreamName: this.logStream,
      },
    };
    try {
      // The host sees to it that each run ends in time; this is for a host that hangs itself.
      const patience = longest(task.timeout + invocation.patience) + GRACE;
      return this.#line.call(task, (request) => answerOf(request as ForwardedRequest, cloud), patience) as RunResult;
    } catch (error) {
      if (error instanceof WorkerEnded) return lostRun({ kind: 'killed' }, task);
      if (error instanceof WorkerSilent) return lostRun({ kind: 'timeout' }, task);
      throw error;
    }
  }

  /** Whether the function is configured as it was when this was made for it. */
  isOf({ arn, revision }: FunctionRecord): boolean {
    return arn === this.#function.arn && revision === this.#function.revision;
  }

  /** Whether it went away while it waited for its next run. */
  get isGone(): boolean {
    return this.#line.hasEnded;
  }

  end(): void {
    this.#line.close();
    remove(this.#folders);
  }
}

function answerOf(request: ForwardedRequest, cloud: Cloud): ForwardedAnswer {
  let elapsed = 0;
  const elapse = (milliseconds: number) => {
    elapsed += milliseconds;
  };
  try {
    return { response: cloud.request(request, elapse), elapsed };
  } catch (error) {
    if (error instanceof ConnectionLost) return { elapsed };
    throw error;
  }
}

/** Functions that share a log group are told apart by the names of their streams (guide, "Configuring log groups"). */
function logStreamName({ name, settings }: FunctionRecord, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  const prefix = settings.logGroup ? name : '';
  return `${day}/${prefix}[$LATEST]${randomUUID().replaceAll('-', '')}`;
}
