import { describe, expect } from 'vitest';
import { resetNotebooks } from '../../src/actions/notebook/everybody/reset.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { classInPlace, HELD, WHOLE_CLASS } from '../support/class-in-place.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { teardownPlan, withoutSharedLogs } from '../support/plans.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { inTurn } from '../support/sweep.ts';

const turn = inTurn(2);

function wholeClass(): Promise<Rehearsal> {
  return classInPlace(WHOLE_CLASS).then(continued);
}

describe('30 notebooks of 28 people, five of them tainted, two without their launch role, and no product', () => {
  turn('go with the lab, and nothing is left', async () => {
    const rehearsal = await wholeClass();
    expect(await teardown(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded' });
    expect(withoutSharedLogs(rehearsal)).toEqual((await deployedLab()).before);
    const running = [{ instanceType: 'ml.t3.medium', notebooks: 25 }];
    expect(teardownPlan(rehearsal).notebooks).toMatchObject({ notebooks: 30, people: 28, bytes: 30 * HELD, running });
  });

  turn('go between two classes, and the lab stays', async () => {
    const rehearsal = await wholeClass();
    expect(await resetNotebooks(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded', leftovers: [] });
    const left = rehearsal.inventory()[LAB.accounts.datascience.id] ?? [];
    expect(left.filter((arn) => arn.includes('--nb-') && !arn.includes('nb-boundary'))).toEqual([]);
    expect(await rehearsal.context.cloud.datascience.stacks.find('LabDSAccountSCSetup')).toBeDefined();
  });
});
