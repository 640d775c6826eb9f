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
} from '@aws-sdk/client-cloudformation';
import type { ObservedStack } from '../lab/stack-status.ts';
import type { StackFailure, StackOperationHandle, Stacks } from '../ports/stacks.ts';
import { previewChanges } from './change-sets.ts';
import { clientConfig, type ClientSetup } from './clients.ts';
import { isAbsent, translated, type CallSite } from './errors.ts';
import { firstCause, readOperation, reported } from './stack-events.ts';
import { StackPoller } from './stack-poller.ts';
import { deploymentConfig, newToken, observed, stackInput } from './stack-requests.ts';

export function awsStacks(setup: ClientSetup, site: CallSite): Stacks {
  const client = new CloudFormationClient(clientConfig(setup));
  const poller = new StackPoller(client, setup.clock);
  const begin = async (act: (token: string) => Promise<string>): Promise<StackOperationHandle> => {
    const token = newToken();
    return { stackId: await translated(site, () => act(token)), token };
  };
  return {
    find: (nameOrId) => translated(site, () => findStack(client, nameOrId)),
    template: (stackId) => translated(site, () => templateOf(client, stackId)),
    resourcesOfType: (stackId, type) => translated(site, () => resourcesOfType(client, stackId, type)),

    create: (request, mode) =>
      begin(async (ClientRequestToken) => {
        const input = { ...stackInput(request, mode), ClientRequestToken, RetainExceptOnCreate: true };
        return (await client.send(new CreateStackCommand(input))).StackId ?? '';
      }),
    preview: (stackId, request, mode) =>
      translated(site, () => previewChanges(client, setup.clock, stackId, request, mode)),
    execute: (stackId, { changeSet }) =>
      begin(async (ClientRequestToken) => {
        await client.send(new ExecuteChangeSetCommand({ ChangeSetName: changeSet, ClientRequestToken }));
        return stackId;
      }),
    discard: ({ changeSet }) =>
      translated(site, async () => {
        await client.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet }));
      }),
    continueRollback: (stackId) =>
      begin(async (ClientRequestToken) => {
        await client.send(new ContinueUpdateRollbackCommand({ StackName: stackId, ClientRequestToken }));
        return stackId;
      }),
    delete: (stackId, mode) =>
      begin(async (ClientRequestToken) => {
        const input = { StackName: stackId, ClientRequestToken, ...deploymentConfig(mode) };
        await client.send(new DeleteStackCommand(input));
        return stackId;
      }),

    follow: ({ stackId, token }, onEvent) =>
      translated(site, async () => {
        await poller.follow(stackId, token, (event) => onEvent(reported(event)));
        return findStack(client, stackId);
      }),
    failure: (stackId) => translated(site, () => failureOf(client, stackId)),
  };
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

async function templateOf(client: CloudFormationClient, stackId: string): Promise<string> {
  const input = { StackName: stackId, TemplateStage: 'Original' as const };
  return (await client.send(new GetTemplateCommand(input))).TemplateBody ?? '';
}

async function resourcesOfType(client: CloudFormationClient, stackId: string, type: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackId })) {
    for (const { ResourceType, ResourceStatus, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (ResourceType === type && PhysicalResourceId && ResourceStatus !== 'DELETE_COMPLETE') {
        found.push(PhysicalResourceId);
      }
    }
  }
  return found;
}

async function failureOf(client: CloudFormationClient, stackId: string): Promise<StackFailure | undefined> {
  const cause = firstCause(await readOperation(client, stackId), stackId);
  return cause?.resourceType === 'AWS::CloudFormation::Stack'
    ? ((await validationFailure(client, stackId)) ?? cause)
    : cause;
}

/** Failures before any resource was touched (validation, hooks) stand only in DescribeEvents, which may not be allowed. */
async function validationFailure(client: CloudFormationClient, stackId: string): Promise<StackFailure | undefined> {
  try {
    const input = { StackName: stackId, Filters: { FailedEvents: true } };
    const { OperationEvents = [] } = await client.send(new DescribeEventsCommand(input));
    const first = OperationEvents.filter(({ EventType }) => EventType !== 'STACK_EVENT').at(-1);
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
