import { IAMClient, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister } from './index.ts';

/** As many as IAM gives at once; the usual hundred would be many calls where there are thousands of roles. */
const PAGE = 1000;

/** Roles and policies with the lab's prefix and, since IAM knows no regions, the lab's region in their names. */
export const leftIdentities: Lister = async (setup, lab) => {
  const client = new IAMClient(clientConfig(setup));
  const mine = (name: string) => lab.named(name) && name.includes(lab.region);
  const found: Found[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client, pageSize: PAGE }, {})) {
    found.push(...Roles.flatMap(({ RoleName = '' }) => (mine(RoleName) ? [left('role', RoleName)] : [])));
  }
  for await (const { Policies = [] } of paginateListPolicies({ client, pageSize: PAGE }, { Scope: 'Local' })) {
    found.push(...Policies.flatMap(({ PolicyName = '' }) => (mine(PolicyName) ? [left('policy', PolicyName)] : [])));
  }
  return found;
};
