import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { LabEvent } from '../../src/events.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';

/** As Service Catalog says it to the second of two shares of an account. */
const BUSY = 'Cannot process more than one portfolio share action at the same time. Try again later.';

const meeting = (phase: 'create' | 'delete', times?: number): Fault => ({
  kind: 'resource',
  resource: 'PortfolioShare',
  phase,
  reason: BUSY,
  ...(times !== undefined && { times }),
});

const waits = (events: readonly LabEvent[]) =>
  events.filter((event) => event.type === 'notice' && event.message.includes('is being shared')).length;

const operations = (events: readonly LabEvent[]) =>
  events.flatMap((event) =>
    event.type === 'stack-finished' && event.stack === 'catalog' ? [`${event.operation} ${event.outcome}`] : [],
  );

describe('a share that meets another one in the account', () => {
  it('is waited for and tried again, in init and in teardown', async () => {
    const { context, events, inventory } = await rehearse({ faults: [meeting('create', 2), meeting('delete', 3)] });
    const before = inventory();
    expect((await deploy(context, ['prerequisites', 'catalog'], UNATTENDED)).status).toBe('succeeded');
    expect(waits(events)).toBe(2);
    expect((await teardown(context, UNATTENDED)).status).toBe('succeeded');
    expect(waits(events)).toBe(5);
    expect(inventory()).toEqual(before);
  });

  it('costs an update alone where the labs of a run take turns', async () => {
    const { context, events } = await rehearse({ faults: [meeting('create', 1)] });
    const inHub = { ...context, labsIn: { ...context.labsIn, tools: 2 } };
    expect((await deploy(inHub, ['prerequisites', 'catalog'], UNATTENDED)).status).toBe('succeeded');
    expect(operations(events)).toEqual(['create succeeded', 'update failed', 'update succeeded']);
    expect((await deploy(inHub, ['prerequisites', 'catalog'], UNATTENDED)).status).toBe('unchanged');
  });
});
