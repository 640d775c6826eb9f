import { IAMClient, ListRoleTagsCommand, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import type { Tags } from '../../lab/owner.ts';
import { isNotebookRole } from '../../lab/notebook-names.ts';
import { clientOf } from '../clients.ts';
import { tagRecord, tagsUnlessGone } from '../tag-records.ts';
import { left, named, type Candidate, type Listers } from './candidate.ts';

/** The largest page that IAM returns; the default of a hundred would take many calls for thousands of roles. */
const PAGE = 1000;

/** Roles, and managed policies, which CloudFormation cannot tag. */
export const leftIdentities: Listers = {
  roles: async (setup, lab) => {
    const client = clientOf(IAMClient, setup);
    const found: Candidate[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client, pageSize: PAGE }, {})) {
      for (const { RoleName: name = '' } of Roles) {
        const given = isNotebookRole(lab, name) || undefined;
        found.push(...named(lab, left('role', name), { tags: () => roleTags(client, name), ...(given && { given }) }));
      }
    }
    return found;
  },
  policies: async (setup, lab) => {
    if (lab.role !== 'datascience') return [];
    const client = clientOf(IAMClient, setup);
    const found: Candidate[] = [];
    for await (const { Policies = [] } of paginateListPolicies({ client, pageSize: PAGE }, { Scope: 'Local' })) {
      for (const { PolicyName = '', Arn: id = '' } of Policies) {
        found.push(...named(lab, left('policy', PolicyName), { id }));
      }
    }
    return found;
  },
};

function roleTags(client: IAMClient, RoleName: string): Promise<Tags> {
  return tagsUnlessGone(async () => tagRecord((await client.send(new ListRoleTagsCommand({ RoleName }))).Tags));
}
