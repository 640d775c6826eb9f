import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  type Change,
  type CloudFormationClient,
  type DescribeChangeSetCommandOutput,
  type ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import { usageError } from '../errors.ts';
import type { PropertyChange, ResourceChange } from '../lab/plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChangePreview, OperationMode, StackRequest } from '../ports/stacks.ts';
import { newToken, stackInput } from './stack-requests.ts';

const PAUSE_MILLISECONDS = 1000;

/** CloudFormation's ways of saying that an update would change nothing. */
const NOTHING = /didn't contain changes|No updates are to be performed/;

/** Makes a change set and waits until it can be read; undefined when nothing would change. */
export async function previewChanges(
  client: CloudFormationClient,
  clock: Clock,
  stackId: string,
  request: StackRequest,
  mode: OperationMode,
): Promise<ChangePreview | undefined> {
  const input = { ...stackInput(request, mode), StackName: stackId, ChangeSetType: 'UPDATE' as const };
  const { Id: changeSet = '' } = await client.send(
    new CreateChangeSetCommand({ ...input, ChangeSetName: newToken(), Description: 'made by mlops-lab' }),
  );
  const first = await readyChangeSet(client, clock, changeSet);
  if (first.Status === 'CREATE_COMPLETE') return { changeSet, changes: await allChanges(client, first) };
  await client.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet }));
  const reason = first.StatusReason ?? 'CloudFormation gave no reason';
  if (NOTHING.test(reason)) return undefined;
  throw usageError('change-set-failed', `CloudFormation rejects the update of stack ${request.name}: ${reason}`);
}

async function readyChangeSet(
  client: CloudFormationClient,
  clock: Clock,
  changeSet: string,
): Promise<DescribeChangeSetCommandOutput> {
  for (;;) {
    const described = await client.send(
      new DescribeChangeSetCommand({ ChangeSetName: changeSet, IncludePropertyValues: true }),
    );
    if (described.Status !== 'CREATE_PENDING' && described.Status !== 'CREATE_IN_PROGRESS') return described;
    await clock.sleep(PAUSE_MILLISECONDS);
  }
}

async function allChanges(client: CloudFormationClient, first: DescribeChangeSetCommandOutput) {
  const changes = [...(first.Changes ?? [])];
  for (let next = first.NextToken; next;) {
    const page = await client.send(
      new DescribeChangeSetCommand({ ChangeSetName: first.ChangeSetId, IncludePropertyValues: true, NextToken: next }),
    );
    changes.push(...(page.Changes ?? []));
    next = page.NextToken;
  }
  return changes.flatMap(describe);
}

function describe({ ResourceChange: change }: Change): ResourceChange[] {
  if (!change) return [];
  const actions = {
    Add: 'add',
    Remove: 'remove',
    Import: 'add',
    Dynamic: 'modify',
    Modify: 'modify',
    SyncWithActual: 'modify',
  };
  const action =
    change.Replacement === 'True' ? 'replace' : (actions[change.Action ?? 'Modify'] as ResourceChange['action']);
  return [
    {
      logicalId: change.LogicalResourceId ?? '',
      resourceType: change.ResourceType ?? '',
      action,
      properties: (change.Details ?? []).flatMap(describeProperty),
    },
  ];
}

function describeProperty({ Target: target, CausingEntity }: ResourceChangeDetail): PropertyChange[] {
  if (!target) return [];
  return [
    {
      path: target.Path ?? `/${target.Attribute ?? ''}${target.Name ? `/${target.Name}` : ''}`,
      ...(target.BeforeValue !== undefined && { before: target.BeforeValue }),
      ...(target.AfterValue !== undefined && { after: target.AfterValue }),
      ...(target.AfterValue === undefined && CausingEntity !== undefined && { after: `(from ${CausingEntity})` }),
      replaces: target.RequiresRecreation === 'Always',
    },
  ];
}
