import { describe, expect, it } from 'vitest';
import { awsStacks } from '../../src/aws/stacks.ts';
import type { ObservedStack } from '../../src/lab/stack-status.ts';
import type { Overtaken, StackOperationHandle, StackRequest, Stacks } from '../../src/ports/stacks.ts';
import { answering, refusal, type Answers } from './wire.ts';

const SITE = { accountId: '111111111111', region: 'us-east-1' };
const STANDARD = { express: false };
const REQUEST: StackRequest = { name: 'pre-reqs', template: 'Resources: {}', parameters: {}, tags: {} };
const TOKEN = /^mlops-lab-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function standing(status: string): ObservedStack {
  const nothing = { statusReason: undefined, terminationProtection: false, parameters: {}, outputs: {}, tags: {} };
  return { id: 'stack-1', name: 'pre-reqs', status, ...nothing };
}

function stacksWith(answers: Answers = {}) {
  const wire = answering(answers);
  return { ...wire, stacks: awsStacks(wire.setup, SITE) };
}

/** An operation that is begun, how it is begun, and its handle besides the token. */
type Beginning = readonly [
  operation: string,
  begin: (stacks: Stacks) => Promise<StackOperationHandle | Overtaken>,
  fields: Readonly<Record<string, string>>,
  handle: object,
];

const PREVIEW = { changeSet: 'set-1', changes: [] };
const BEGINNINGS: readonly Beginning[] = [
  [
    'CreateStack',
    (stacks) => stacks.create(REQUEST, STANDARD),
    {
      StackName: 'pre-reqs',
      TemplateBody: 'Resources: {}',
      Parameters: '',
      Tags: '',
      'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
      RetainExceptOnCreate: 'true',
    },
    { stackId: 'stack-1', isFirst: true },
  ],
  [
    'ExecuteChangeSet',
    (stacks) => stacks.execute('stack-1', PREVIEW),
    { ChangeSetName: 'set-1' },
    { stackId: 'stack-1', changeSet: 'set-1' },
  ],
  [
    'RollbackStack',
    (stacks) => stacks.rollBack(standing('UPDATE_FAILED')),
    { StackName: 'stack-1' },
    { stackId: 'stack-1' },
  ],
  [
    'ContinueUpdateRollback',
    (stacks) => stacks.rollBack(standing('UPDATE_ROLLBACK_FAILED')),
    { StackName: 'stack-1' },
    { stackId: 'stack-1' },
  ],
  ['DeleteStack', (stacks) => stacks.delete('stack-1', STANDARD), { StackName: 'stack-1' }, { stackId: 'stack-1' }],
  [
    'DeleteStack',
    (stacks) => stacks.delete('stack-1', { express: true, retain: ['Key', 'Bucket'] }),
    {
      StackName: 'stack-1',
      'RetainResources.member.1': 'Key',
      'RetainResources.member.2': 'Bucket',
      'DeploymentConfig.Mode': 'EXPRESS',
      'DeploymentConfig.DisableRollback': 'false',
    },
    { stackId: 'stack-1' },
  ],
];

describe('an operation on a stack', () => {
  it.each(BEGINNINGS)('is begun by %s, with a token of its own', async (operation, begin, fields, handle) => {
    const { stacks, asked } = stacksWith({ CreateStack: () => '<StackId>stack-1</StackId>' });
    const [first, second] = [await begin(stacks), await begin(stacks)];
    const [{ ClientRequestToken: token, Version: _, ...rest } = {}, again] = asked;
    expect(rest).toEqual({ Action: operation, ...fields });
    expect(first).toEqual({ ...handle, token: expect.stringMatching(TOKEN) as string });
    expect(first).toMatchObject({ token });
    expect(second).toMatchObject({ token: again?.['ClientRequestToken'] });
    expect(again?.['ClientRequestToken']).not.toBe(token);
  });

  it.each(BEGINNINGS)('by %s is none where somebody else was first', async (operation, begin) => {
    const refused = () => refusal('ValidationError', 'Stack:stack-1 is in UPDATE_IN_PROGRESS state');
    const { stacks } = stacksWith({ [operation]: refused });
    expect(await begin(stacks)).toBe('overtaken');
  });

  it.each(BEGINNINGS)('by %s that is denied is told so', async (operation, begin) => {
    const { stacks } = stacksWith({ [operation]: () => refusal('AccessDenied', 'no', 403) });
    await expect(begin(stacks)).rejects.toMatchObject({ code: 'access-denied' });
  });

  it.each([
    ['rollback', 'ContinueUpdateRollback', (stacks: Stacks) => stacks.rollBack(standing('UPDATE_ROLLBACK_FAILED'))],
    [
      'preview',
      'CreateChangeSet',
      (stacks: Stacks) => stacks.preview(standing('UPDATE_ROLLBACK_FAILED'), REQUEST, STANDARD),
    ],
  ])('that is refused for the state that was seen is not tried again: a %s', async (_, operation, begin) => {
    const refused = () => refusal('ValidationError', 'Stack:stack-1 is in UPDATE_ROLLBACK_FAILED state');
    const { stacks } = stacksWith({ [operation]: refused });
    await expect(begin(stacks)).rejects.toMatchObject({ code: expect.stringMatching(/aws-error|rejected/) as string });
  });

  it('that was thought of only leaves no change set', async () => {
    const { stacks, asked } = stacksWith();
    await stacks.discard(PREVIEW);
    expect(asked).toMatchObject([{ Action: 'DeleteChangeSet', ChangeSetName: 'set-1' }]);
  });
});

const NONE = () => refusal('ValidationError', 'Stack with id pre-reqs does not exist');
const DENIED = () => refusal('AccessDenied', 'no', 403);

/** What is read of a stack, by which operation, and what it is where there is no stack. */
const READINGS: readonly (readonly [
  string,
  string,
  (stacks: ReturnType<typeof awsStacks>) => Promise<unknown>,
  unknown,
])[] = [
  ['the stack', 'DescribeStacks', (stacks) => stacks.find('pre-reqs'), undefined],
  ['the template', 'GetTemplate', (stacks) => stacks.template('pre-reqs'), ''],
  ['the resources', 'ListStackResources', (stacks) => stacks.resources('pre-reqs'), []],
  ['the resources of a type', 'ListStackResources', (stacks) => stacks.resourcesOfType('pre-reqs', 'T'), []],
  ['the ids of resources', 'ListStackResources', (stacks) => stacks.resourceIds('pre-reqs'), []],
  ['the past', 'DescribeStackEvents', (stacks) => stacks.past('pre-reqs'), { created: new Set(), undeleted: [] }],
];

describe('of a stack is read', () => {
  it.each(READINGS)('%s, which is nothing where there is none', async (_, operation, read, nothing) => {
    const { stacks, asked } = stacksWith({ [operation]: NONE });
    expect(await read(stacks)).toEqual(nothing);
    expect(asked).toMatchObject([{ Action: operation, StackName: 'pre-reqs' }]);
  });

  it.each(READINGS)('%s, or it is told that it may not be', async (_, operation, read) => {
    const { stacks } = stacksWith({ [operation]: DENIED });
    await expect(read(stacks)).rejects.toMatchObject({ code: 'access-denied' });
  });

  it('the template as it was handed in', async () => {
    const { stacks, asked } = stacksWith({ GetTemplate: () => '<TemplateBody>Resources: {}</TemplateBody>' });
    expect(await stacks.template('stack-1')).toBe('Resources: {}');
    expect(asked).toMatchObject([{ StackName: 'stack-1', TemplateStage: 'Original' }]);
    expect(await stacksWith().stacks.template('stack-1')).toBe('');
  });

  it('nothing twice at the same time', async () => {
    const { stacks, operations } = stacksWith({ DescribeStacks: () => stack('CREATE_COMPLETE') });
    const found = await Promise.all([
      stacks.find('stack-1'),
      stacks.find('stack-1'),
      stacks.resources('stack-1'),
      stacks.resources('stack-1'),
    ]);
    expect(found[0]).toEqual(found[1]);
    expect(operations().sort()).toEqual(['DescribeStacks', 'ListStackResources']);
  });

  it('its past by its resources where it is as it was created', async () => {
    const { stacks, operations } = stacksWith({
      DescribeStacks: () => stack('CREATE_COMPLETE'),
      ListStackResources: () => resources(['b', 'CREATE_COMPLETE']),
    });
    await stacks.find('stack-1');
    expect(await stacks.past('stack-1')).toEqual({ created: new Set(['b']), undeleted: [] });
    expect(operations()).toEqual(['DescribeStacks', 'ListStackResources']);
  });

  it('all that it has or had, and what of it stands', async () => {
    const { stacks } = stacksWith({
      ListStackResources: () => resources(['b', 'CREATE_COMPLETE'], ['gone', 'DELETE_COMPLETE'], ['', 'CREATE_FAILED']),
    });
    expect(await stacks.resourceIds('stack-1')).toEqual(['b', 'gone']);
    expect(await stacks.resourcesOfType('stack-1', 'AWS::S3::Bucket')).toEqual(['b']);
    expect(await stacks.resources('stack-1')).toEqual([
      { logicalId: 'B', resourceType: 'AWS::S3::Bucket', physicalId: 'b' },
    ]);
  });
});

it('all stacks are read from all pages, and known from there on', async () => {
  const pages = [stack('CREATE_COMPLETE'), '', stack('UPDATE_COMPLETE', 'stack-2')];
  const { stacks, asked } = stacksWith({
    DescribeStacks({ NextToken = '0' }) {
      const at = Number(NextToken);
      return `${pages[at] ?? ''}${at < 2 ? `<NextToken>${String(at + 1)}</NextToken>` : ''}`;
    },
  });
  expect((await stacks.all()).map(({ id }) => id)).toEqual(['stack-1', 'stack-2']);
  expect(stacks.known.all.map(({ status }) => status)).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
  expect(asked.map(({ NextToken }) => NextToken)).toEqual([undefined, '1', '2']);
});

it('an operation that ended is given with its stack, once that rests, however long it lags', async () => {
  const statuses = ['UPDATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'];
  const { stacks, setup } = stacksWith({
    DescribeStacks: () => stack(statuses.shift() ?? 'UPDATE_IN_PROGRESS'),
    DescribeStackEvents: () => {
      const fields =
        '<ResourceStatus>UPDATE_COMPLETE</ResourceStatus><ResourceType>AWS::CloudFormation::Stack</ResourceType>';
      return `<StackEvents><member><EventId>1</EventId><PhysicalResourceId>stack-1</PhysicalResourceId>${fields}</member></StackEvents>`;
    },
  });
  const told: string[] = [];
  const follow = () => stacks.follow({ stackId: 'stack-1' }, ({ status }) => told.push(status));
  expect(await follow()).toMatchObject({ ended: 'UPDATE_COMPLETE', stack: { status: 'UPDATE_COMPLETE' } });
  expect(told).toEqual(['UPDATE_COMPLETE']);
  expect(setup.clock.now()).toBe(4000 + 1000 + 2000);
  expect(await follow()).toMatchObject({ ended: 'UPDATE_COMPLETE', stack: { status: 'UPDATE_IN_PROGRESS' } });
  expect(setup.clock.now()).toBe(7000 + 4000 + 6000);
});

function stack(status: string, id = 'stack-1'): string {
  const fields = `<StackName>pre-reqs</StackName><StackStatus>${status}</StackStatus>`;
  return `<Stacks><member><StackId>${id}</StackId>${fields}<CreationTime>2026-01-05T00:00:00Z</CreationTime></member></Stacks>`;
}

function resources(...all: readonly (readonly [id: string, status: string])[]): string {
  const members = all.map(([id, status]) =>
    [
      '<member><LogicalResourceId>B</LogicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType>',
      `<PhysicalResourceId>${id}</PhysicalResourceId><ResourceStatus>${status}</ResourceStatus></member>`,
    ].join(''),
  );
  return `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>`;
}
