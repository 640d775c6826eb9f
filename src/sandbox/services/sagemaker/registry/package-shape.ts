import type { DescribeModelPackageOutput, ModelPackageSummary } from '@aws-sdk/client-sagemaker';

import { userContext } from './groups.ts';
import type { ModelPackageRecord } from './state.ts';

export function packageSummary(one: ModelPackageRecord): ModelPackageSummary {
  return {
    ModelPackageGroupName: one.name,
    ModelPackageVersion: one.version,
    ModelPackageArn: one.arn,
    ...(one.description.ModelPackageDescription !== undefined && {
      ModelPackageDescription: one.description.ModelPackageDescription,
    }),
    CreationTime: new Date(one.createdAt),
    ModelPackageStatus: 'Completed',
    ModelApprovalStatus: one.approval,
  };
}

export function packageShape(one: ModelPackageRecord): DescribeModelPackageOutput {
  return {
    ...one.description,
    ...packageSummary(one),
    ModelPackageName: undefined,
    ModelPackageArn: one.arn,
    CreationTime: new Date(one.createdAt),
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CertifyForMarketplace: false,
    CreatedBy: userContext(one.createdBy),
    LastModifiedTime: new Date(one.modifiedAt),
    ...(one.approvalDescription !== undefined && { ApprovalDescription: one.approvalDescription }),
    CustomerMetadataProperties: { ...one.metadata },
  };
}
