import { describe, expect, it } from 'vitest';
import { Failures } from '../../../src/actions/teardown/failures.ts';
import { LooseSweep } from '../../../src/actions/teardown/loose.ts';
import { LabError } from '../../../src/errors.ts';
import type { Leftover } from '../../../src/events.ts';
import { fakeContext } from '../../support/fake-context.ts';
import { LAB } from '../../support/lab.ts';

function left(kind: string, name: string, more: Partial<Leftover> = {}): Leftover {
  const accountId = LAB.accounts.tools.id;
  return { account: 'tools', accountId, kind, name, reason: 'still exists', expected: false, ...more };
}

/** A sweep in an account in which `outcome` says what becomes of a deletion; `asked` are those. */
function sweepOf(outcome: (name: string) => boolean | Error) {
  const asked: string[] = [];
  const deleteLoose = (kind: string, name: string) => {
    asked.push(`${kind} ${name}`);
    const how = outcome(name);
    return how instanceof Error ? Promise.reject(how) : Promise.resolve(how);
  };
  const { context, events } = fakeContext({ tools: { orphans: () => Promise.resolve({ deleteLoose }) } });
  const failures = new Failures();
  const deleted = () => events.flatMap((event) => (event.type === 'deleted' ? [`${event.kind} ${event.name}`] : []));
  return { sweep: new LooseSweep(context, failures), failures, asked, deleted };
}

const REFUSED = new LabError({ code: 'aws-error', message: 'no', hint: 'wait' });

describe('the sweep of what is loose', () => {
  it('tries again what came back, three times at the most', async () => {
    const { sweep, asked, deleted } = sweepOf(() => true);
    const looks = [];
    for (let look = 0; look < 5; look += 1) looks.push(await sweep.sweep([left('log group', 'late')]));
    expect(looks).toEqual([true, true, true, false, false]);
    expect(asked).toHaveLength(3);
    expect(deleted()).toEqual(['log group late', 'log group late', 'log group late']);
  });

  it('does not try again what failed, remembers why, and goes on with the others', async () => {
    const { sweep, failures, asked, deleted } = sweepOf((name) => (name === 'held' ? REFUSED : true));
    const [held, other] = [left('log group', 'held'), left('log group', 'other')];
    expect(await sweep.sweep([held, other])).toBe(true);
    expect(await sweep.sweep([held])).toBe(false);
    expect(asked).toEqual(['log group held', 'log group other']);
    expect(deleted()).toEqual(['log group other']);
    expect(sweep.error(held)).toBe(REFUSED);
    expect(sweep.error(other)).toBeUndefined();
    expect(failures.first).toBe(REFUSED);
  });

  it('tells nothing of what was gone already, nor does another look for it', async () => {
    const { sweep, deleted } = sweepOf(() => false);
    expect(await sweep.sweep([left('log group', 'gone')])).toBe(false);
    expect(deleted()).toEqual([]);
  });

  it('leaves what a stack has, what may stay, and what is of no such kind', async () => {
    const { sweep, asked } = sweepOf(() => true);
    const others = [
      left('log group', 'in a stack', { within: 'pre-reqs' }),
      left('key', 'waiting', { expected: true }),
      left('stack', 'pre-reqs'),
    ];
    expect(await sweep.sweep(others)).toBe(false);
    expect(asked).toEqual([]);
  });

  it('leaves buckets of notebooks while anything of a launch stands, and no other', async () => {
    const { sweep, asked } = sweepOf(() => true);
    const buckets = [
      left('bucket', `mlops-lab--nb-6c9a96f2-${LAB.accounts.datascience.id}-us-east-1`),
      left('bucket', 'mlops-lab--submissions-111111111111-us-east-1'),
    ];
    const launches = [left('provisioned product', 'a'), left('notebook', 'b'), left('stack', 'SC-222222222222-pp-x')];
    for (const launch of launches) await sweep.sweep([launch, ...buckets]);
    expect(new Set(asked)).toEqual(new Set(['bucket mlops-lab--submissions-111111111111-us-east-1']));
    await sweep.sweep([left('stack', 'pre-reqs'), ...buckets]);
    expect(asked).toContain(`bucket ${String(buckets[0]?.name)}`);
  });
});
