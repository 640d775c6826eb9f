import type { Service } from '../../kernel/service.ts';
import { listAccountsForParent, listOrganizationalUnitsForParent } from './lists.ts';
import { listTagsForResource } from './tags.ts';

/** As far as a roster is made from it. */
export const organizationsService: Service = {
  name: 'organizations',
  operations: {
    ListAccountsForParent: listAccountsForParent,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
    ListTagsForResource: listTagsForResource,
  },
};
