import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  paginateListStackResources,
  RollbackStackCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { StackResource } from '../lab/drift.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import type { Clock } from '../ports/clock.ts';
import type { OperationOutcome, Overtaken, StackFailure, StackOperationHandle, Stacks } from '../ports/stacks.ts';
import { previewChanges } from './change-sets.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { isAbsent, translated, type CallSite } from './errors.ts';
import { orOvertaken } from './overtaken.ts';
import { firstCause, readOperation, reported } from './stack-events.ts';
import { StackPoller } from './stack-poller.ts';
import { together } from './together.ts';
import { deploymentConfig, isUnderWay, newToken, observed, stackInput } from './stack-requests.ts';

export function awsStacks(setup: ClientSetup, site: CallSite): Stacks {
  const client = clientOf(CloudFormationClient, setup);
  const poller = setup.poller ?? new StackPoller(setup.clock);
  const found = together((nameOrId) => findStack(client, nameOrId));
  const listed = together((stackId) => resourcesOf(client, stackId));
  const begin = async (
    act: (token: string) => Promise<string>,
    seen?: string,
  ): Promise<StackOperationHandle | Overtaken> => {
    const token = newToken();
    return translated(site, () => orOvertaken(async () => ({ stackId: await act(token), token }), seen));
  };
  return {
    find: (nameOrId) => translated(site, () => found(nameOrId)),
    template: (stackId) => translated(site, () => templateOf(client, stackId)),
    resources: (stackId) => translated(site, async () => standing(await listed(stackId))),
    resourcesOfType: (stackId, type) => translated(site, async () => ofType(type, await listed(stackId))),
    resourceIds: (stackId) => translated(site, async () => (await listed(stackId)).map(physicalId)),

    create: async (request, mode) => {
      const handle = await begin(async (ClientRequestToken) => {
        const input = { ...stackInput(request, mode), ClientRequestToken, RetainExceptOnCreate: true };
        return (await client.send(new CreateStackCommand(input))).StackId ?? '';
      });
      return handle === 'overtaken' ? handle : { ...handle, isFirst: true };
    },
    preview: (standing, request, mode) =>
      translated(site, () =>
        orOvertaken(() => previewChanges(client, setup.clock, standing, request, mode), standing.status),
      ),
    execute: async (stackId, { changeSet }) => {
      const handle = await begin(async (ClientRequestToken) => {
        await client.send(new ExecuteChangeSetCommand({ ChangeSetName: changeSet, ClientRequestToken }));
        return stackId;
      });
      return handle === 'overtaken' ? handle : { ...handle, changeSet };
    },
    discard: ({ changeSet }) =>
      translated(site, async () => {
        await client.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet }));
      }),
    rollBack: ({ id, status }) =>
      begin(async (ClientRequestToken) => {
        const input = { StackName: id, ClientRequestToken };
        if (status === 'UPDATE_FAILED') await client.send(new RollbackStackCommand(input));
        else await client.send(new ContinueUpdateRollbackCommand(input));
        return id;
      }, status),
    delete: (stackId, mode) =>
      begin(async (ClientRequestToken) => {
        const { retain = [] } = mode;
        const kept = retain.length > 0 ? { RetainResources: [...retain] } : {};
        const input = { StackName: stackId, ClientRequestToken, ...kept, ...deploymentConfig(mode) };
        await client.send(new DeleteStackCommand(input));
        return stackId;
      }),

    follow: (operation, onEvent, how) =>
      translated(site, async () => {
        const ended = await poller.follow(client, operation, (event) => onEvent(reported(event)), how);
        return { ended, stack: await restingStack(client, setup.clock, operation.stackId) } satisfies OperationOutcome;
      }),
    failure: (operation) => translated(site, () => failureOf(client, operation)),
  };
}

/** Events and stacks are read from different stores, and the stack may lag behind its final event. */
const LAGS = [0, 1000, 2000, 3000];

async function restingStack(
  client: CloudFormationClient,
  clock: Clock,
  stackId: string,
): Promise<ObservedStack | undefined> {
  let stack: ObservedStack | undefined;
  for (const lag of LAGS) {
    if (lag > 0) await clock.sleep(lag);
    stack = await findStack(client, stackId);
    if (!stack || !isUnderWay(stack.status)) break;
  }
  return stack;
}

async function findStack(client: CloudFormationClient, nameOrId: string): Promise<ObservedStack | undefined> {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: nameOrId }));
    return stack && observed(stack);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** A stack that never got past its review has none. */
async function templateOf(client: CloudFormationClient, stackId: string): Promise<string> {
  const input = { StackName: stackId, TemplateStage: 'Original' as const };
  try {
    return (await client.send(new GetTemplateCommand(input))).TemplateBody ?? '';
  } catch (error) {
    if (isAbsent(error)) return '';
    throw error;
  }
}

function ofType(type: string, resources: readonly StackResourceSummary[]): string[] {
  return standing(resources).flatMap(({ resourceType, physicalId: id }) => (resourceType === type ? [id] : []));
}

function standing(resources: readonly StackResourceSummary[]): StackResource[] {
  return resources
    .filter(({ ResourceStatus }) => isThere(ResourceStatus))
    .map(({ LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' }) => ({
      logicalId: LogicalResourceId,
      resourceType: ResourceType,
      physicalId: PhysicalResourceId,
    }));
}

/** All resources that have or had a physical id. */
async function resourcesOf(client: CloudFormationClient, stackId: string): Promise<StackResourceSummary[]> {
  const found: StackResourceSummary[] = [];
  try {
    for await (const page of paginateListStackResources({ client }, { StackName: stackId })) {
      found.push(...(page.StackResourceSummaries ?? []).filter(physicalId));
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return found;
}

function physicalId({ PhysicalResourceId = '' }: StackResourceSummary): string {
  return PhysicalResourceId;
}

/** A resource that could not be created may have the name of somebody else's. */
function isThere(status: string | undefined): boolean {
  return status !== 'DELETE_COMPLETE' && status !== 'CREATE_FAILED';
}

async function failureOf(
  client: CloudFormationClient,
  { stackId, token }: Parameters<Stacks['failure']>[0],
): Promise<StackFailure | undefined> {
  const operation = await readOperation(client, stackId, token);
  const cause = firstCause(operation, stackId);
  if (cause && cause.resourceType !== 'AWS::CloudFormation::Stack') return cause;
  return (await validationFailure(client, stackId, operation.events[0]?.Timestamp)) ?? cause;
}

/**
 * Failures before any resource was touched (validation, hooks) appear only in DescribeEvents, which may not be
 * permitted.
 */
async function validationFailure(
  client: CloudFormationClient,
  stackId: string,
  since = new Date(0),
): Promise<StackFailure | undefined> {
  try {
    const input = { StackName: stackId, Filters: { FailedEvents: true } };
    const { OperationEvents = [] } = await client.send(new DescribeEventsCommand(input));
    const first = OperationEvents.filter(
      ({ EventType, Timestamp = since }) => EventType !== 'STACK_EVENT' && Timestamp >= since,
    ).at(-1);
    return (
      first && {
        logicalId: first.LogicalResourceId ?? '',
        resourceType: first.ResourceType ?? '',
        status: first.ResourceStatus ?? '',
        reason: first.ValidationStatusReason ?? first.HookStatusReason ?? first.ResourceStatusReason ?? '',
      }
    );
  } catch {
    return undefined;
  }
}
