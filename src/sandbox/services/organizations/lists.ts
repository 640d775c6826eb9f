import type {
  ListAccountsForParentRequest,
  ListAccountsForParentResponse,
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
} from '@aws-sdk/client-organizations';
import type { Organization } from '../../kernel/organization-schema.ts';
import { type Page, pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidInput, parentNotFound } from './errors.ts';
import { arnOf, organizationOf } from './state.ts';

/** The forms of the two kinds of parents (API reference). */
const PARENT = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;

/** The largest page, and the usual one (API reference). */
const MOST = 20;

/** Only of the parent itself, not of what is below it. */
export function listAccountsForParent(input: ListAccountsForParentRequest, call: Call): ListAccountsForParentResponse {
  const { organization, parent } = parentOf(input, call);
  const { items, next } = page(
    organization.accounts.filter((account) => account.parent === parent),
    input,
  );
  const Accounts = items.map(({ id, name, email, state }) => ({
    Id: id,
    Arn: arnOf(organization, 'account', id),
    Name: name,
    Email: email ?? `${id}@example.com`,
    // "The Status parameter is retired on September 9, 2026" (API reference, Account).
    State: state,
    JoinedMethod: 'CREATED' as const,
  }));
  return { Accounts, ...(next && { NextToken: next }) };
}

export function listOrganizationalUnitsForParent(
  input: ListOrganizationalUnitsForParentRequest,
  call: Call,
): ListOrganizationalUnitsForParentResponse {
  const { organization, parent } = parentOf(input, call);
  const { items, next } = page(
    organization.units.filter((unit) => unit.parent === parent),
    input,
  );
  const OrganizationalUnits = items.map(({ id, name }) => ({ Id: id, Arn: arnOf(organization, 'ou', id), Name: name }));
  return { OrganizationalUnits, ...(next && { NextToken: next }) };
}

function parentOf({ ParentId = '' }: { readonly ParentId?: string | undefined }, call: Call) {
  const organization = organizationOf(call);
  if (!PARENT.test(ParentId)) throw invalidInput();
  call.about(arnOf(organization, ParentId.startsWith('r-') ? 'root' : 'ou', ParentId));
  const isKnown = ParentId === organization.root || organization.units.some(({ id }) => id === ParentId);
  if (!isKnown) throw parentNotFound();
  return { organization, parent: ParentId };
}

interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

function page<T extends Organization['accounts'][number] | Organization['units'][number]>(
  all: readonly T[],
  { MaxResults = MOST, NextToken }: PageRequest,
): Page<T> {
  const isToken = NextToken === undefined || /^\d+$/.test(Buffer.from(NextToken, 'base64url').toString());
  if (!isToken || MaxResults < 1 || MaxResults > MOST) throw invalidInput();
  return pageOf(all, NextToken, MaxResults);
}
