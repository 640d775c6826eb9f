import type { StackResource } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import { stage, things } from './stage.ts';

describe('creating a stack', () => {
  it('creates resources in order of their dependencies, the independent ones side by side', () => {
    const { call, settled, events, eventRecords, describe, shelf } = stage();
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things(
        { A: { Name: 'a' }, B: { Name: 'b' }, C: { Name: { 'Fn::Sub': '${A}-${B}' } } },
        { Outputs: { All: { Value: { Ref: 'C' } } } },
      ),
    });
    expect(describe('shop').StackStatus).toBe('CREATE_IN_PROGRESS');
    expect(settled('shop')).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Outputs: [{ OutputKey: 'All', OutputValue: 'a-b' }],
    });
    expect(events('shop')).toEqual([
      'shop CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'B CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'B CREATE_IN_PROGRESS',
      'A CREATE_COMPLETE',
      'B CREATE_COMPLETE',
      'C CREATE_IN_PROGRESS',
      'C CREATE_IN_PROGRESS',
      'C CREATE_COMPLETE',
      'shop CREATE_COMPLETE',
    ]);
    expect(Object.keys(shelf().things)).toEqual(['a', 'b', 'a-b']);
    // A thing takes ten seconds; the stack itself takes two before the first of them and after the last.
    const times = eventRecords('shop').map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    const seconds = times.map((time) => Math.floor((time - (times[0] ?? 0)) / 1000));
    expect(seconds).toEqual([0, 2, 2, 2, 2, 12, 12, 12, 12, 22, 24]);
  });

  it('gives no two events one time, so that clients can sort them', () => {
    const { call, settled, eventRecords } = stage();
    const many = Object.fromEntries(['A', 'B', 'C', 'D'].map((id) => [id, { Name: id }]));
    call('CreateStack', { StackName: 'shop', TemplateBody: things(many) });
    settled('shop');
    const times = eventRecords('shop').map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
  });

  it.each([
    ['yes', ['Always', 'Sometimes']],
    ['no', ['Always']],
  ])('has a resource and an output only where their condition holds: %s', (Wanted, there) => {
    const { call, settled } = stage();
    const output = { Value: { 'Fn::GetAtt': ['Sometimes', 'Size'] }, Condition: 'IsWanted' };
    const TemplateBody = things(
      { Always: { Name: 'always' }, Sometimes: { Name: 'sometimes', Condition: 'IsWanted' } },
      {
        Parameters: { Wanted: { Type: 'String' } },
        Conditions: { IsWanted: { 'Fn::Equals': [{ Ref: 'Wanted' }, 'yes'] } },
        Outputs: { Always: { Value: 'always' }, Sometimes: output },
      },
    );
    const Parameters = [{ ParameterKey: 'Wanted', ParameterValue: Wanted }];
    call('CreateStack', { StackName: 'shop', TemplateBody, Parameters });
    const { StackStatus, Outputs } = settled('shop');
    expect(StackStatus).toBe('CREATE_COMPLETE');
    expect(Outputs?.map(({ OutputKey }) => OutputKey)).toEqual(there);
    const { StackResources } = call<{ StackResources: StackResource[] }>('DescribeStackResources', {
      StackName: 'shop',
    });
    expect(StackResources.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(there);
  });

  it.each([
    ['a short name', 'shop', /^shop-(Thing){4}Th-\w{12}$/],
    ['a long one', 'shop'.repeat(10), /^(shop){3}s-(Thing){2}Thi-\w{12}$/],
  ])('fits the logical id beside %s of the stack into what a name may have', (_, StackName, name) => {
    const { call, settled, shelf } = stage();
    call('CreateStack', { StackName, TemplateBody: things({ ['Thing'.repeat(12)]: {} }) });
    settled(StackName);
    const [made = ''] = Object.keys(shelf().things);
    expect(made).toMatch(name);
    expect(made).toHaveLength(40);
  });

  it('names what has no name by the stack, the logical id, and letters of both cases', () => {
    const { call, settled, shelf } = stage();
    const ids = ['A', 'B', 'C', 'D'];
    call('CreateStack', { StackName: 'shop', TemplateBody: things(Object.fromEntries(ids.map((id) => [id, {}]))) });
    settled('shop');
    const names = Object.keys(shelf().things);
    expect(names).toEqual(ids.map((id) => expect.stringMatching(new RegExp(`^shop-${id}-[A-Za-z0-9]{12}$`)) as string));
    const suffixes = names.map((name) => name.slice(7)).join('');
    expect([/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => !kind.test(suffixes))).toEqual([]);
  });

  it('rolls back what was created when a resource fails, and cancels what is underway', () => {
    const { call, settled, eventRecords, shelf } = stage();
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({
        Early: { Name: 'early' },
        Slow: { Type: 'Test::Shelf::SlowThing', Name: 'slow', DependsOn: 'Early' },
        Bad: { Name: 'bad', Refuse: 'create', DependsOn: 'Early' },
      }),
    });
    expect(settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    const records = eventRecords('shop');
    const reason = (id: string, status: string) =>
      records.find((event) => event.LogicalResourceId === id && event.ResourceStatus === status)?.ResourceStatusReason;
    expect(reason('Bad', 'CREATE_FAILED')).toMatch(
      /^Resource handler returned message: "will not take bad \(Service: Shelf/,
    );
    expect(reason('Slow', 'CREATE_FAILED')).toBe('Resource creation cancelled');
    expect(reason('shop', 'ROLLBACK_IN_PROGRESS')).toBe(
      'The following resource(s) failed to create: [Slow, Bad]. Rollback requested by user.',
    );
    expect(shelf()).toMatchObject({ things: {}, log: ['put early', 'put slow', 'drop slow', 'drop early'] });
  });
});

it('what could not be created goes in its turn: before what it depends on', () => {
  const { call, settled, events } = stage();
  const Size = { 'Fn::GetAtt': ['A', 'Nothing'] };
  call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a' }, Bad: { Size } }) });
  expect(settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
  expect(events('shop').slice(-4)).toEqual([
    'Bad DELETE_COMPLETE',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'shop ROLLBACK_COMPLETE',
  ]);
});

describe('what a handler gave up for', () => {
  // The codes of the CloudFormation CLI user guide, "Handler error codes".
  it.each([
    ['AccessDeniedException', 'AccessDenied'],
    ['UnauthorizedOperation', 'AccessDenied'],
    ['BucketAlreadyExists', 'AlreadyExists'],
    ['ResourceNotFoundException', 'NotFound'],
    ['NoSuchBucket', 'NotFound'],
    ['ThrottlingException', 'Throttling'],
    ['TooManyRequestsException', 'Throttling'],
    ['LimitExceededException', 'ServiceLimitExceeded'],
    ['ConflictException', 'ResourceConflict'],
    ['DependencyViolation', 'ResourceConflict'],
    ['ValidationException', 'InvalidRequest'],
    ['SomethingElse', 'GeneralServiceException'],
  ])('is told of a %s as %s', (Fails, code) => {
    const { call, settled, eventRecords } = stage();
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ Bad: { Name: 'bad', Fails } }) });
    settled('shop');
    const failed = eventRecords('shop').find(
      ({ LogicalResourceId, ResourceStatus }) => LogicalResourceId === 'Bad' && ResourceStatus === 'CREATE_FAILED',
    );
    expect(failed?.ResourceStatusReason).toMatch(new RegExp(`HandlerErrorCode: ${code}\\)$`));
  });
});

describe('deleting a stack', () => {
  it('deletes in reverse order and keeps the stack to those who know its id', () => {
    const { call, settled, describe, shelf } = stage();
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Name: 'a' }, B: { Name: 'b', Of: { Ref: 'A' } } }),
    });
    const { StackId = '', DeletionTime } = settled('shop');
    expect(DeletionTime).toBeUndefined();
    call('DeleteStack', { StackName: 'shop' });
    expect(settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(describe(StackId).DeletionTime).toBeInstanceOf(Date);
    expect(() => describe('shop')).toThrow('Stack with id shop does not exist');
    expect(shelf()).toMatchObject({ things: {}, log: ['put a', 'put b', 'drop b', 'drop a'] });
  });
});
