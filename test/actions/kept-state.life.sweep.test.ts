import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { changeWorld, nothing, type WorldChanges, type WorldState } from '../../src/sandbox/kernel/world.ts';
import { memoryStorage, type Storage } from '../../src/sandbox/storage/index.ts';
import { submitWatched } from '../pipeline/releases.ts';
import { LAB, rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { launch, terminate } from './notebook/stage.ts';

/** How many savings lie between two looks at everything. */
const BETWEEN_LOOKS = 100;

/** Keeps what it is told of changes, and holds it against the world. */
function following(): Storage & { differences: () => string[]; saves: () => number } {
  let kept: WorldState | undefined;
  let saves = 0;
  const differences: string[] = [];
  return {
    ...memoryStorage(),
    differences: () => differences,
    saves: () => saves,
    save(changes, whole) {
      saves += 1;
      if (kept) changeWorld(kept, JSON.parse(JSON.stringify(changes)) as WorldChanges);
      else kept = madeOf(whole());
      if (saves % BETWEEN_LOOKS > 0) return;
      const present = JSON.stringify(madeOf(whole()));
      if (JSON.stringify(kept) !== present) differences.push(firstDifference(kept, present));
    },
  };
}

function madeOf(whole: WorldChanges): WorldState {
  const state = nothing();
  changeWorld(state, JSON.parse(JSON.stringify(whole)) as WorldChanges);
  return state;
}

function firstDifference(kept: WorldState, whole: string): string {
  const text = JSON.stringify(kept);
  const at = [...text].findIndex((character, index) => character !== whole[index]);
  return `kept: ${text.slice(at - 200, at + 100)}\nworld: ${whole.slice(at - 200, at + 100)}`;
}

describe('what a sandbox keeps of its changes', () => {
  it('is the world itself, through the whole life of a lab', async () => {
    const storage = following();
    const lab = await rehearse({ storage });
    const outcomes = [
      await deploy(lab.context, STACK_IDS, UNATTENDED),
      await launch(lab),
      await submitWatched(lab),
      await submitWatched(lab, ['num_round=1']),
      await terminate(lab),
      await deploy({ ...lab.context, lab: { ...LAB, network: { zones: 2 } } }, STACK_IDS, UNATTENDED),
      await teardown({ ...lab.context, command: 'teardown' }, UNATTENDED),
    ];
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['succeeded', 'succeeded', 'succeeded', 'failed', 'succeeded', 'succeeded', 'succeeded'],
    ]);
    expect(storage.saves()).toBeGreaterThan(200);
    expect(storage.differences()).toEqual([]);
  });
});
