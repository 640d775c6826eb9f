import { IAMClient, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import { resourcePrefix } from '../../lab/names.ts';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister } from './index.ts';

/** Roles and policies with the lab's prefix and, since IAM knows no regions, the lab's region in their names. */
export const leftIdentities: Lister = async (setup, lab) => {
  const client = new IAMClient(clientConfig(setup));
  const mine = (name: string) => name.startsWith(resourcePrefix(lab)) && name.includes(lab.region);
  const found: Found[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client }, {})) {
    found.push(...Roles.flatMap(({ RoleName = '' }) => (mine(RoleName) ? [left('role', RoleName)] : [])));
  }
  for await (const { Policies = [] } of paginateListPolicies({ client }, { Scope: 'Local' })) {
    found.push(...Policies.flatMap(({ PolicyName = '' }) => (mine(PolicyName) ? [left('policy', PolicyName)] : [])));
  }
  return found;
};
