import type { FunctionRecord } from '../state.ts';
import type { RunResult } from '../environment/protocol.ts';
import { exited, timedOut } from './outcome.ts';

interface Occasion {
  readonly requestId: string;
  readonly begun: number;
}

/** All lines of a run's log: Lambda's own around those of the code. */
export function reportOf(result: RunResult, found: FunctionRecord, { requestId, begun }: Occasion): string[] {
  const ended = begun + Math.ceil((result.initDuration ?? 0) + result.duration);
  return [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    ...result.lines,
    ...interruption(result, found, requestId, ended),
    `END RequestId: ${requestId}\n`,
    summary(result, found, requestId),
  ];
}

function interruption({ ending }: RunResult, { settings }: FunctionRecord, requestId: string, at: number): string[] {
  if (ending.kind === 'timeout') {
    return [`${new Date(at).toISOString()} ${requestId} ${timedOut(settings.timeout)}\n\n`];
  }
  if (ending.kind === 'succeeded' || ending.kind === 'failed') return [];
  return [`RequestId: ${requestId} Error: ${exited(ending)}\nRuntime.ExitError\n`];
}

function summary(result: RunResult, { settings }: FunctionRecord, requestId: string): string {
  const { duration, initDuration, memoryUsed, ending } = result;
  const memory = ending.kind === 'out of memory' ? settings.memorySize : memoryUsed;
  const status = ending.kind === 'timeout' ? 'timeout' : ending.kind === 'succeeded' ? undefined : 'error';
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(duration + (initDuration ?? 0))} ms`,
    `Memory Size: ${settings.memorySize} MB`,
    `Max Memory Used: ${memory} MB`,
    ...(initDuration === undefined ? [] : [`Init Duration: ${initDuration.toFixed(2)} ms`]),
    ...(status ? [`Status: ${status}`] : []),
    '\n',
  ].join('\t');
}
