import { CloudFormationClient, type DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { readOperation, reported } from '../../src/aws/stack-events.ts';
import { event, ID, type Line } from './event-lines.ts';

/** CloudFormation with the events of one stack, newest first, in pages; it tells how many it was asked for. */
function withPages(...pages: readonly (readonly Line[] | undefined)[]) {
  const asked: (string | undefined)[] = [];
  const client = Object.assign(new CloudFormationClient({ region: 'us-east-1' }), {
    send({ input: { NextToken } }: DescribeStackEventsCommand) {
      asked.push(NextToken);
      const at = Number(NextToken ?? 0);
      const next = at + 1 < pages.length ? { NextToken: String(at + 1) } : {};
      return Promise.resolve({ StackEvents: pages[at]?.map((line) => event(line)), ...next });
    },
  });
  return { client, asked };
}

const ENDED = 'pre-reqs CREATE_COMPLETE theirs';
const CREATION = [ENDED, 'Bucket CREATE_COMPLETE theirs', 'pre-reqs CREATE_IN_PROGRESS theirs'];

describe('an operation with a token', () => {
  it.each<[string, readonly Line[], { picked: readonly Line[]; begun: boolean; end?: Line }]>([
    ['is not there yet', CREATION, { picked: [], begun: false }],
    [
      'has begun',
      ['pre-reqs UPDATE_IN_PROGRESS ours', ...CREATION],
      { picked: ['pre-reqs UPDATE_IN_PROGRESS ours'], begun: true },
    ],
    [
      'may have more before what was read',
      ['pre-reqs UPDATE_IN_PROGRESS ours'],
      { picked: ['pre-reqs UPDATE_IN_PROGRESS ours'], begun: false },
    ],
    [
      'has ended with its own last event',
      ['pre-reqs UPDATE_FAILED ours', 'pre-reqs UPDATE_IN_PROGRESS ours', ...CREATION],
      {
        picked: ['pre-reqs UPDATE_IN_PROGRESS ours', 'pre-reqs UPDATE_FAILED ours'],
        begun: true,
        end: 'pre-reqs UPDATE_FAILED ours',
      },
    ],
    [
      'has not ended with a resource',
      ['Bucket UPDATE_COMPLETE ours', 'pre-reqs UPDATE_IN_PROGRESS ours', ...CREATION],
      { picked: ['pre-reqs UPDATE_IN_PROGRESS ours', 'Bucket UPDATE_COMPLETE ours'], begun: true },
    ],
    [
      'has ended where another began, at the first that did',
      [
        'pre-reqs DELETE_COMPLETE last',
        'pre-reqs DELETE_IN_PROGRESS last',
        'pre-reqs UPDATE_IN_PROGRESS next',
        'pre-reqs UPDATE_IN_PROGRESS ours',
        ...CREATION,
      ],
      { picked: ['pre-reqs UPDATE_IN_PROGRESS ours'], begun: true, end: 'pre-reqs UPDATE_IN_PROGRESS next' },
    ],
    [
      'has not ended with what is newer and no beginning of the stack’s',
      [
        'Bucket UPDATE_IN_PROGRESS next',
        'pre-reqs UPDATE_ROLLBACK_IN_PROGRESS next',
        'pre-reqs UPDATE_IN_PROGRESS ours',
      ],
      { picked: ['pre-reqs UPDATE_IN_PROGRESS ours'], begun: false },
    ],
  ])('%s', async (_, newestFirst, { picked, begun, end }) => {
    const operation = await readOperation(withPages(newestFirst).client, ID, 'ours');
    expect(operation.events.map(({ EventId }) => EventId)).toEqual(picked);
    expect([operation.begun, operation.end?.EventId]).toEqual([begun, end]);
  });

  it('is looked for on further pages until an older one shows', async () => {
    const { client, asked } = withPages(['Bucket UPDATE_COMPLETE ours'], undefined, CREATION, ['never ASKED for']);
    const { events, begun } = await readOperation(client, ID, 'ours');
    expect([events.length, begun]).toEqual([1, true]);
    expect(asked).toEqual([undefined, '1', '2']);
  });

  it('is looked for no further than what is known', async () => {
    const pages = [['Bucket UPDATE_COMPLETE ours', 'Known UPDATE_IN_PROGRESS ours'], ['never ASKED for']];
    const { client, asked } = withPages(...pages);
    await readOperation(client, ID, 'ours', ({ EventId }) => EventId === 'Known UPDATE_IN_PROGRESS ours');
    expect(asked).toEqual([undefined]);
  });
});

describe('the latest operation', () => {
  it.each(['CREATE', 'UPDATE', 'DELETE', 'IMPORT', 'REVIEW'])('of a stack begins at %s_IN_PROGRESS', async (what) => {
    const began = `pre-reqs ${what}_IN_PROGRESS`;
    const { client } = withPages(['Bucket CREATE_IN_PROGRESS', 'Inner UPDATE_IN_PROGRESS', began, ENDED]);
    const { events, begun, end } = await readOperation(client, ID);
    expect(events.map(({ EventId }) => EventId)).toEqual([
      began,
      'Inner UPDATE_IN_PROGRESS',
      'Bucket CREATE_IN_PROGRESS',
    ]);
    expect([begun, end]).toEqual([true, undefined]);
  });

  it('is one that has only begun, and nothing of those before', async () => {
    const began = 'pre-reqs UPDATE_IN_PROGRESS';
    const { events, begun } = await readOperation(withPages([began, ...CREATION]).client, ID);
    expect(events.map(({ EventId }) => EventId)).toEqual([began]);
    expect(begun).toBe(true);
  });

  it('does not begin at what goes on within one', async () => {
    const going = ['pre-reqs UPDATE_ROLLBACK_IN_PROGRESS', 'pre-reqs ROLLBACK_IN_PROGRESS'];
    const { events, begun } = await readOperation(withPages(going).client, ID);
    expect(events.map(({ EventId }) => EventId)).toEqual([...going].reverse());
    expect(begun).toBe(false);
  });
});

it.each<[string, readonly Line[], boolean]>([
  ['there is no event', [], false],
  ['no event has one', ['Bucket CREATE_COMPLETE', 'pre-reqs CREATE_IN_PROGRESS'], true],
  ['only some have one', ['Bucket CREATE_COMPLETE', ...CREATION], false],
])('events are without tokens or not where %s', async (_, newestFirst, tokenless) => {
  expect((await readOperation(withPages(newestFirst).client, ID)).tokenless).toBe(tokenless);
});

describe('an event that is reported', () => {
  it('has all that CloudFormation told', () => {
    const told = {
      LogicalResourceId: 'Bucket',
      ResourceType: 'AWS::S3::Bucket',
      ResourceStatus: 'CREATE_FAILED',
      ResourceStatusReason: 'taken',
      PhysicalResourceId: 'b',
      Timestamp: new Date(0),
    } as StackEvent;
    expect(reported(told)).toEqual({
      logicalId: 'Bucket',
      resourceType: 'AWS::S3::Bucket',
      status: 'CREATE_FAILED',
      reason: 'taken',
      physicalId: 'b',
      time: '1970-01-01T00:00:00.000Z',
    });
  });

  it('has no reason, and empty texts, where it told nothing', () => {
    const empty = { logicalId: '', resourceType: '', status: '', physicalId: '', time: '' };
    expect(reported({} as StackEvent)).toStrictEqual(empty);
  });
});
