import type { LabEvent, StackReference } from '../../events.ts';
import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { count, elapsed } from '../../lab/quantities.ts';
import { cut, table, type Cell } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

interface RunningStack {
  readonly reference: StackReference;
  /** Milliseconds. */
  readonly since: number;
  readonly resources: number;
  readonly seen: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
  readonly latest: string;
}

/** The stacks in progress, by account and name; each event replaces the value. */
export type RunningStacks = ReadonlyMap<string, RunningStack>;

export function afterEvent(running: RunningStacks, event: LabEvent, now: number): RunningStacks {
  if (event.type !== 'stack-started' && event.type !== 'resource' && event.type !== 'stack-finished') return running;
  const key = `${event.accountId}/${event.stackName}`;
  const next = new Map(running);
  if (event.type === 'stack-finished') next.delete(key);
  if (event.type === 'stack-started') {
    const { resources = 0 } = event;
    next.set(key, {
      reference: event,
      since: now,
      resources,
      seen: new Set(),
      done: new Set(),
      latest: event.operation,
    });
  }
  const stack = running.get(key);
  if (event.type === 'resource' && stack) next.set(key, withResource(stack, event));
  return next;
}

/** The block below the spinner: a heading, then a line for each stack. */
export function drawRunning(running: RunningStacks, now: number, width: number, paint: Paint): string {
  const stacks = [...running.values()];
  const since = Math.min(...stacks.map((stack) => stack.since));
  const heading = `${count(stacks.length, 'stack')} in progress, ${elapsed(since, now)}`;
  const rows = stacks.map((stack) => row(stack, now, paint));
  return [cut(heading, width - 2), ...table(rows, width)].join('\n');
}

function withResource(stack: RunningStack, event: Extract<LabEvent, { type: 'resource' }>): RunningStack {
  const { logicalId, status } = event;
  if (logicalId === event.stackName) return { ...stack, latest: status };
  const done = new Set(stack.done);
  if (status.endsWith('_COMPLETE')) done.add(logicalId);
  else done.delete(logicalId);
  return { ...stack, seen: new Set(stack.seen).add(logicalId), done, latest: `${logicalId} ${status}` };
}

function row({ reference, since, resources, seen, done, latest }: RunningStack, now: number, paint: Paint): Cell[] {
  const total = Math.max(resources, seen.size);
  return [
    ACCOUNT_TITLES[reference.account],
    { text: reference.stackName, paint: paint.strong },
    { text: elapsed(since, now), paint: paint.accent },
    total > 0 ? `${String(done.size)}/${String(total)}` : '',
    { text: latest, paint: paint.faint },
  ];
}
