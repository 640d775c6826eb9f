import { IAMClient, ListRoleTagsCommand, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import type { Tags } from '../../lab/owner.ts';
import { notebookBoundary } from '../../lab/untagged.ts';
import { clientOf } from '../clients.ts';
import { tagRecord, tagsUnlessGone } from '../tag-records.ts';
import { left, type Candidate, type Listers } from './candidate.ts';

/** The largest page that IAM returns; the default of a hundred would take many calls for thousands of roles. */
const PAGE = 1000;

/** Roles, and the one managed policy, which CloudFormation cannot tag. */
export const leftIdentities: Listers = {
  roles: async (setup, lab) => {
    const client = clientOf(IAMClient, setup);
    const found: Candidate[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client, pageSize: PAGE }, {})) {
      const names = Roles.map(({ RoleName = '' }) => RoleName).filter(lab.named);
      found.push(...names.map((name) => ({ ...left('role', name), tags: () => roleTags(client, name) })));
    }
    return found;
  },
  policies: async (setup, lab) => {
    if (lab.role !== 'datascience') return [];
    const client = clientOf(IAMClient, setup);
    const found: Candidate[] = [];
    for await (const { Policies = [] } of paginateListPolicies({ client, pageSize: PAGE }, { Scope: 'Local' })) {
      const names = Policies.map(({ PolicyName = '' }) => PolicyName);
      if (names.includes(notebookBoundary(lab))) found.push(left('policy', notebookBoundary(lab)));
    }
    return found;
  },
};

function roleTags(client: IAMClient, RoleName: string): Promise<Tags> {
  return tagsUnlessGone(async () => tagRecord((await client.send(new ListRoleTagsCommand({ RoleName }))).Tags));
}
