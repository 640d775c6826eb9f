import type {
  Change,
  ChangeSetSummary,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  ListChangeSetsInput,
  ListChangeSetsOutput,
} from '@aws-sdk/client-cloudformation';

import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { requireLiveStack } from '../operations/find-stack.ts';
import type { ChangeSet, Stack } from '../state.ts';
import { shownParameters } from '../template/parameters.ts';
import { findChangeSet } from './find.ts';

const PAGE = 100;

export function describeChangeSet(input: DescribeChangeSetInput, call: Call): DescribeChangeSetOutput {
  const { changeSet, stack } = findChangeSet(input, call);
  const { definition } = changeSet;
  const changes = isReady(changeSet, call) ? (JSON.parse(changeSet.changes) as Change[]) : [];
  const { items, next } = pageOf(changes, input.NextToken, PAGE);
  return {
    ...summaryOf(changeSet, stack, call),
    Parameters: shownParameters(definition.parameters),
    NotificationARNs: [...definition.notificationArns],
    RollbackConfiguration: {},
    Capabilities: [...definition.capabilities],
    Tags: tagList(definition.tags),
    Changes: input.IncludePropertyValues ? items : items.map(withoutValues),
    ...(next && { NextToken: next }),
    ...(changeSet.onStackFailure && { OnStackFailure: changeSet.onStackFailure }),
    ...(changeSet.deploymentConfig && { DeploymentConfig: changeSet.deploymentConfig }),
  };
}

export function listChangeSets(input: ListChangeSetsInput, call: Call): ListChangeSetsOutput {
  const { stack, state } = requireLiveStack(input.StackName, call);
  const own = Object.values(state.changeSets).filter(({ stackId }) => stackId === stack.id);
  const { items, next } = pageOf(own, input.NextToken, PAGE);
  return { Summaries: items.map((changeSet) => summaryOf(changeSet, stack, call)), ...(next && { NextToken: next }) };
}

export function isReady({ readyAt }: ChangeSet, { now }: Call): boolean {
  return now >= readyAt;
}

function summaryOf(changeSet: ChangeSet, stack: Stack, call: Call): ChangeSetSummary {
  const ready = isReady(changeSet, call);
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    ...(changeSet.description !== undefined && { Description: changeSet.description }),
    CreationTime: new Date(changeSet.createdAt),
    ExecutionStatus: ready ? executionStatus(changeSet, stack) : 'UNAVAILABLE',
    Status: ready ? changeSet.status : 'CREATE_PENDING',
    ...(ready && changeSet.statusReason !== undefined && { StatusReason: changeSet.statusReason }),
    IncludeNestedStacks: false,
    ImportExistingResources: changeSet.importsExisting ?? false,
  };
}

/** How the execution went shows on the stack. */
export function executionStatus({ executionStatus: known, id }: ChangeSet, stack: Stack): ChangeSet['executionStatus'] {
  if (known !== 'EXECUTE_IN_PROGRESS' || stack.changeSetId !== id || stack.operation) return known;
  return stack.status === 'CREATE_COMPLETE' || stack.status === 'UPDATE_COMPLETE'
    ? 'EXECUTE_COMPLETE'
    : 'EXECUTE_FAILED';
}

function withoutValues({ ResourceChange, ...change }: Change): Change {
  if (!ResourceChange) return change;
  const { BeforeContext: _before, AfterContext: _after, Details, ...rest } = ResourceChange;
  return {
    ...change,
    ResourceChange: {
      ...rest,
      Details: (Details ?? []).map((detail) => {
        const {
          BeforeValue: _old,
          AfterValue: _new,
          Path: _path,
          AttributeChangeType: _type,
          ...Target
        } = detail.Target ?? {};
        return { ...detail, Target };
      }),
    },
  };
}
