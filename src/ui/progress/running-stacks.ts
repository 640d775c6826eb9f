import type { LabEvent, StackOperation, StackReference } from '../../events.ts';

export interface RunningStack {
  readonly reference: StackReference;
  readonly operation: StackOperation;
  /** Milliseconds. */
  readonly since: number;
  readonly seen: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
  readonly latest: string;
  /** Its ARN, once CloudFormation told of the stack itself. */
  readonly stackId?: string;
}

/** The stacks in progress, by account and name; each event replaces the value. */
export type RunningStacks = ReadonlyMap<string, RunningStack>;

export function afterEvent(running: RunningStacks, event: LabEvent, now: number): RunningStacks {
  if (event.type !== 'stack-started' && event.type !== 'resource' && event.type !== 'stack-finished') return running;
  const key = `${event.accountId}/${event.stackName}`;
  const next = new Map(running);
  if (event.type === 'stack-finished') next.delete(key);
  if (event.type === 'stack-started') {
    const { operation } = event;
    next.set(key, {
      reference: event,
      since: now,
      seen: new Set(),
      done: new Set(),
      operation,
      latest: operation,
    });
  }
  const stack = running.get(key);
  if (event.type === 'resource' && stack) next.set(key, withResource(stack, event));
  return next;
}

function withResource(stack: RunningStack, event: Extract<LabEvent, { type: 'resource' }>): RunningStack {
  const { logicalId, status, physicalId } = event;
  if (logicalId === event.stackName) return { ...stack, latest: status, ...(physicalId && { stackId: physicalId }) };
  const done = new Set(stack.done);
  if (status.endsWith('_COMPLETE')) done.add(logicalId);
  else done.delete(logicalId);
  return { ...stack, seen: new Set(stack.seen).add(logicalId), done, latest: `${logicalId} ${status}` };
}
