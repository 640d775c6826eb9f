import {
  OrganizationsClient,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListTagsForResource,
  type Account,
} from '@aws-sdk/client-organizations';
import { LabError, usageError } from '../errors.ts';
import { slots } from '../lab/slots.ts';
import type { MemberAccount, Organization } from '../ports/organization.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { errorName, translated, type CallSite } from './errors.ts';

/** Organizations answers some ten requests a second of an organization (user guide, "Quotas"). */
const AT_ONCE = 4;

export function awsOrganization(setup: ClientSetup, site: CallSite): Organization {
  const client = clientOf(OrganizationsClient, setup);
  const inTurn = slots(AT_ONCE);
  const membersOf = (account: Account) => inTurn(() => memberOf(client, account));
  return {
    accountsBelow: (unit) =>
      translated(site, async () => {
        const accounts = await accountsBelow(client, unit).catch(explained(unit, site));
        return Promise.all(accounts.map(membersOf));
      }),
  };
}

/** A page may be empty although more follow. */
async function accountsBelow(client: OrganizationsClient, ParentId: string): Promise<Account[]> {
  const found: Account[] = [];
  for await (const { Accounts = [] } of paginateListAccountsForParent({ client }, { ParentId }))
    found.push(...Accounts);
  for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId })) {
    for (const { Id = '' } of page.OrganizationalUnits ?? []) found.push(...(await accountsBelow(client, Id)));
  }
  return found;
}

async function memberOf(client: OrganizationsClient, { Id = '', Name = '', State, Status }: Account) {
  const state: string = State ?? Status ?? 'ACTIVE';
  const member: MemberAccount = { id: Id, name: Name, state, tags: {} };
  return state === 'ACTIVE' ? { ...member, tags: await tagsOf(client, Id) } : member;
}

async function tagsOf(client: OrganizationsClient, ResourceId: string): Promise<Record<string, string>> {
  const tags: [string, string][] = [];
  for await (const { Tags = [] } of paginateListTagsForResource({ client }, { ResourceId })) {
    tags.push(...Tags.map(({ Key = '', Value = '' }): [string, string] => [Key, Value]));
  }
  return Object.fromEntries(tags);
}

function explained(unit: string, { accountId }: CallSite) {
  return (error: unknown): never => {
    switch (errorName(error)) {
      case 'ParentNotFoundException':
      case 'InvalidInputException':
        throw usageError(
          'unknown-unit',
          `there is no organizational unit ${unit} in the organization of account ${accountId}`,
          'copy its id from AWS Organizations in the console of the management account',
        );
      case 'AWSOrganizationsNotInUseException':
        throw organizationRefused(`account ${accountId} is in no organization`, error);
      case 'AccessDeniedException':
        throw organizationRefused(`account ${accountId} may not read its organization`, error);
      default:
        throw error;
    }
  };
}

function organizationRefused(message: string, cause: unknown): LabError {
  return new LabError({
    code: 'organization-refused',
    message,
    hint:
      'use credentials of the management account, or of an account that it lets read the organization, with ' +
      'organizations:ListAccountsForParent, ListOrganizationalUnitsForParent and ListTagsForResource; --profile names them',
    cause,
  });
}
