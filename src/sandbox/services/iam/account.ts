import type { GetAccountSummaryResponse, ListAccountAliasesResponse } from '@aws-sdk/client-iam';

import type { Call } from '../../kernel/service.ts';
import { iamOf } from './state.ts';

export const accountOperations = {
  /** Accounts of the sandbox have no alias: their sign-in address carries the account id. */
  ListAccountAliases: (_input: object, call: Call): ListAccountAliasesResponse => {
    call.about('*');
    return { AccountAliases: [], IsTruncated: false };
  },
  GetAccountSummary: (_input: object, call: Call): GetAccountSummaryResponse => {
    call.about('*');
    const { roles, users, policies, instanceProfiles } = iamOf(call);
    return {
      SummaryMap: {
        Roles: Object.keys(roles).length,
        RolesQuota: 1000,
        Users: Object.keys(users).length,
        UsersQuota: 5000,
        Policies: Object.keys(policies).length,
        PoliciesQuota: 1500,
        InstanceProfiles: Object.keys(instanceProfiles).length,
        InstanceProfilesQuota: 1000,
        AttachedPoliciesPerRoleQuota: 10,
        AttachedPoliciesPerUserQuota: 10,
        AccessKeysPerUserQuota: 2,
        VersionsPerPolicyQuota: 5,
        PolicySizeQuota: 6144,
        AssumeRolePolicySizeQuota: 2048,
      },
    };
  },
};
