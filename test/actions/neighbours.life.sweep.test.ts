import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { LabEvent } from '../../src/events.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { inTurn, runs } from '../support/sweep.ts';

/** Two runs on one lab: whatever the one asks for, the other may have done just before, or do just after. */

type Run = (context: ActionContext) => Promise<{ readonly status: string }>;

const init: Run = (context) => deploy(context, STACK_IDS, UNATTENDED);
const widen: Run = (context) =>
  deploy(
    { ...context, lab: { ...LAB, network: { zones: 2 }, pipeline: { ...LAB.pipeline, threshold: 9 } } },
    STACK_IDS,
    UNATTENDED,
  );
const end: Run = (context) => teardown(context, UNATTENDED);

/** How many events a run tells at the most; a second one beginning later would meet nothing. */
const EVENTS = { init: 260, widen: 60, end: 240 };

const DONE = ['succeeded', 'unchanged'];

/** Lets the second run begin when the first has told so many events, and gives how both ended. */
async function together(rehearsal: Rehearsal, first: Run, second: Run, after: number) {
  let told = 0;
  let other: Promise<{ readonly status: string }> | undefined;
  const emit = (event: LabEvent) => {
    rehearsal.context.ui.emit(event);
    if (told === after) other = second(rehearsal.context);
    told += 1;
  };
  const context = { ...rehearsal.context, ui: { ...rehearsal.context.ui, emit } };
  const one = await first(context);
  return [one.status, (await (other ?? second(rehearsal.context))).status];
}

function atAnyMoment(events: number, holds: (after: number) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(fc.nat({ max: events }), holds), runs(1, 12));
}

async function isWhole(rehearsal: Rehearsal): Promise<void> {
  expect((await init(rehearsal.context)).status).toBe('unchanged');
}

const inSomeTurn = inTurn(2);

describe('two runs at the same time', () => {
  inSomeTurn('of init both end well, and make one lab', async () => {
    await atAnyMoment(EVENTS.init, async (after) => {
      const rehearsal = await rehearse();
      for (const status of await together(rehearsal, init, init, after)) expect(DONE).toContain(status);
      await isWhole(rehearsal);
    });
  });

  inSomeTurn('that update a lab in the same way both end well', async () => {
    const world = await deployedLab();
    await atAnyMoment(EVENTS.widen, async (after) => {
      const rehearsal = await continued(world);
      for (const status of await together(rehearsal, widen, widen, after)) expect(DONE).toContain(status);
      expect((await widen(rehearsal.context)).status).toBe('unchanged');
    });
  });

  inSomeTurn('of teardown both end well, and leave nothing', async () => {
    const world = await deployedLab();
    const empty = (await rehearse()).inventory();
    await atAnyMoment(EVENTS.end, async (after) => {
      const rehearsal = await continued(world);
      for (const status of await together(rehearsal, end, end, after)) expect(DONE).toContain(status);
      expect(rehearsal.inventory()).toEqual(empty);
    });
  });

  inSomeTurn('of which one makes and the other deletes come to an end, and a teardown leaves nothing', async () => {
    const empty = (await rehearse()).inventory();
    await atAnyMoment(EVENTS.init, async (after) => {
      const rehearsal = await rehearse();
      await together(rehearsal, init, (context) => end(context).catch(ended), after).catch(ended);
      expect(DONE).toContain((await end(rehearsal.context)).status);
      expect(rehearsal.inventory()).toEqual(empty);
    });
  });
});

/** Where one undoes what the other does, one of them may say so. */
function ended(error: unknown): { readonly status: string } {
  expect(error).toMatchObject({ exitCode: expect.any(Number) as number });
  return { status: 'failed' };
}
