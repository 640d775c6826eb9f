import { CloudFormationClient, type StackEvent } from '@aws-sdk/client-cloudformation';
import type { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../src/aws/clients.ts';
import { firstCause, readOperation } from '../../src/aws/stack-events.ts';
import type { StackOperationHandle } from '../../src/ports/stacks.ts';
import { ID } from './event-lines.ts';
import { alone, ended, operationOf, request, stage, STANDARD, xml, type Stage } from './stage.ts';

const STACK = { PhysicalResourceId: ID, ResourceType: 'AWS::CloudFormation::Stack', LogicalResourceId: 'pre-reqs' };

function event(id: string, status: string, reason?: string): StackEvent {
  const what = id === 'pre-reqs' ? STACK : { LogicalResourceId: id, ResourceType: 'AWS::S3::Bucket' };
  return { ...what, ResourceStatus: status as 'CREATE_FAILED', ResourceStatusReason: reason } as StackEvent;
}

function causeOf(...events: StackEvent[]): string | undefined {
  const cause = firstCause({ events, begun: true, end: undefined, tokenless: false }, ID);
  return cause && `${cause.logicalId}: ${cause.reason}`;
}

describe('the first cause', () => {
  it('is the earliest failure, not what followed from it', () => {
    const events = [
      event('pre-reqs', 'CREATE_IN_PROGRESS'),
      event('Key', 'CREATE_FAILED', 'Resource creation cancelled'),
      event('Bucket', 'CREATE_FAILED', 'it exists already'),
      event('Alias', 'CREATE_FAILED', 'something later'),
      event('pre-reqs', 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [Bucket, Key].'),
      event('Bucket', 'DELETE_FAILED', 'and cannot be deleted'),
      event('pre-reqs', 'ROLLBACK_FAILED', 'The following resource(s) failed to delete: [Bucket].'),
    ];
    expect(causeOf(...events)).toBe('Bucket: it exists already');
  });

  it.each(['Resource creation cancelled', 'Resource update cancelled', 'Resource deletion cancelled'])(
    'is never "%s"',
    (reason) => {
      expect(causeOf(event('Key', 'UPDATE_FAILED', reason))).toBeUndefined();
    },
  );

  it('is the failure of the stack itself where no resource failed', () => {
    const failed = event('pre-reqs', 'CREATE_FAILED', 'the role cannot be assumed');
    expect(causeOf(event('Key', 'CREATE_COMPLETE'), failed)).toBe('pre-reqs: the role cannot be assumed');
  });

  it('is that of a stack within it before its own', () => {
    const inner = { ...STACK, LogicalResourceId: 'Inner', PhysicalResourceId: `${ID}-inner` };
    const nested = { ...event('pre-reqs', 'CREATE_FAILED', 'no more buckets'), ...inner } as StackEvent;
    expect(causeOf(event('pre-reqs', 'UPDATE_FAILED', 'it failed'), nested)).toBe('Inner: no more buckets');
  });

  it('without a reason says so', () => {
    expect(causeOf(event('Key', 'CREATE_FAILED'))).toBe('Key: no reason given');
  });
});

/** Enough resources for the events of one operation to fill several pages. */
function handles(count: number, first = 1): string {
  const ids = Array.from({ length: count }, (_, index) => `Handle${String(first + index)}`);
  return `Resources:\n${ids.map((id) => `  ${id}: { Type: "AWS::CloudFormation::WaitConditionHandle" }\n`).join('')}`;
}

describe('reading the events of an operation', () => {
  async function twoOperations(): Promise<{
    staged: Stage;
    create: StackOperationHandle;
    update: StackOperationHandle;
  }> {
    const staged = stage();
    const { stacks } = staged.cloud.tools;
    const create = await alone(stacks.create(request(handles(20)), STANDARD));
    const { stack } = await ended(staged, Promise.resolve(create));
    const preview = await alone(stacks.preview(stack, request(handles(20, 11)), STANDARD));
    if (!preview) throw new Error('the update was expected to change something');
    const update = await alone(stacks.execute(stack.id, preview));
    await ended(staged, Promise.resolve(update));
    return { staged, create, update };
  }

  it('goes back over as many pages as it has, and tells one operation from another', async () => {
    const { staged, create, update } = await twoOperations();
    const client = clientOf(CloudFormationClient, staged.setup);
    const first = await readOperation(client, create.stackId, create.token);
    expect(new Set(first.events.map(({ ClientRequestToken }) => ClientRequestToken))).toEqual(new Set([create.token]));
    expect(first.events.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE')).toHaveLength(21);
    expect(first.end?.ResourceStatus).toBe('CREATE_COMPLETE');

    const second = await readOperation(client, update.stackId, update.token);
    expect(second.end?.ResourceStatus).toBe('UPDATE_COMPLETE');
    expect(second.events.some(({ LogicalResourceId }) => LogicalResourceId === 'Handle30')).toBe(true);

    const latest = await readOperation(client, update.stackId);
    expect(latest.events.map(({ EventId }) => EventId)).toEqual(second.events.map(({ EventId }) => EventId));
  });

  it('gives them oldest first, and stops at what is known', async () => {
    const { staged, update } = await twoOperations();
    const client = clientOf(CloudFormationClient, staged.setup);
    const { events, begun } = await readOperation(client, update.stackId, update.token);
    const times = events.map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(begun).toBe(true);
    staged.requests.length = 0;
    const newest = events.at(-1)?.EventId;
    await readOperation(client, update.stackId, update.token, ({ EventId }) => EventId === newest);
    expect(staged.requests).not.toContain('DescribeEvents');
  });
});

const LATER = '2026-01-05T00:00:05Z';
const BEGAN = { ...STACK, ResourceStatus: 'UPDATE_IN_PROGRESS', Timestamp: '2026-01-05T00:00:00Z' };
const STACK_FAILED = {
  ...STACK,
  ResourceStatus: 'UPDATE_FAILED',
  ResourceStatusReason: 'it did not begin',
  Timestamp: '2026-01-05T00:00:02Z',
};
const OTHER = { LogicalResourceId: 'Bucket', ResourceType: 'AWS::S3::Bucket', ResourceStatus: 'CREATE_FAILED' };
const DENIED = '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';

function member(fields: Readonly<Record<string, string>>): string {
  return `<member>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</member>`;
}

function answer(operation: string, list: string, members: readonly string[]): Promise<HttpResponse> {
  const result = `<${operation}Result><${list}>${members.join('')}</${list}></${operation}Result>`;
  return Promise.resolve(xml(`<${operation}Response>${result}</${operation}Response>`));
}

describe('why an operation failed', () => {
  it('is told of the operation that is asked about, not of an earlier one', async () => {
    const staged = stage({
      faults: [
        { kind: 'resource', resource: 'Handle2', phase: 'create', reason: 'no more handles', times: 1 },
        { kind: 'resource', resource: 'Handle1', phase: 'delete', reason: 'it is held', times: 1 },
      ],
    });
    const { stacks } = staged.cloud.tools;
    const create = await alone(stacks.create(request(handles(2)), STANDARD));
    const { stack } = await ended(staged, Promise.resolve(create));
    expect(stack.status).toBe('ROLLBACK_FAILED');
    expect(await stacks.failure(create)).toMatchObject({ logicalId: 'Handle2', status: 'CREATE_FAILED' });
    const removal = await alone(stacks.delete(stack.id, STANDARD));
    expect((await ended(staged, Promise.resolve(removal))).stack.status).toBe('DELETE_COMPLETE');
    expect(await stacks.failure(removal)).toBeUndefined();
    expect(await stacks.failure({ stackId: stack.id, token: create.token })).toMatchObject({ logicalId: 'Handle2' });
  });

  /** The events of an operation that failed before any resource was touched, and what DescribeEvents tells of it. */
  function failing(operationEvents: string | undefined, cause = STACK_FAILED): Stage {
    const events = [cause, BEGAN].map((fields) => member({ ...fields, EventId: fields.Timestamp }));
    return stage({
      between: (incoming, otherwise) => {
        const operation = operationOf(incoming);
        if (operation === 'DescribeStackEvents') return answer(operation, 'StackEvents', events);
        const asked = new URLSearchParams(String(incoming.body));
        const isOfThis = asked.get('StackName') === ID && asked.get('Filters.FailedEvents') === 'true';
        if (operation !== 'DescribeEvents' || !isOfThis) return otherwise();
        if (operationEvents === undefined) return Promise.resolve(xml(DENIED, 403));
        return answer(operation, 'OperationEvents', [operationEvents]);
      },
    });
  }
  const failureOf = ({ cloud }: Stage) => cloud.tools.stacks.failure({ stackId: ID });

  const own = { logicalId: 'pre-reqs', reason: 'it did not begin' };
  const earlier = member({ ...OTHER, EventType: 'VALIDATION_ERROR', Timestamp: '2026-01-04T00:00:00Z' });
  const ofStack = member({ ...OTHER, EventType: 'STACK_EVENT', Timestamp: LATER });
  const told = (reasons: Readonly<Record<string, string>>) =>
    member({ ...OTHER, ...reasons, EventType: 'VALIDATION_ERROR', Timestamp: LATER });

  it.each([
    [
      'validation',
      { ValidationStatusReason: 'taken', HookStatusReason: 'no', ResourceStatusReason: 'failed' },
      'taken',
    ],
    ['a hook', { HookStatusReason: 'not allowed', ResourceStatusReason: 'failed' }, 'not allowed'],
    ['a resource', { ResourceStatusReason: 'failed' }, 'failed'],
    ['nobody', {}, ''],
  ])('is told as %s tells it, where no resource was touched', async (_, reasons, reason) => {
    const later = member({ LogicalResourceId: 'Later', EventType: 'HOOK_INVOCATION_ERROR', Timestamp: LATER });
    const staged = failing(later + later + ofStack + told(reasons) + earlier);
    const { LogicalResourceId: logicalId, ResourceType: resourceType, ResourceStatus: status } = OTHER;
    expect(await failureOf(staged)).toEqual({ logicalId, resourceType, status, reason });
  });

  it.each([
    ['at the time of its beginning', { Timestamp: BEGAN.Timestamp }],
    ['at no time that is known', {}],
  ])('is told by what failed %s', async (_, time) => {
    const event = member({ ...OTHER, ...time, EventType: 'VALIDATION_ERROR', ValidationStatusReason: 'taken' });
    expect(await failureOf(failing(event))).toMatchObject({ reason: 'taken' });
  });

  it('is told by what failed at whatever time, where the operation shows no event', async () => {
    const staged = failing(told({ ValidationStatusReason: 'taken' }));
    const failure = await staged.cloud.tools.stacks.failure({ stackId: ID, token: 'ours' });
    expect(failure).toMatchObject({ reason: 'taken' });
  });

  it.each([
    ['is of an earlier operation', earlier],
    ['is of the stack itself', ofStack],
    ['is nothing', ''],
    ['may not be read', undefined],
  ])('is told as the stack tells it, where what else there is %s', async (_, events) => {
    expect(await failureOf(failing(events))).toMatchObject(own);
  });

  it('is told by the resource that failed, whatever else there is', async () => {
    const staged = failing(told({}), { ...STACK_FAILED, PhysicalResourceId: 'b', ResourceType: 'AWS::S3::Bucket' });
    expect(await failureOf(staged)).toMatchObject({ resourceType: 'AWS::S3::Bucket', reason: 'it did not begin' });
    expect(staged.requests).not.toContain('DescribeEvents');
  });
});
