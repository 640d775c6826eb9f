import { createHash } from 'node:crypto';

import type {
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult,
  DescribePrefixListsRequest,
  DescribePrefixListsResult,
} from '@aws-sdk/client-ec2';

import type { Call } from '../../kernel/service.ts';
import { filtered } from './describe.ts';
import { refuse } from './errors.ts';

export const prefixListOperations = {
  DescribeManagedPrefixLists: describeManagedPrefixLists,
  DescribePrefixLists: describePrefixLists,
};

/** Services that are reached through gateway endpoints, each by a prefix list of AWS's. */
export const GATEWAY_SERVICES = ['s3', 'dynamodb'] as const;

/** The id of AWS's prefix list for a service, which differs from region to region. */
export function prefixListId(service: string, region: string): string {
  return `pl-${createHash('sha256').update(`${region} ${service}`).digest('hex').slice(0, 8)}`;
}

interface PrefixList {
  readonly id: string;
  readonly name: string;
}

function describeManagedPrefixLists(
  input: DescribeManagedPrefixListsRequest,
  call: Call,
): DescribeManagedPrefixListsResult {
  const lists = chosen(input.PrefixListIds, call);
  const passing = filtered(lists, input.Filters, ({ id, name }) => ({
    'prefix-list-id': id,
    'prefix-list-name': name,
    'owner-id': 'AWS',
  }));
  return {
    PrefixLists: passing.map(({ id, name }) => ({
      PrefixListId: id,
      PrefixListName: name,
      PrefixListArn: `arn:aws:ec2:${call.region}:aws:prefix-list/${id}`,
      AddressFamily: 'IPv4',
      State: 'create-complete',
      OwnerId: 'AWS',
      Tags: [],
    })),
  };
}

function describePrefixLists(input: DescribePrefixListsRequest, call: Call): DescribePrefixListsResult {
  const lists = chosen(input.PrefixListIds, call);
  const passing = filtered(lists, input.Filters, ({ id, name }) => ({
    'prefix-list-id': id,
    'prefix-list-name': name,
  }));
  return { PrefixLists: passing.map(({ id, name }) => ({ PrefixListId: id, PrefixListName: name })) };
}

function chosen(ids: readonly string[] | undefined, call: Call): PrefixList[] {
  call.about('*');
  const lists = GATEWAY_SERVICES.map((service) => ({
    id: prefixListId(service, call.region),
    name: `com.amazonaws.${call.region}.${service}`,
  }));
  const unknown = ids?.find((id) => !lists.some((list) => list.id === id));
  if (unknown) refuse('InvalidPrefixListID.NotFound', `The prefix list ID '${unknown}' does not exist`);
  return lists.filter(({ id }) => !ids?.length || ids.includes(id));
}
