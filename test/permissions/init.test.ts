import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';

describe('with IAM enforced', () => {
  it('administrators make the lab, find nothing to do the second time, and take it away again', async () => {
    const { context, takeWrites, inventory, sandbox } = await rehearse({ enforceIam: true });
    const before = inventory();
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    takeWrites();
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect(takeWrites()).toEqual([]);
    expect((await teardown(context, UNATTENDED)).status).toBe('succeeded');
    expect(inventory()).toEqual(before);

    const entries = sandbox.cloud.trail.entries();
    expect(entries.filter(({ outcome }) => outcome.startsWith('AccessDenied'))).toEqual([]);
    // What names nothing before it changes something would be refused only after the fact.
    const nameless = entries.filter(({ mutating, resources }) => mutating && resources.length === 0);
    expect(nameless.map(({ service, operation }) => `${service}:${operation}`)).toEqual([]);
  });
});
