import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-organizations';
import type { Call } from '../../kernel/service.ts';
import { invalidInput, targetNotFound } from './errors.ts';
import { arnOf, organizationOf } from './state.ts';

/** Of accounts alone: roots, units and policies have tags on AWS, too. */
export function listTagsForResource(
  { ResourceId = '' }: ListTagsForResourceRequest,
  call: Call,
): ListTagsForResourceResponse {
  const organization = organizationOf(call);
  if (!/^\d{12}$/.test(ResourceId)) throw invalidInput();
  call.about(arnOf(organization, 'account', ResourceId));
  const account = organization.accounts.find(({ id }) => id === ResourceId);
  if (!account) throw targetNotFound();
  return { Tags: Object.entries(account.tags).map(([Key, Value]) => ({ Key, Value })) };
}
