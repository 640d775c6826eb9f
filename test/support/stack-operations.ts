import type { LabEvent } from '../../src/events.ts';

/** Begins and ends of stack operations, in the order in which they were told. */
export function stackOperations(events: readonly LabEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'stack-started') return [`${event.stack} begins`];
    return event.type === 'stack-finished' ? [`${event.stack} ${event.outcome}`] : [];
  });
}
