import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/sandbox/kernel/policy/decide.ts';
import { runs } from '../../../support/sweep.ts';
import { exampleOf, EXPLAINED } from './explained.ts';
import { simulationOf } from './oracle.ts';
import { randomCase, type Case } from './random-access.ts';

/** What the sandbox says, in the words of the oracle: an evaluator that has nothing in common with it. */
function ours({ request, policies }: Case): string {
  const decision = decide(request, policies);
  if (decision.allowed) return 'Allowed';
  return decision.explicit ? 'ExplicitlyDenied' : 'ImplicitlyDenied';
}

function isExplained(one: Case): boolean {
  return EXPLAINED.some(({ concerns }) => concerns(one));
}

/** The oracle looks at session and endpoint policies only where it examines all policies, which takes it long. */
const quick = randomCase({ session: false, endpoint: false, keys: 'any' });
const thorough = randomCase({ session: true, endpoint: true, keys: 'global' });

describe('random requests', () => {
  it('are decided as the oracle decides them, but for what is explained', () => {
    fc.assert(
      fc.property(quick, (one) => {
        fc.pre(!isExplained(one));
        expect(ours(one)).toBe(runUnsafeSimulation(simulationOf(one), {}));
      }),
      runs(300, 3000),
    );
  });

  it('are so with session and endpoint policies', async () => {
    await fc.assert(
      fc.asyncProperty(thorough, async (one) => {
        fc.pre(!isExplained(one));
        const results = await runSimulation(simulationOf(one), {});
        fc.pre(results.resultType !== 'error');
        expect(results).toMatchObject({ overallResult: ours(one) });
      }),
      runs(30, 300),
    );
  });

  it.each(EXPLAINED)('are decided otherwise where $name', (difference) => {
    const one = exampleOf(difference);
    expect(difference.concerns(one)).toBe(true);
    expect(ours(one)).toBe(difference.says);
    expect(runUnsafeSimulation(simulationOf(one), {})).not.toBe(difference.says);
  });

  it('are allowed, denied and passed over in numbers', () => {
    const said = fc.sample(quick, { numRuns: 500, seed: 1 }).map(ours);
    for (const verdict of ['Allowed', 'ExplicitlyDenied', 'ImplicitlyDenied']) {
      expect(said.filter((one) => one === verdict).length).toBeGreaterThan(20);
    }
  });
});
