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
  paginateDescribeStacks,
  RollbackStackCommand,
  type DescribeStacksOutput,
} from '@aws-sdk/client-cloudformation';
import type { ObservedStack } from '../lab/stack-status.ts';
import type { Clock } from '../ports/clock.ts';
import type { OperationOutcome, Overtaken, StackFailure, StackOperationHandle, Stacks } from '../ports/stacks.ts';
import { previewChanges } from './change-sets.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { isAbsent, translated, type CallSite } from './errors.ts';
import { orOvertaken } from './overtaken.ts';
import { KnownStacks } from './known-stacks.ts';
import { listed } from './lists.ts';
import { firstCause, readOperation, reported } from './stack-events.ts';
import { pastAsCreated, pastOf, type StackPast } from './stack-past.ts';
import { StackPoller } from './stack-poller.ts';
import { ofType, physicalId, resourcesOf, standing } from './stack-resources.ts';
import { together } from './together.ts';
import { deploymentConfig, isUnderWay, newToken, stackInput } from './stack-requests.ts';

/** The stacks of one account, with what its other readers need to know of them. */
export interface AwsStacks extends Stacks {
  /** All that stand, of whatever lab. */
  all(): Promise<readonly ObservedStack[]>;
  /** What a stack's events tell. */
  past(stackId: string): Promise<StackPast>;
  /** What this run has read of them. */
  readonly known: KnownStacks;
}

export function awsStacks(setup: ClientSetup, site: CallSite): AwsStacks {
  const client = clientOf(CloudFormationClient, setup);
  const { poller = new StackPoller(setup.clock), known = new KnownStacks() } = setup;
  const allPages = () => paginateDescribeStacks({ client }, {});
  const see = ({ Stacks }: DescribeStacksOutput) => Stacks?.map((stack) => known.see(stack));
  const find = (nameOrId: string) => findStack(client, known, nameOrId);
  const found = together(find);
  const resources = together((stackId) => known.resources(stackId, () => resourcesOf(client, stackId)));
  const past = async (stackId: string) =>
    known.isAsCreated(stackId) ? pastAsCreated(await resources(stackId)) : pastOf(client, stackId);
  const begin = async (
    act: (token: string) => Promise<string>,
    seen?: string,
  ): Promise<StackOperationHandle | Overtaken> => {
    const token = newToken();
    return translated(site, () => orOvertaken(async () => ({ stackId: await act(token), token }), seen));
  };
  return {
    known,
    all: () => translated(site, () => listed(setup, 'stacks', allPages, see)),
    past: (stackId) => translated(site, () => known.past(stackId, () => past(stackId))),

    find: (nameOrId) => translated(site, () => found(nameOrId)),
    template: (stackId) => translated(site, () => templateOf(client, stackId)),
    resources: (stackId) => translated(site, async () => standing(await resources(stackId))),
    resourcesOfType: (stackId, type) => translated(site, async () => ofType(type, await resources(stackId))),
    resourceIds: (stackId) => translated(site, async () => (await resources(stackId)).map(physicalId)),

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
        return { ended, stack: await restingStack(find, setup.clock, operation.stackId) } satisfies OperationOutcome;
      }),
    failure: (operation) => translated(site, () => failureOf(client, operation)),
  };
}

/** Events and stacks are read from different stores, and the stack may lag behind its final event. */
const LAGS = [1000, 2000, 3000];

async function restingStack(
  find: (nameOrId: string) => Promise<ObservedStack | undefined>,
  clock: Clock,
  stackId: string,
): Promise<ObservedStack | undefined> {
  let stack = await find(stackId);
  for (const lag of LAGS) {
    if (!stack || !isUnderWay(stack.status)) break;
    await clock.sleep(lag);
    stack = await find(stackId);
  }
  return stack;
}

async function findStack(
  client: CloudFormationClient,
  known: KnownStacks,
  nameOrId: string,
): Promise<ObservedStack | undefined> {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: nameOrId }));
    return stack && known.see(stack);
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
