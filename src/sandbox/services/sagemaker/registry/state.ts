import type { CreateModelPackageInput, ModelApprovalStatus } from '@aws-sdk/client-sagemaker';

import type { Principal } from '../../../kernel/principal.ts';
import type { Tags } from '../../../kernel/tags.ts';
import type { Slice } from '../../../kernel/world.ts';
import type { Place } from '../state.ts';

/** What is kept of a request as it is. */
export type PackageDescription = Pick<
  CreateModelPackageInput,
  | 'Domain'
  | 'InferenceSpecification'
  | 'MetadataProperties'
  | 'ModelMetrics'
  | 'ModelPackageDescription'
  | 'SourceUri'
  | 'Task'
>;

/** A version in a group. */
export interface ModelPackageRecord {
  readonly name: string;
  readonly version: number;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  readonly createdBy: Pick<Principal, 'arn' | 'userId'>;
  readonly description: PackageDescription;
  approval: ModelApprovalStatus;
  approvalDescription?: string;
  metadata: Record<string, string>;
  readonly clientToken?: string;
}

export interface ModelPackageGroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly createdBy: Pick<Principal, 'arn' | 'userId'>;
  readonly description?: string;
  policy?: string;
  /** Numbers are not given twice. */
  lastVersion: number;
  readonly packages: Record<string, ModelPackageRecord>;
  tags: Tags;
}

export const registrySlice: Slice<Record<string, ModelPackageGroupRecord>> = {
  name: 'sagemaker-registry',
  initial: () => ({}),
};

export function groupsOf({ cloud, account, region }: Place): Record<string, ModelPackageGroupRecord> {
  return cloud.world.slice(registrySlice, account, region);
}
