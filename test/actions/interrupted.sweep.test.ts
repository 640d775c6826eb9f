import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { memoryBlobs } from '../../src/sandbox/kernel/blobs.ts';
import { memoryStorage } from '../../src/sandbox/storage.ts';
import { rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';

/** Identifiers differ between a disturbed and an undisturbed run; what they belong to does not. */
function shape({ inventory }: Rehearsal): Record<string, string[]> {
  const anonymous = (arn: string) =>
    arn
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#')
      .replace(/\b(vpc|subnet|rtb|rtbassoc|sg|sgr|vpce|eni|acl|port|prod|tag|cons|pa|igw)-[a-z0-9]+/g, '$1-#');
  return Object.fromEntries(
    Object.entries(inventory()).map(([account, arns]) => [account, arns.map(anonymous).sort()]),
  );
}

/** Milliseconds that all events take on a machine that is busy. */
const SWEEP = 1_200_000;

describe('a run that was cut off', () => {
  it(
    'after any stack event of init is finished by the same command, with the same end',
    async () => {
      const blobs = memoryBlobs();
      const snapshots: string[] = [];
      const whole = await rehearse({
        storage: memoryStorage(undefined, blobs),
        onStackEvent: (_, sandbox) => snapshots.push(sandbox.cloud.world.snapshot()),
      });
      const { outputs } = await deploy(whole.context, STACK_IDS, UNATTENDED);
      const expected = shape(whole);
      expect(snapshots.length).toBeGreaterThan(150);
      for (const [index, snapshot] of drawn([...snapshots.entries()])) {
        const resumed = await rehearse({ storage: memoryStorage(snapshot, blobs), bundle: whole.context.bundle });
        const result = await deploy(resumed.context, STACK_IDS, UNATTENDED);
        expect(shape(resumed), `cut off after event ${String(index + 1)}`).toEqual(expected);
        expect(Object.keys(result.outputs?.selfService ?? {})).toEqual(Object.keys(outputs?.selfService ?? {}));
      }
    },
    SWEEP,
  );

  it(
    'in the middle of init can be torn down',
    async () => {
      const blobs = memoryBlobs();
      const snapshots: string[] = [];
      const whole = await rehearse({
        storage: memoryStorage(undefined, blobs),
        onStackEvent: (_, sandbox) => snapshots.push(sandbox.cloud.world.snapshot()),
      });
      const before = whole.inventory();
      await deploy(whole.context, STACK_IDS, UNATTENDED);
      for (const snapshot of drawn(snapshots.filter((_, index) => index % 5 === 2))) {
        const resumed = await rehearse({ storage: memoryStorage(snapshot, blobs), bundle: whole.context.bundle });
        expect((await teardown(resumed.context, UNATTENDED)).status).toBe('succeeded');
        expect(resumed.inventory()).toEqual(before);
      }
    },
    SWEEP,
  );
});
