import { IAMClient, ListRoleTagsCommand, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import type { Tags } from '../../lab/owner.ts';
import { isNotebookRole } from '../../lab/notebook-names.ts';
import { clientOf } from '../clients.ts';
import { listed } from '../lists.ts';
import { tagRecord, tagsUnlessGone } from '../tag-records.ts';
import { left, named, type Listers } from './candidate.ts';

/** The largest page that IAM returns; the default of a hundred would take many calls for thousands of roles. */
const PAGE = 1000;

/** Roles, and managed policies, which CloudFormation cannot tag. */
export const leftIdentities: Listers = {
  roles: async (setup, lab) => {
    const client = clientOf(IAMClient, setup);
    const pages = () => paginateListRoles({ client, pageSize: PAGE }, {});
    const names = await listed(setup, 'roles', pages, ({ Roles }) => Roles?.map(({ RoleName = '' }) => RoleName));
    return names.flatMap((name) => {
      const given = isNotebookRole(lab, name) || undefined;
      return named(lab, left('role', name), { tags: () => roleTags(client, name), ...(given && { given }) });
    });
  },
  policies: async (setup, lab) => {
    if (lab.role !== 'datascience') return [];
    const client = clientOf(IAMClient, setup);
    const pages = () => paginateListPolicies({ client, pageSize: PAGE }, { Scope: 'Local' });
    const policies = await listed(setup, 'policies', pages, ({ Policies }) => Policies);
    return policies.flatMap(({ PolicyName = '', Arn: id = '' }) => named(lab, left('policy', PolicyName), { id }));
  },
};

function roleTags(client: IAMClient, RoleName: string): Promise<Tags> {
  return tagsUnlessGone(async () => tagRecord((await client.send(new ListRoleTagsCommand({ RoleName }))).Tags));
}
