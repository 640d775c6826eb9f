import type { Service } from '../../kernel/service.ts';
import { accessKeyOperations } from './access-keys.ts';
import { accountOperations } from './account.ts';
import { attachedPolicyOperations } from './attached-policies.ts';
import { boundaryOperations } from './boundaries.ts';
import { inlinePolicyOperations } from './inline-policies.ts';
import { instanceProfileOperations } from './instance-profiles.ts';
import { inventory } from './inventory.ts';
import { tagsOfIdentity } from './tags-of.ts';
import { managedPolicyOperations } from './managed-policies.ts';
import { policyVersionOperations } from './policy-versions.ts';
import { instanceProfileType } from './resource-types/instance-profile.ts';
import { managedPolicyType } from './resource-types/managed-policy.ts';
import { policyType } from './resource-types/policy.ts';
import { roleType } from './resource-types/role.ts';
import { userType } from './resource-types/user.ts';
import { roleUseOperations } from './role-use.ts';
import { roleOperations } from './roles.ts';
import { simulationOperations } from './simulation.ts';
import { tagOperations } from './tags.ts';
import { userOperations } from './users.ts';

export const iamService: Service = {
  name: 'iam',
  operations: {
    ...roleOperations,
    ...userOperations,
    ...accessKeyOperations,
    ...inlinePolicyOperations,
    ...attachedPolicyOperations,
    ...boundaryOperations,
    ...managedPolicyOperations,
    ...policyVersionOperations,
    ...instanceProfileOperations,
    ...tagOperations,
    ...accountOperations,
    ...roleUseOperations,
    ...simulationOperations,
  },
  resourceTypes: {
    'AWS::IAM::Role': roleType,
    'AWS::IAM::Policy': policyType,
    'AWS::IAM::ManagedPolicy': managedPolicyType,
    'AWS::IAM::InstanceProfile': instanceProfileType,
    'AWS::IAM::User': userType,
  },
  inventory,
  tagsOf: tagsOfIdentity,
};
