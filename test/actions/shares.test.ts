import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { endsShare, mayShare, OthersShares } from '../../src/actions/shares.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { LabError } from '../../src/errors.ts';
import type { LabEvent } from '../../src/events.ts';
import type { ResourceChange } from '../../src/lab/plan.ts';
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

  it('is waited for within limits, and nothing else is', async () => {
    const { context, sandbox } = await rehearse();
    const shares = new OthersShares(context);
    expect(await shares.outlasted(failure('the name is taken'))).toBe(false);
    const began = sandbox.clock.now();
    let waited = 0;
    while (await shares.outlasted(failure(BUSY))) waited += 1;
    expect(waited).toBe(20);
    // One that failed, and one that cleared away what it left.
    expect(shares.steps).toBe(40);
    expect(sandbox.clock.now() - began).toBeLessThanOrEqual(20 * 60_000);
  });
});

describe('the turn for a share', () => {
  const SHARE = 'AWS::ServiceCatalog::PortfolioShare';

  it.each([
    [SHARE, 'CREATE_IN_PROGRESS', false],
    [SHARE, 'DELETE_IN_PROGRESS', false],
    [SHARE, 'CREATE_COMPLETE', true],
    [SHARE, 'DELETE_FAILED', true],
    ['AWS::ServiceCatalog::Portfolio', 'CREATE_COMPLETE', false],
  ])('ends with %s at %s: %j', (resourceType, status, ends) => {
    const event = { logicalId: 'Any', physicalId: '', time: '2026-01-05T00:00:00Z', resourceType, status };
    expect(endsShare(event)).toBe(ends);
  });

  it('is needed by operations on the catalog that may share it or take it back, and by no other', () => {
    const sharing: ResourceChange = { logicalId: 'Any', resourceType: SHARE, action: 'modify', properties: [] };
    const other: ResourceChange = { ...sharing, resourceType: 'AWS::ServiceCatalog::Portfolio' };
    expect(mayShare('catalog')).toBe(true);
    expect(mayShare('catalog', [other, sharing])).toBe(true);
    expect(mayShare('catalog', [other])).toBe(false);
    expect(mayShare('prerequisites')).toBe(false);
    expect(mayShare('prerequisites', [sharing])).toBe(false);
  });
});

const failure = (cause: string) =>
  new LabError({ code: 'stack-failed', message: `stack a failed: ${cause}`, hint: 'mend it' });
