import { describe, expect, it } from 'vitest';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { awaitedBy, USUAL_SECONDS, usualTotal } from '../../src/lab/usual-times.ts';

describe('how long stacks take', () => {
  it('follows the longest of the lines in which they wait', () => {
    const { create, delete: gone } = USUAL_SECONDS;
    const upTo = Math.max(create.prerequisites + create.catalog, create.network);
    expect(usualTotal(['prerequisites', 'catalog', 'selfService'], 'create')).toBe(
      create.prerequisites + create.catalog + create.selfService,
    );
    expect(usualTotal(['network', 'prerequisites', 'catalog'], 'create')).toBe(upTo);
    expect(usualTotal(['prerequisites', 'catalog', 'selfService'], 'delete')).toBe(
      gone.selfService + gone.catalog + gone.prerequisites,
    );
    expect(usualTotal(STACK_IDS, 'delete')).toBe(gone.network);
    // The order in which they are named changes nothing.
    expect(usualTotal([...STACK_IDS].reverse(), 'create')).toBe(usualTotal(STACK_IDS, 'create'));
  });

  it('is as their kinds of resources are known to take', () => {
    expect(USUAL_SECONDS.create.network).toBeGreaterThan(USUAL_SECONDS.create.pipeline);
    expect(awaitedBy('selfService', 'create')).toEqual(['prerequisites', 'catalog']);
    expect(awaitedBy('prerequisites', 'delete')).toEqual(['catalog', 'selfService', 'pipeline']);
  });
});

describe.each(['create', 'delete'] as const)('how long it takes to %s stacks', (course) => {
  const seconds = USUAL_SECONDS[course];
  const pairs = STACK_IDS.flatMap((id) =>
    STACK_IDS.filter((other) => other !== id).map((other) => [id, other] as const),
  );

  it('is as long as each takes alone', () => {
    expect(STACK_IDS.map((id) => usualTotal([id], course))).toEqual(STACK_IDS.map((id) => seconds[id]));
    expect(usualTotal([], course)).toBe(0);
  });

  it.each(pairs)('is one after the other where one waits, and as long as the longer otherwise: %s, %s', (id, other) => {
    const waits = awaitedBy(id, course).includes(other) || awaitedBy(other, course).includes(id);
    const [one, two] = [seconds[id], seconds[other]];
    expect(usualTotal([id, other], course)).toBe(waits ? one + two : Math.max(one, two));
  });
});
