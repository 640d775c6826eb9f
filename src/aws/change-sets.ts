import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  type Change,
  paginateDescribeEvents,
  type CloudFormationClient,
  type DescribeChangeSetCommandOutput,
  type OperationEvent,
  type ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import { LabError, usageError } from '../errors.ts';
import type { PropertyChange, ResourceChange } from '../lab/plan.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import { keptParameters } from '../lab/template-parameters.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChangePreview, OperationMode, StackRequest } from '../ports/stacks.ts';
import { errorName } from './errors.ts';
import { newToken, stackInput, tagList } from './stack-requests.ts';

const PAUSE_MILLISECONDS = 1000;
/** How long a change set that was just made may be unknown, since reads can lag behind. */
const STALENESS = 30_000;
const BEING_MADE: ReadonlySet<string> = new Set(['CREATE_PENDING', 'CREATE_IN_PROGRESS']);
/** Change sets of a lab's stacks take seconds. */
const PATIENCE_MINUTES = 20;

/** CloudFormation's messages for an update that would change nothing. */
const NOTHING = /didn't contain changes|No updates are to be performed/;

/** Creates a change set and waits until it can be read; undefined if nothing would change. */
export async function previewChanges(
  client: CloudFormationClient,
  clock: Clock,
  standing: ObservedStack,
  request: StackRequest,
  mode: OperationMode,
): Promise<ChangePreview | undefined> {
  const { Parameters, ...asWanted } = stackInput(request, mode);
  const kept = keptParameters(request, standing).map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true }));
  const input = {
    ...asWanted,
    Tags: tagList({ ...withoutAws(standing.tags), ...request.tags }),
    Parameters: [...Parameters, ...kept],
    StackName: standing.id,
    ChangeSetType: 'UPDATE' as const,
  };
  // The token makes it safe to send the request again after a lost response.
  const token = newToken();
  const { Id: changeSet = '' } = await client.send(
    new CreateChangeSetCommand({
      ...input,
      ChangeSetName: token,
      ClientToken: token,
      Description: 'made by mlops-lab',
    }),
  );
  const first = await readyChangeSet(client, clock, { changeSet, stack: request.name });
  if (first.Status === 'CREATE_COMPLETE') return { changeSet, changes: await allChanges(client, first) };
  const reason = first.StatusReason ?? 'CloudFormation gave no reason';
  const isNothing = NOTHING.test(reason);
  // They are deleted with the change set.
  const found = isNothing ? [] : await validationReasons(client, changeSet);
  await client.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet }));
  if (isNothing) return undefined;
  const why = found.length > 0 ? found.join('; ') : reason;
  const message = `CloudFormation rejects the update of stack ${request.name}: ${why}`;
  const say = 'fix what CloudFormation names and run the same command again';
  throw usageError('change-set-failed', message, { say, command: 'again' });
}

/** Keeps tags that others set on the stack; those of AWS itself cannot be set. */
function withoutAws(tags: ObservedStack['tags']): ObservedStack['tags'] {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));
}

/** The problems that early validation found. Callers who may not read them get the change set's own reason. */
async function validationReasons(client: CloudFormationClient, ChangeSetName: string): Promise<string[]> {
  const found: string[] = [];
  try {
    const input = { ChangeSetName, Filters: { FailedEvents: true } };
    for await (const { OperationEvents = [] } of paginateDescribeEvents({ client }, input)) {
      found.push(...OperationEvents.map(reasonOf));
    }
  } catch {
    return [];
  }
  return found.reverse();
}

function reasonOf(event: OperationEvent): string {
  const { LogicalResourceId = '', ResourceType = '', ValidationPath: path } = event;
  const reason = event.ValidationStatusReason ?? event.HookStatusReason ?? event.ResourceStatusReason ?? '';
  return `${LogicalResourceId}, ${ResourceType}: ${reason}${path ? ` (at ${path})` : ''}`;
}

async function readyChangeSet(
  client: CloudFormationClient,
  clock: Clock,
  { changeSet, stack }: { readonly changeSet: string; readonly stack: string },
): Promise<DescribeChangeSetCommandOutput> {
  const made = clock.now();
  for (;;) {
    const described = await describeChangeSet(client, changeSet, () => clock.now() - made <= STALENESS);
    if (described && !BEING_MADE.has(described.Status ?? '')) return described;
    if (clock.now() - made >= PATIENCE_MINUTES * 60_000) throw notReady(stack, changeSet);
    await clock.sleep(PAUSE_MILLISECONDS);
  }
}

/** Undefined where it cannot be seen, as long as it may be so. */
async function describeChangeSet(
  client: CloudFormationClient,
  ChangeSetName: string,
  mayBeUnseen: () => boolean,
): Promise<DescribeChangeSetCommandOutput | undefined> {
  try {
    return await client.send(new DescribeChangeSetCommand({ ChangeSetName, IncludePropertyValues: true }));
  } catch (error) {
    if (/^ChangeSetNotFound/.test(errorName(error)) && mayBeUnseen()) return undefined;
    throw error;
  }
}

function notReady(stack: string, changeSet: string): LabError {
  return new LabError({
    code: 'change-set-not-ready',
    message: `CloudFormation has not worked out the changes of stack ${stack} in ${String(PATIENCE_MINUTES)} minutes`,
    hint: { say: `delete the change set ${changeSet} and run the same command again`, command: 'again' },
  });
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
      properties: mergedByPath((change.Details ?? []).flatMap(describeProperty)),
    },
  ];
}

/** CloudFormation lists a property once per cause: the value in the template, and what it refers to. */
function mergedByPath(properties: readonly PropertyChange[]): PropertyChange[] {
  const merged = new Map<string, PropertyChange>();
  for (const each of properties) {
    const known = merged.get(each.path);
    merged.set(each.path, { ...each, ...known, replaces: each.replaces || known?.replaces === true });
  }
  return [...merged.values()];
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
