import type {
  DescribeStacksInput,
  DescribeStacksOutput,
  Output,
  Stack as StackDescription,
} from '@aws-sdk/client-cloudformation';

import { pageOf } from '../../kernel/pages.ts';
import { liveStacks } from '../engine/operation/under-way.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import type { CloudFormationState, Stack } from '../state.ts';
import { shownParameters } from '../template/parameters.ts';
import { requireStack } from './find-stack.ts';
import { stateOf } from './place.ts';
import { isProtected } from './termination-protection.ts';

const PAGE = 100;

export function describeStacks(input: DescribeStacksInput, call: Call): DescribeStacksOutput {
  if (input.StackName !== undefined) {
    const { state, stack } = requireStack(input.StackName, call);
    return { Stacks: [description(state, stack)] };
  }
  call.about('*');
  const state = stateOf(call);
  const live = liveStacks(state);
  const { items, next } = pageOf(live.reverse(), input.NextToken, PAGE);
  return { Stacks: items.map((stack) => description(state, stack)), ...(next && { NextToken: next }) };
}

function description(state: CloudFormationState, stack: Stack): StackDescription {
  const { definition } = stack;
  return {
    ...summaryOf(stack),
    ...(stack.changeSetId && { ChangeSetId: stack.changeSetId }),
    ...(definition.description !== undefined && { Description: definition.description }),
    Parameters: shownParameters(definition.parameters),
    RollbackConfiguration: {},
    DisableRollback: stack.disableRollback,
    ...(stack.deploymentConfig && { DeploymentConfig: stack.deploymentConfig }),
    NotificationARNs: [...definition.notificationArns],
    ...(stack.timeoutMinutes !== undefined && { TimeoutInMinutes: stack.timeoutMinutes }),
    Capabilities: [...definition.capabilities],
    Outputs: outputsOf(stack),
    ...(stack.roleArn && { RoleARN: stack.roleArn }),
    Tags: tagList(definition.tags),
    EnableTerminationProtection: isProtected(state, stack),
    RetainExceptOnCreate: stack.retainExceptOnCreate,
    ...(stack.deletionMode && { DeletionMode: stack.deletionMode }),
  };
}

/** What descriptions and lists of stacks have in common. */
export function summaryOf(stack: Stack) {
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: new Date(stack.createdAt),
    ...(stack.updatedAt !== undefined && { LastUpdatedTime: new Date(stack.updatedAt) }),
    ...(stack.deletedAt !== undefined && { DeletionTime: new Date(stack.deletedAt) }),
    StackStatus: stack.status,
    ...(stack.statusReason !== undefined && { StackStatusReason: stack.statusReason }),
    ...(stack.parentId && { ParentId: stack.parentId }),
    ...(stack.rootId && { RootId: stack.rootId }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const },
    LastOperations: lastOperations(stack),
  };
}

/** The operation that was asked for last and, where it failed, the rollback that followed. */
function lastOperations({ operations }: Stack) {
  return operations.slice(0, 2).map(({ type, id }) => ({ OperationType: type, OperationId: id }));
}

function outputsOf({ outputs }: Stack): Output[] {
  return Object.entries(outputs).map(([key, { value, description, exportName }]) => ({
    OutputKey: key,
    OutputValue: value,
    ...(description !== undefined && { Description: description }),
    ...(exportName !== undefined && { ExportName: exportName }),
  }));
}
