import { setTimeout } from 'node:timers/promises';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  type CreateStackCommandInput,
  type DeleteStackCommandInput,
  type Stack,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from './aws.ts';
import { codeOf } from './conformance-case.ts';

/** The stack that most cases need only one of. */
export const STACK = 'conformance';

type Named<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Creates a stack and waits until it has come to rest; what became of it, or the code of the refusal. */
export async function create(aws: Aws, template: object | string, options: Named<CreateStackCommandInput> = {}) {
  return settledOrRefused(aws, async () => {
    const input = { StackName: STACK, TemplateBody: bodyOf(template), ...options };
    return (await aws.cloudformation.send(new CreateStackCommand(input))).StackId;
  });
}

export async function update(aws: Aws, template: object | string, options: Named<UpdateStackCommandInput> = {}) {
  return settledOrRefused(aws, async () => {
    const body = options.UsePreviousTemplate ? {} : { TemplateBody: bodyOf(template) };
    const input = { StackName: STACK, ...body, ...options };
    return (await aws.cloudformation.send(new UpdateStackCommand(input))).StackId;
  });
}

export async function remove(aws: Aws, options: Named<DeleteStackCommandInput> = {}) {
  return settledOrRefused(aws, async () => {
    const input = { StackName: STACK, ...options };
    const id = (await existing(aws, input.StackName))?.StackId;
    await aws.cloudformation.send(new DeleteStackCommand(input));
    return id;
  });
}

/** The stack once nothing is in progress any more, or patience is at its end; undefined when there is none of that name or id. */
export async function settled(aws: Aws, name: string = STACK): Promise<Stack | undefined> {
  let stack = await existing(aws, name);
  for (let polls = 0; isMoving(stack) && polls < POLLS; polls += 1) {
    await setTimeout(POLL_MS);
    stack = await existing(aws, name);
  }
  return stack;
}

const POLL_MS = 30;
/** Enough for the sandbox by far; moto leaves stacks in progress forever whose template it cannot carry out. */
const POLLS = 50;

function isMoving(stack: Stack | undefined): boolean {
  const status = stack?.StackStatus ?? '';
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

export function outputsOf(stack: Stack | undefined): Record<string, string | undefined> {
  return Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]));
}

/** Oldest first, as `logicalId STATUS`; the stack itself goes by its name. */
export async function events(aws: Aws, name: string = STACK): Promise<string[]> {
  const { StackEvents = [] } = await aws.cloudformation.send(new DescribeStackEventsCommand({ StackName: name }));
  return StackEvents.reverse().map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`);
}

/** The status of each resource of a stack, by logical id. */
export async function resources(aws: Aws, name: string = STACK): Promise<Record<string, string | undefined>> {
  const { StackResources = [] } = await aws.cloudformation.send(new DescribeStackResourcesCommand({ StackName: name }));
  return Object.fromEntries(
    StackResources.map(({ LogicalResourceId = '', ResourceStatus }) => [LogicalResourceId, ResourceStatus]),
  );
}

export async function physicalId(aws: Aws, logicalId: string, name: string = STACK): Promise<string | undefined> {
  const { StackResources = [] } = await aws.cloudformation.send(new DescribeStackResourcesCommand({ StackName: name }));
  return StackResources.find(({ LogicalResourceId }) => LogicalResourceId === logicalId)?.PhysicalResourceId;
}

/** The code of the error that `act` meets, or `none`. */
export async function refusal(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return 'none';
  } catch (error) {
    return error instanceof Error ? codeOf(error) : String(error);
  }
}

export interface Ended {
  readonly status: string | undefined;
  readonly outputs: Record<string, string | undefined>;
  readonly reason: string | undefined;
  readonly id: string | undefined;
}

async function settledOrRefused(aws: Aws, act: () => Promise<string | undefined>): Promise<Ended> {
  try {
    const id = await act();
    const stack = id === undefined ? undefined : await settled(aws, id);
    return { status: stack?.StackStatus ?? 'none', outputs: outputsOf(stack), reason: stack?.StackStatusReason, id };
  } catch (error) {
    if (!(error instanceof Error) || !('$metadata' in error)) throw error;
    return { status: codeOf(error), outputs: {}, reason: error.message, id: undefined };
  }
}

async function existing(aws: Aws, name: string): Promise<Stack | undefined> {
  try {
    return (await aws.cloudformation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return undefined;
    throw error;
  }
}

function bodyOf(template: object | string): string {
  return typeof template === 'string' ? template : JSON.stringify(template);
}
