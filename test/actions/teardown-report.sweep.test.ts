import fc from 'fast-check';
import { expect, it } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { TeardownItem } from '../../src/events.ts';
import { releasedLab } from '../pipeline/releases.ts';
import { classInPlace, SMALL_CLASS } from '../support/class-in-place.ts';
import { continued, deployedLab, type SavedWorld } from '../support/lab-in-place.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { runs } from '../support/sweep.ts';
import { protect, reported } from './reported.ts';

function named(items: readonly Pick<TeardownItem, 'account' | 'kind' | 'name'>[]): string[] {
  return items.map(({ account, kind, name }) => `${account} ${kind} ${name}`).sort();
}

const LIVES: readonly (() => Promise<SavedWorld>)[] = [
  () => deployedLab(),
  () => releasedLab(),
  () => classInPlace(SMALL_CLASS),
];

it('the report of a teardown names what the dry run names, whatever the lab went through', async () => {
  const life = fc.record({ world: fc.constantFrom(...LIVES), protectedPrerequisites: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(life, async ({ world, protectedPrerequisites }) => {
      const rehearsal = await continued(await world());
      if (protectedPrerequisites) protect(rehearsal);
      await teardown(rehearsal.context, { ...UNATTENDED, dryRun: true });
      const plan = rehearsal.events.flatMap((event) => (event.type === 'teardown-plan' ? event.items : []));
      const { report } = await reported(rehearsal);
      expect(named(report.deleted)).toEqual(named(plan));
      expect(report.left.some(({ name }) => name === 'pre-reqs')).toBe(protectedPrerequisites);
    }),
    runs(1, 12),
  );
});
