import type {
  CreateModelPackageGroupInput,
  CreateModelPackageGroupOutput,
  DeleteModelPackageGroupInput,
  DescribeModelPackageGroupInput,
  DescribeModelPackageGroupOutput,
  ListModelPackageGroupsInput,
  ListModelPackageGroupsOutput,
  UserContext,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { pageOf } from '../../../kernel/pages.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagMap } from '../../../kernel/tags.ts';
import { arnOf } from '../arns.ts';
import { aboutNew } from '../conditions.ts';
import { invalid } from '../errors.ts';
import { selected } from '../selection.ts';
import { groupsOf, type ModelPackageGroupRecord } from './state.ts';

export const groupOperations = {
  CreateModelPackageGroup: createModelPackageGroup,
  DescribeModelPackageGroup: describeModelPackageGroup,
  ListModelPackageGroups: listModelPackageGroups,
  DeleteModelPackageGroup: deleteModelPackageGroup,
};

function createModelPackageGroup(input: CreateModelPackageGroupInput, call: Call): CreateModelPackageGroupOutput {
  const name = input.ModelPackageGroupName ?? '';
  const arn = arnOf('model-package-group', name, call);
  aboutNew(arn, input.Tags, call);
  const groups = groupsOf(call);
  if (own(groups, name)) invalid(`Model Package Group already exists: ${arn}`);
  put(groups, name, {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    createdBy: { arn: call.principal.arn, userId: call.principal.userId },
    ...(input.ModelPackageGroupDescription !== undefined && { description: input.ModelPackageGroupDescription }),
    lastVersion: 0,
    packages: {},
    tags: tagMap(input.Tags),
  });
  return { ModelPackageGroupArn: arn };
}

function describeModelPackageGroup(
  { ModelPackageGroupName }: DescribeModelPackageGroupInput,
  call: Call,
): DescribeModelPackageGroupOutput {
  const group = groupOf(ModelPackageGroupName, call);
  return { ...summary(group), CreatedBy: userContext(group.createdBy) };
}

function listModelPackageGroups(input: ListModelPackageGroupsInput, call: Call): ListModelPackageGroupsOutput {
  call.about('*');
  const groups = selected(Object.values(groupsOf(call)), { ...input, SortBy: input.SortBy ?? 'CreationTime' });
  const { items, next } = pageOf(groups, input.NextToken, input.MaxResults ?? 10);
  return { ModelPackageGroupSummaryList: items.map(summary), ...(next && { NextToken: next }) };
}

function deleteModelPackageGroup({ ModelPackageGroupName }: DeleteModelPackageGroupInput, call: Call): object {
  const group = groupOf(ModelPackageGroupName, call);
  if (Object.keys(group.packages).length > 0) {
    throw new AwsError(
      'ConflictException',
      `Model Package Group ${group.arn} cannot be deleted because it still contains Model Packages`,
    );
  }
  delete groupsOf(call)[group.name];
  return {};
}

/** The group of a request, which names it or gives its ARN. */
export function groupOf(nameOrArn: string | undefined, call: Call): ModelPackageGroupRecord {
  call.about(groupArn(nameOrArn, call));
  return existingGroup(nameOrArn, call);
}

export function existingGroup(nameOrArn: string | undefined, call: Call): ModelPackageGroupRecord {
  const arn = groupArn(nameOrArn, call);
  const group = Object.values(groupsOf(call)).find((one) => one.arn === arn);
  return group ?? invalid(`ModelPackageGroup ${arn} does not exist.`);
}

function groupArn(nameOrArn = '', call: Call): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('model-package-group', nameOrArn, call);
}

/** The principal, as SageMaker shows who made something. */
export function userContext({ arn, userId }: Pick<Principal, 'arn' | 'userId'>): UserContext {
  return { IamIdentity: { Arn: arn, PrincipalId: userId } };
}

function summary({ name, arn, createdAt, description }: ModelPackageGroupRecord) {
  return {
    ModelPackageGroupName: name,
    ModelPackageGroupArn: arn,
    ...(description !== undefined && { ModelPackageGroupDescription: description }),
    CreationTime: new Date(createdAt),
    ModelPackageGroupStatus: 'Completed' as const,
  };
}
