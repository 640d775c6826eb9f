import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { memoryBlobs } from '../../src/sandbox/kernel/blobs.ts';
import { memoryStorage } from '../../src/sandbox/storage.ts';
import { rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

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

/** Every event has its turn, but not in the same run of the tests: all of them would take a minute and a half. */
const STRIDE = 20;

describe('a run that was cut off', () => {
  it('after any stack event of init is finished by the same command, with the same end', async () => {
    const blobs = memoryBlobs();
    const snapshots: string[] = [];
    const whole = await rehearse({
      storage: memoryStorage(undefined, blobs),
      onStackEvent: (_, sandbox) => snapshots.push(sandbox.cloud.world.snapshot()),
    });
    const { outputs } = await deploy(whole.context, STACK_IDS, UNATTENDED);
    const expected = shape(whole);
    expect(snapshots.length).toBeGreaterThan(150);
    const offset = Math.floor(Math.random() * STRIDE);
    for (const [index, snapshot] of snapshots.entries()) {
      if (index % STRIDE !== offset) continue;
      const resumed = await rehearse({ storage: memoryStorage(snapshot, blobs), bundle: whole.context.bundle });
      const result = await deploy(resumed.context, STACK_IDS, UNATTENDED);
      expect(shape(resumed), `cut off after event ${String(index + 1)}`).toEqual(expected);
      expect(Object.keys(result.outputs?.selfService ?? {})).toEqual(Object.keys(outputs?.selfService ?? {}));
    }
  }, 120_000);

  it('in the middle of init can be torn down', async () => {
    const blobs = memoryBlobs();
    const snapshots: string[] = [];
    const whole = await rehearse({
      storage: memoryStorage(undefined, blobs),
      onStackEvent: (_, sandbox) => snapshots.push(sandbox.cloud.world.snapshot()),
    });
    const before = whole.inventory();
    await deploy(whole.context, STACK_IDS, UNATTENDED);
    for (const snapshot of snapshots.filter((_, index) => index % 50 === 12)) {
      const resumed = await rehearse({ storage: memoryStorage(snapshot, blobs), bundle: whole.context.bundle });
      expect((await teardown(resumed.context, UNATTENDED)).status).toBe('succeeded');
      expect(resumed.inventory()).toEqual(before);
    }
  }, 60_000);
});
