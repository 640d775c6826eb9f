import type {
  CreateModelPackageInput,
  CreateModelPackageOutput,
  DeleteModelPackageInput,
  DescribeModelPackageInput,
  DescribeModelPackageOutput,
  ListModelPackagesInput,
  ListModelPackagesOutput,
} from '@aws-sdk/client-sagemaker';

import { pageOf } from '../../../kernel/pages.ts';
import type { Call } from '../../../kernel/service.ts';
import { notePackage } from '../conditions.ts';
import { invalid, unimplemented } from '../errors.ts';
import { checkedImage } from '../images.ts';
import { selected } from '../selection.ts';
import { existingGroup } from './groups.ts';
import { packageShape, packageSummary } from './package-shape.ts';
import { groupsOf, type ModelPackageGroupRecord, type ModelPackageRecord, type PackageDescription } from './state.ts';
import { updateModelPackage } from './update-package.ts';
import { packageOf } from './find-package.ts';

export const packageOperations = {
  CreateModelPackage: createModelPackage,
  DescribeModelPackage: describeModelPackage,
  ListModelPackages: listModelPackages,
  UpdateModelPackage: updateModelPackage,
  DeleteModelPackage: deleteModelPackage,
};

/** The next version of a group; the same one for the same client token. */
function createModelPackage(input: CreateModelPackageInput, call: Call): CreateModelPackageOutput {
  if (input.ModelPackageGroupName === undefined) unimplemented('model packages without a group');
  if (input.ModelPackageName !== undefined) {
    invalid(
      'Both ModelPackageName and ModelPackageGroupName are provided in the input. Cannot determine which one to use.',
    );
  }
  notePackage(input, call);
  const group = existingGroup(input.ModelPackageGroupName, call);
  const version = group.lastVersion + 1;
  const arn = `${packagesArn(group)}/${version}`;
  call.about(arn);
  if (input.Tags?.length) invalid('Tags are not supported for a versioned model package. Tag its group.');
  const known = Object.values(group.packages).find(({ clientToken }) => clientToken === (input.ClientToken ?? ''));
  if (known) return { ModelPackageArn: known.arn };
  group.packages[version] = newPackage(group, { version, arn }, input, call);
  group.lastVersion = version;
  return { ModelPackageArn: arn };
}

function newPackage(
  { name }: ModelPackageGroupRecord,
  identity: Pick<ModelPackageRecord, 'version' | 'arn'>,
  input: CreateModelPackageInput,
  call: Call,
): ModelPackageRecord {
  return {
    name,
    ...identity,
    createdAt: call.now,
    modifiedAt: call.now,
    createdBy: { arn: call.principal.arn, userId: call.principal.userId },
    description: describedBy(input, call),
    approval: input.ModelApprovalStatus ?? 'PendingManualApproval',
    metadata: { ...input.CustomerMetadataProperties },
    ...(input.ClientToken && { clientToken: input.ClientToken }),
  };
}

function describedBy(input: CreateModelPackageInput, call: Call): PackageDescription {
  for (const { Image } of input.InferenceSpecification?.Containers ?? []) checkedImage(Image, call);
  return {
    Domain: input.Domain,
    InferenceSpecification: input.InferenceSpecification,
    MetadataProperties: input.MetadataProperties,
    ModelMetrics: input.ModelMetrics,
    ModelPackageDescription: input.ModelPackageDescription,
    SourceUri: input.SourceUri,
    Task: input.Task,
  };
}

function describeModelPackage(input: DescribeModelPackageInput, call: Call): DescribeModelPackageOutput {
  return packageShape(packageOf(input.ModelPackageName, call).found);
}

/** Without a group only packages of no group are listed, unless the type says otherwise. */
function listModelPackages(input: ListModelPackagesInput, call: Call): ListModelPackagesOutput {
  const packages = packagesToList(input, call).filter(
    ({ approval }) => input.ModelApprovalStatus === undefined || approval === input.ModelApprovalStatus,
  );
  const sorted = selected(packages, { ...input, SortBy: input.SortBy ?? 'CreationTime' });
  const { items, next } = pageOf(sorted, input.NextToken, input.MaxResults ?? 10);
  return { ModelPackageSummaryList: items.map(packageSummary), ...(next && { NextToken: next }) };
}

function packagesToList(input: ListModelPackagesInput, call: Call): ModelPackageRecord[] {
  if (input.ModelPackageGroupName !== undefined) {
    const group = existingGroup(input.ModelPackageGroupName, call);
    call.about(`${packagesArn(group)}/*`);
    return Object.values(group.packages);
  }
  call.about('*');
  if (input.ModelPackageType === undefined || input.ModelPackageType === 'Unversioned') return [];
  return Object.values(groupsOf(call)).flatMap(({ packages }) => Object.values(packages));
}

function deleteModelPackage(input: DeleteModelPackageInput, call: Call): object {
  const { found, group } = packageOf(input.ModelPackageName, call);
  delete group.packages[found.version];
  return {};
}

function packagesArn({ arn }: ModelPackageGroupRecord): string {
  return arn.replace(':model-package-group/', ':model-package/');
}
