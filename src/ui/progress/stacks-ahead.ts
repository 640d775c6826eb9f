import type { LabEvent, StackReference } from '../../events.ts';
import type { PlannedStack } from '../../lab/plan.ts';
import type { StackId } from '../../lab/stacks.ts';
import { awaitedBy, type Course } from '../../lab/usual-times.ts';

/** A stack that a plan is about. */
export interface AheadStack {
  readonly reference: StackReference;
  /** What is done with all of it; absent where an update changes a part. */
  readonly course?: Course;
  /** How many resources that concerns, where that is known beforehand. */
  readonly resources?: number;
  readonly state: 'ahead' | 'done' | 'failed';
  /** What it waits for before its turn comes. */
  readonly awaits: readonly StackId[];
}

/** The stacks of a plan, in its order; each event replaces the value. */
export interface StacksAhead {
  readonly course: Course;
  readonly stacks: readonly AheadStack[];
  /** Milliseconds; absent until the plan is carried out. */
  readonly since?: number;
}

export function aheadAfter(ahead: StacksAhead | undefined, event: LabEvent, now: number): StacksAhead | undefined {
  if (event.type === 'plan') return aheadOf('create', event.plan.stacks.flatMap(plannedStack));
  if (event.type === 'teardown-plan') return aheadOf('delete', event.items.flatMap(doomedStack));
  if (event.type === 'stack-started') return ahead && { since: now, ...ahead };
  return event.type === 'stack-finished' ? ahead && finished(ahead, event) : ahead;
}

type Named = Omit<AheadStack, 'state' | 'awaits'>;

/** A stack waits only for those of the plan: the others stand, or are gone. */
function aheadOf(course: Course, named: readonly Named[]): StacksAhead {
  const ids = named.map(({ reference }) => reference.stack);
  const stacks = named.map((each) => {
    const awaits = awaitedBy(each.reference.stack, course).filter((id) => ids.includes(id));
    return { ...each, state: 'ahead', awaits } as const;
  });
  return { course, stacks };
}

function plannedStack({ decision, resources, stack, stackName, account, accountId }: PlannedStack): Named[] {
  const reference = { stack, stackName, account, accountId };
  switch (decision.kind) {
    case 'unchanged':
      return [];
    case 'create':
    case 'recreate':
      return [{ reference, course: 'create', ...(resources !== undefined && { resources }) }];
    case 'update':
    case 'repair':
      return [{ reference, ...(decision.changes.length > 0 && { resources: decision.changes.length }) }];
    default:
      return [{ reference }];
  }
}

function doomedStack(item: Extract<LabEvent, { type: 'teardown-plan' }>['items'][number]): Named[] {
  const { kind, stack, name: stackName, account, accountId, resources } = item;
  if (kind !== 'stack' || stack === undefined) return [];
  const reference = { stack, stackName, account, accountId };
  return [{ reference, course: 'delete', ...(resources !== undefined && { resources }) }];
}

/** What clears the way for something else is not the end of the stack. */
function finished(ahead: StacksAhead, event: Extract<LabEvent, { type: 'stack-finished' }>): StacksAhead {
  const { operation, outcome, stack } = event;
  const isEnd =
    ahead.course === 'delete' ? operation === 'delete' : !['delete', 'recover', 'repair'].includes(operation);
  if (outcome !== 'failed' && !isEnd) return ahead;
  const state = outcome === 'failed' ? 'failed' : 'done';
  return { ...ahead, stacks: ahead.stacks.map((each) => (each.reference.stack === stack ? { ...each, state } : each)) };
}
