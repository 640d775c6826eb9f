import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListTagsForResourceCommand,
  OrganizationsClient,
  paginateListAccountsForParent,
} from '@aws-sdk/client-organizations';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../../src/sandbox/kernel/faults.ts';
import { type Organization, organizationSchema } from '../../../../src/sandbox/kernel/organization-schema.ts';
import { openSandbox } from '../../../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../../../src/sandbox/storage/index.ts';

const [MANAGEMENT, MEMBER, STRANGER] = ['999999999999', '100000000001', '111111111111'];
const UNIT = 'ou-ab12-11111111';

const organization: Organization = organizationSchema.parse({
  management: MANAGEMENT,
  root: 'r-ab12',
  units: [
    { id: UNIT, name: 'Course', parent: 'r-ab12' },
    { id: 'ou-ab12-22222222', name: 'Below', parent: UNIT },
  ],
  accounts: Array.from({ length: 45 }, (_, at) => ({
    id: String(100_000_000_001 + at),
    name: `account ${String(at)}`,
    parent: UNIT,
    ...(at === 0 && { state: 'SUSPENDED', tags: { team: 'birds' } }),
  })),
});

/** A client of an account's operator. */
function clientOf(account = MANAGEMENT, faults: readonly Fault[] = []): OrganizationsClient {
  const storage = { ...memoryStorage(), organization };
  const accounts = [{ id: account }];
  const sandbox = openSandbox({ storage, accounts, faults, begin: 0 });
  const credentials = sandbox.credentialsFor({ id: account });
  return new OrganizationsClient({
    region: 'us-east-1',
    credentials,
    requestHandler: sandbox.requestHandler,
    maxAttempts: 1,
  });
}

const accountsIn = (ParentId: string, more: object = {}) => new ListAccountsForParentCommand({ ParentId, ...more });

describe('an organization', () => {
  it('lists the accounts that are directly in a parent, page by page', async () => {
    const client = clientOf();
    const pages: number[] = [];
    const ids = new Set<string>();
    for await (const { Accounts = [] } of paginateListAccountsForParent({ client }, { ParentId: UNIT })) {
      pages.push(Accounts.length);
      for (const { Id = '' } of Accounts) ids.add(Id);
    }
    expect(pages).toEqual([20, 20, 5]);
    expect(ids).toHaveProperty('size', 45);
    const { Accounts = [] } = await client.send(accountsIn(UNIT, { MaxResults: 1 }));
    expect(Accounts).toEqual([
      {
        Id: MEMBER,
        Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-sandbox0000/${MEMBER}`,
        Name: 'account 0',
        Email: `${MEMBER}@example.com`,
        State: 'SUSPENDED',
        JoinedMethod: 'CREATED',
      },
    ]);
    expect(await client.send(accountsIn('r-ab12'))).toMatchObject({ Accounts: [] });
  });

  it('lists the units directly below a parent, and the tags of an account', async () => {
    const client = clientOf();
    const { OrganizationalUnits } = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: UNIT }));
    expect(OrganizationalUnits).toEqual([
      { Id: 'ou-ab12-22222222', Arn: expect.stringContaining(':ou/') as string, Name: 'Below' },
    ]);
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceId: MEMBER }));
    expect(Tags).toEqual([{ Key: 'team', Value: 'birds' }]);
  });

  it('is what is laid in when the sandbox is opened, and nothing once it is taken out', () => {
    const storage = { ...memoryStorage(), organization };
    const state = openSandbox({ storage, accounts: [{ id: MANAGEMENT }], begin: 0 }).cloud.world.snapshot();
    const reopened = (laidIn?: Organization) => {
      const kept = { ...memoryStorage(state), organization: laidIn };
      return openSandbox({ storage: kept, accounts: [{ id: MANAGEMENT }], begin: 0 }).cloud.world;
    };
    expect(reopened(organization).changes()).toBeUndefined();
    expect(reopened().snapshot()).not.toContain('ou-ab12');
    expect(reopened({ ...organization, accounts: [] }).snapshot()).not.toContain('account 0');
  });

  it.each([
    ['a member', MEMBER, accountsIn(UNIT), 'AccessDeniedException'],
    ['somebody outside', STRANGER, accountsIn(UNIT), 'AWSOrganizationsNotInUseException'],
    ['a parent that is not there', MANAGEMENT, accountsIn('ou-ab12-99999999'), 'ParentNotFoundException'],
    ['what is no parent', MANAGEMENT, accountsIn('Course'), 'InvalidInputException'],
    ['a token of nobody', MANAGEMENT, accountsIn(UNIT, { NextToken: '*' }), 'InvalidInputException'],
    ['too large a page', MANAGEMENT, accountsIn(UNIT, { MaxResults: 21 }), 'InvalidInputException'],
  ])('refuses %s in the words of AWS', async (_, account, command, name) => {
    await expect(clientOf(account).send(command)).rejects.toMatchObject({ name });
  });

  it('refuses tags of what is not there, and too many requests by its own name', async () => {
    const tags = (ResourceId: string) => new ListTagsForResourceCommand({ ResourceId });
    await expect(clientOf().send(tags('100000009999'))).rejects.toMatchObject({ name: 'TargetNotFoundException' });
    await expect(clientOf().send(tags('x'))).rejects.toMatchObject({ name: 'InvalidInputException' });
    const busy = clientOf(MANAGEMENT, [{ kind: 'throttle', call: 'organizations:*', share: 1 }]);
    await expect(busy.send(accountsIn(UNIT))).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });
});
