import { describe, expect, it } from 'vitest';
import { listOrphans } from '../../src/actions/orphans.ts';
import { endsShare, mayShare, modeOf, OthersShares, withoutShare } from '../../src/actions/shares.ts';
import { LabError } from '../../src/errors.ts';
import type { ResourceChange } from '../../src/lab/plan.ts';
import type { StackRequest } from '../../src/ports/stacks.ts';
import { fakeContext, stackOf, type Faked } from '../support/fake-context.ts';

const SHARE = 'AWS::ServiceCatalog::PortfolioShare';

/** As Service Catalog says it to the second of two shares of an account. */
const BUSY = 'Cannot process more than one portfolio share action at the same time. Try again later.';

const failure = (cause: string) =>
  new LabError({ code: 'stack-failed', message: `stack a failed: ${cause}`, hint: 'mend it' });

const labs = (tools: number) => fakeContext({}, { labsIn: { tools, datascience: 3, staging: 3 } }).context;

describe('the turn for a share', () => {
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

describe('a Tools account with other labs', () => {
  const TEMPLATE = `Resources:\n  Portfolio:\n    Type: AWS::ServiceCatalog::Portfolio\n  PortfolioShare:\n    Type: ${SHARE}\n`;
  const request: StackRequest = { name: 'catalog', template: TEMPLATE, parameters: {}, tags: {} };

  it('has its share waited for, whatever mode was chosen', () => {
    const express = { express: true };
    expect(modeOf(labs(2), 'catalog', express)).toEqual({ express: false });
    expect(modeOf(labs(1), 'catalog', express)).toBe(express);
    expect(modeOf(labs(2), 'pipeline', express)).toBe(express);
  });

  it('has its share made by an update of its own', () => {
    const first = withoutShare(labs(2), 'catalog', request);
    expect(first).toEqual({ ...request, template: expect.not.stringContaining(SHARE) as string });
    expect(first.template).toContain('AWS::ServiceCatalog::Portfolio');
    expect(withoutShare(labs(1), 'catalog', request)).toBe(request);
    expect(withoutShare(labs(2), 'pipeline', request)).toBe(request);
  });

  it('has it made at once where something depends on it', () => {
    const template = `${TEMPLATE}  Other:\n    Type: AWS::SNS::Topic\n    Properties: { Name: !GetAtt PortfolioShare.Name }\n`;
    const tied = { ...request, template };
    expect(withoutShare(labs(2), 'catalog', tied)).toBe(tied);
  });
});

describe("somebody else's share", () => {
  it('is waited for within limits, each time by less than a minute, and told', async () => {
    const { context, notices } = fakeContext();
    const shares = new OthersShares(context);
    expect(shares.steps).toBe(0);
    const began = context.clock.now();
    for (let wait = 1; wait <= 20; wait += 1) {
      const before = context.clock.now();
      expect(await shares.outlasted(failure(BUSY))).toBe(true);
      expect(context.clock.now() - before).toBeLessThan(60_000);
      // One that failed, and one that cleared away what it left.
      expect(shares.steps).toBe(2 * wait);
    }
    expect(context.clock.now()).toBeGreaterThan(began);
    expect(await shares.outlasted(failure(BUSY))).toBe(false);
    expect(notices()).toHaveLength(20);
    expect(notices()[0]).toBe('info: another portfolio of account 111111111111 is being shared; this lab waits for it');
  });

  it('is not what other failures come of', async () => {
    const { context, notices } = fakeContext();
    const shares = new OthersShares(context);
    expect(await shares.outlasted(failure('the name is taken'))).toBe(false);
    expect(await shares.outlasted(new Error(BUSY))).toBe(false);
    expect([shares.steps, notices()]).toEqual([0, []]);
  });
});

it('what updates left behind is listed by stack, with the first line of why', async () => {
  const orphans: Faked = {
    orphans: () =>
      Promise.resolve({
        of: ({ name }) =>
          Promise.resolve([
            { stackName: name, resourceType: 'AWS::EC2::Subnet', id: `in-${name}`, reason: 'in use\nby somebody' },
          ]),
      }),
  };
  const { context } = fakeContext({ datascience: orphans, tools: orphans });
  const network = stackOf({ name: 'net' });
  expect(await listOrphans(context, { network, catalog: stackOf({ name: 'cat' }) })).toEqual([
    {
      ...{ account: 'datascience', accountId: '222222222222', kind: 'AWS::EC2::Subnet', name: 'in-net' },
      ...{ reason: 'AWS::EC2::Subnet, left behind by an update of stack net: in use', expected: false },
    },
    expect.objectContaining({ account: 'tools', accountId: '111111111111', name: 'in-cat' }),
  ]);
});
