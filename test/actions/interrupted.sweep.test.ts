import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { memoryBlobs } from '../../src/sandbox/kernel/blobs.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { shape } from '../support/shape.ts';
import { drawn } from '../support/sweep.ts';

/** A lab that was deployed, with the world as it was after each event of a stack, and the accounts as they were before. */
async function initWithSnapshots() {
  const blobs = memoryBlobs();
  const snapshots: string[] = [];
  const whole = await rehearse({
    storage: memoryStorage(undefined, blobs),
    onStackEvent: (_, sandbox) => snapshots.push(sandbox.cloud.world.snapshot()),
  });
  const before = whole.inventory();
  const { outputs } = await deploy(whole.context, STACK_IDS, UNATTENDED);
  const { bundle } = whole.context;
  const resume = (snapshot: string) => rehearse({ storage: memoryStorage(snapshot, blobs), bundle });
  return { whole, before, outputs, snapshots, resume };
}

/** Milliseconds that all events take on a machine that is busy. */
const SWEEP = 1_200_000;

describe('a run that was cut off', async () => {
  const { whole, before, outputs, snapshots, resume } = await initWithSnapshots();

  it(
    'after any stack event of init is finished by the same command, with the same end',
    async () => {
      const expected = shape(whole);
      expect(snapshots.length).toBeGreaterThan(150);
      for (const [index, snapshot] of drawn([...snapshots.entries()])) {
        const resumed = await resume(snapshot);
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
      for (const snapshot of drawn(snapshots.filter((_, index) => index % 5 === 2))) {
        const resumed = await resume(snapshot);
        expect((await teardown(resumed.context, UNATTENDED)).status).toBe('succeeded');
        expect(resumed.inventory()).toEqual(before);
      }
    },
    SWEEP,
  );
});
