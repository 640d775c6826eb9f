import { describe, expect, it } from 'vitest';
import type { NotebooksAtStake, TeardownItem } from '../../src/events.ts';
import { teardownPlanLines } from '../../src/ui/plan/teardown.ts';
import { paintFor } from '../../src/ui/text/paint.ts';

const account = { account: 'datascience', accountId: '222222222222' } as const;
const BUCKET = 'mlops-lab--nb-0123abcd-222222222222-us-east-1';
const ITEMS: readonly TeardownItem[] = [
  { ...account, kind: 'provisioned product', name: 'research-ada', detail: 'of ada, AVAILABLE', owner: 'ada' },
  { ...account, kind: 'bucket', name: BUCKET, detail: 'of ada, 3 object versions, deleted with it', owner: 'ada' },
];
const CLASS: NotebooksAtStake = {
  notebooks: 30,
  people: 28,
  bytes: 2_300_000_000,
  counted: true,
  running: [
    { instanceType: 'ml.t3.large', notebooks: 1, hours: 0 },
    { instanceType: 'ml.t3.medium', notebooks: 9, hours: 41 },
  ],
};

function plan(width: number, notebooks: NotebooksAtStake): string {
  return teardownPlanLines(ITEMS, { notebooks }, width, paintFor(false)).join('\n');
}

describe('the plan of a teardown', () => {
  it('says whose notebooks go and with what', () => {
    expect(plan(120, CLASS)).toMatchInlineSnapshot(`
      "To be deleted
      Data Scientist (222222222222)
        - provisioned product  research-ada                                   of ada, AVAILABLE
        - bucket               mlops-lab--nb-0123abcd-222222222222-us-east-1  of ada, 3 object versions, deleted with it
        30 notebooks of 28 people, 2.3 GB in their buckets: volumes and buckets go with them
        Of these run: 1 × ml.t3.large, 9 × ml.t3.medium, running for 41 hours together at least
      "
    `);
  });

  it('cuts nothing on a narrow terminal', () => {
    expect(plan(60, CLASS)).toMatchInlineSnapshot(`
      "To be deleted
      Data Scientist (222222222222)
        - provisioned product  research-ada
            of ada, AVAILABLE
        - bucket               mlops-lab--nb-0123abcd-222222222222-us-east-1
            of ada, 3 object versions, deleted with it
        30 notebooks of 28 people, 2.3 GB in their buckets:
        volumes and buckets go with them
        Of these run: 1 × ml.t3.large, 9 × ml.t3.medium, running
        for 41 hours together at least
      "
    `);
  });

  it('of one notebook that stands still names no cost, and what was not counted', () => {
    const one = { notebooks: 1, people: 1, bytes: 5000, counted: false, running: [] };
    expect(plan(120, one)).toMatch(/\n {2}1 notebook of 1 person, more than 5.0 kB in their buckets: [^\n]*\n$/);
  });
});
