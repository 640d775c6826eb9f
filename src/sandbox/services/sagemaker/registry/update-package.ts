import type { UpdateModelPackageInput, UpdateModelPackageOutput } from '@aws-sdk/client-sagemaker';

import type { Call } from '../../../kernel/service.ts';
import { notePackage } from '../conditions.ts';
import { packageOf } from './find-package.ts';

export function updateModelPackage(input: UpdateModelPackageInput, call: Call): UpdateModelPackageOutput {
  notePackage(input, call);
  const { found } = packageOf(input.ModelPackageArn, call);
  if (input.ModelApprovalStatus) found.approval = input.ModelApprovalStatus;
  if (input.ApprovalDescription !== undefined) found.approvalDescription = input.ApprovalDescription;
  const removed = input.CustomerMetadataPropertiesToRemove ?? [];
  const kept = Object.entries(found.metadata).filter(([key]) => !removed.includes(key));
  found.metadata = { ...Object.fromEntries(kept), ...input.CustomerMetadataProperties };
  found.modifiedAt = call.now;
  return { ModelPackageArn: found.arn };
}
