import { describe, expect, it } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import { classInPlace, HELD, WHOLE_CLASS } from '../support/class-in-place.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { teardownPlan, withoutSharedLogs } from '../support/plans.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { inTurn } from '../support/sweep.ts';

const turn = inTurn(2);

describe('30 notebooks of 28 people, five of them tainted, two without their launch role, and no product', () => {
  it('are a class', () => {
    expect(WHOLE_CLASS).toEqual({ people: 28, twice: 2, tainted: 5, elsewhere: 2 });
  });

  turn('go with the lab, and nothing is left', async () => {
    const rehearsal = await continued(await classInPlace(WHOLE_CLASS));
    expect(await teardown(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded' });
    expect(withoutSharedLogs(rehearsal)).toEqual((await deployedLab()).before);
    const running = [{ instanceType: 'ml.t3.medium' }];
    expect(teardownPlan(rehearsal).notebooks).toMatchObject({ notebooks: 30, people: 28, bytes: 30 * HELD, running });
  });
});
