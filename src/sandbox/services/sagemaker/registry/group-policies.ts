import type {
  DeleteModelPackageGroupPolicyInput,
  GetModelPackageGroupPolicyInput,
  GetModelPackageGroupPolicyOutput,
  PutModelPackageGroupPolicyInput,
  PutModelPackageGroupPolicyOutput,
} from '@aws-sdk/client-sagemaker';

import { parsePolicy } from '../../../kernel/policy/document.ts';
import type { Call } from '../../../kernel/service.ts';
import { invalid } from '../errors.ts';
import { groupOf } from './groups.ts';

export const groupPolicyOperations = {
  PutModelPackageGroupPolicy: putModelPackageGroupPolicy,
  GetModelPackageGroupPolicy: getModelPackageGroupPolicy,
  DeleteModelPackageGroupPolicy: deleteModelPackageGroupPolicy,
};

function putModelPackageGroupPolicy(
  input: PutModelPackageGroupPolicyInput,
  call: Call,
): PutModelPackageGroupPolicyOutput {
  const group = groupOf(input.ModelPackageGroupName, call);
  const policy = input.ResourcePolicy ?? '';
  if (!parsePolicy(policy)) invalid(`The resource policy of ${group.arn} is not a valid policy document.`);
  group.policy = policy;
  return { ModelPackageGroupArn: group.arn };
}

function getModelPackageGroupPolicy(
  input: GetModelPackageGroupPolicyInput,
  call: Call,
): GetModelPackageGroupPolicyOutput {
  const group = groupOf(input.ModelPackageGroupName, call);
  return { ResourcePolicy: group.policy ?? invalid(`Cannot find resource policy for: ${group.arn}`) };
}

function deleteModelPackageGroupPolicy(input: DeleteModelPackageGroupPolicyInput, call: Call): object {
  const group = groupOf(input.ModelPackageGroupName, call);
  if (group.policy === undefined) invalid(`Cannot find resource policy for: ${group.arn}`);
  delete group.policy;
  return {};
}
