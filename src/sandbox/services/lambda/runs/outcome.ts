import type { FunctionRecord } from '../state.ts';
import type { Ending, FunctionError, RunResult } from '../environment/protocol.ts';

/** How a run ended, as the answer of Invoke has it. */
export interface Outcome {
  readonly payload: string;
  readonly isError: boolean;
}

/** Lambda developer guide, "Lambda quotas": the largest answer, in bytes. */
const LARGEST_ANSWER = 6_291_556;

export function outcomeOf({ ending }: RunResult, { settings }: FunctionRecord, requestId: string): Outcome {
  if (ending.kind === 'succeeded' && Buffer.byteLength(ending.payload) <= LARGEST_ANSWER) {
    return { payload: ending.payload, isError: false };
  }
  return { payload: JSON.stringify(errorOf(ending, settings.timeout, requestId)), isError: true };
}

function errorOf(ending: Ending, timeout: number, requestId: string): FunctionError {
  switch (ending.kind) {
    case 'succeeded':
      return {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`,
      };
    case 'failed':
      return ending.error;
    case 'timeout':
      return { errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: ${timedOut(timeout)}` };
    case 'out of memory':
    case 'killed':
    case 'exit':
      return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${exited(ending)}` };
  }
}

export function timedOut(seconds: number): string {
  return `Task timed out after ${seconds.toFixed(2)} seconds`;
}

export function exited(ending: Extract<Ending, { kind: 'out of memory' | 'killed' | 'exit' }>): string {
  if (ending.kind !== 'exit') return 'Runtime exited with error: signal: killed';
  if (ending.code === 0) return 'Runtime exited without providing a reason';
  return `Runtime exited with error: exit status ${ending.code}`;
}
