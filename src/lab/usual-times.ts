import { dependentsOf, waitsOf } from './order.ts';
import type { StackId } from './stacks.ts';

/** What is done with a whole stack, and takes about as long each time. */
export type Course = 'create' | 'delete';

/**
 * In seconds, as rehearsed: there each type of resource takes the time that AWS documents or that users measured
 * (docs/sandbox.md). An update takes as long as what it changes.
 */
export const USUAL_SECONDS: Readonly<Record<Course, Readonly<Record<StackId, number>>>> = {
  create: { prerequisites: 39, staging: 39, network: 113, catalog: 34, selfService: 38, pipeline: 79 },
  delete: { prerequisites: 15, staging: 15, network: 189, catalog: 25, selfService: 19, pipeline: 67 },
};

/** How long it takes altogether, as stacks wait for each other. */
export function usualTotal(ids: readonly StackId[], course: Course): number {
  const ends = new Map<StackId, number>();
  const endOf = (id: StackId): number => {
    const begins = Math.max(
      0,
      ...awaitedBy(id, course).map((other) => (ids.includes(other) ? (ends.get(other) ?? endOf(other)) : 0)),
    );
    const end = begins + USUAL_SECONDS[course][id];
    ends.set(id, end);
    return end;
  };
  return Math.max(0, ...ids.map(endOf));
}

/** The stacks that have to be done before. */
export function awaitedBy(id: StackId, course: Course): readonly StackId[] {
  return course === 'create' ? waitsOf(id).whole : dependentsOf(id);
}

/** An execution of the pipeline to production, with training, without the time that somebody takes to approve it. */
export const USUAL_RELEASE = 640;
