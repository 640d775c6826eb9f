import type {
  DescribeLogGroupsResponse,
  DescribeLogStreamsResponse,
  FilterLogEventsResponse,
  GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { CreateKeyResponse } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { logsService } from '../../../../src/sandbox/services/logs/index.ts';
import { logGroupType } from '../../../../src/sandbox/services/logs/resource-types/log-group.ts';
import { aCloud, asking, REGION, stackContext, TOOLS, tools, type Ask } from '../kms/accounts.ts';

const DAY = 24 * 60 * 60 * 1000;
const group = { logGroupName: '/aws/lambda/train' };
const stream = { ...group, logStreamName: 'one' };
const arn = `arn:aws:logs:${REGION}:${TOOLS}:log-group:/aws/lambda/train`;

let cloud: Cloud;
let logs: Ask;

beforeEach(() => {
  cloud = aCloud(logsService, kmsService);
  logs = asking(cloud, 'logs', tools);
});

function refused(code: string, message?: string): unknown {
  return expect.objectContaining({ code, ...(message && { message }) });
}

function write(...messages: string[]) {
  const logEvents = messages.map((message, index) => ({ message, timestamp: cloud.world.now + index }));
  return logs('PutLogEvents', { ...stream, logEvents });
}

describe('a log group', () => {
  it('is there until it is deleted', () => {
    logs('CreateLogGroup', { ...group, tags: { lab: 'one' } });
    expect(() => logs('CreateLogGroup', group)).toThrow(
      refused('ResourceAlreadyExistsException', 'The specified log group already exists'),
    );
    expect(logs('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: { lab: 'one' } });
    expect(cloud.inventory(TOOLS)).toEqual([arn]);
    logs('DeleteLogGroup', group);
    expect(cloud.trail.entries().at(-1)?.resources).toEqual([`${arn}:log-stream:`]);
    expect(() => logs('DeleteLogGroup', group)).toThrow(
      refused('ResourceNotFoundException', 'The specified log group does not exist.'),
    );
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });

  it('is described among others, page by page', () => {
    for (const logGroupName of ['/lab/b', '/lab/a', '/other']) logs('CreateLogGroup', { logGroupName });
    const first = logs<DescribeLogGroupsResponse>('DescribeLogGroups', { logGroupNamePrefix: '/lab/', limit: 1 });
    expect(first.logGroups).toMatchObject([
      { logGroupName: '/lab/a', arn: expect.stringMatching(/:\/lab\/a:\*$/) as unknown },
    ]);
    const next = { logGroupNamePrefix: '/lab/', limit: 1, nextToken: first.nextToken };
    expect(logs('DescribeLogGroups', next)).toMatchObject({ logGroups: [{ logGroupName: '/lab/b' }] });
    expect(logs('DescribeLogGroups', { logGroupNamePattern: 'THER' })).toMatchObject({
      logGroups: [{ logGroupName: '/other' }],
    });
  });

  it('has tags, by the ARN without the asterisk', () => {
    logs('CreateLogGroup', group);
    logs('TagResource', { resourceArn: arn, tags: { a: '1', b: '2' } });
    logs('UntagResource', { resourceArn: arn, tagKeys: ['a'] });
    expect(logs('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: { b: '2' } });
    expect(cloud.trail.entries().at(-1)?.resources).toEqual([arn]);
  });

  it('cannot be called anything', () => {
    expect(() => logs('CreateLogGroup', { logGroupName: 'a b' })).toThrow(refused('InvalidParameterException'));
  });

  it('is encrypted only with a key that lets CloudWatch Logs in', () => {
    const kms = asking(cloud, 'kms', tools);
    const kmsKeyId = kms<CreateKeyResponse>('CreateKey').KeyMetadata?.Arn;
    expect(() => logs('CreateLogGroup', { ...group, kmsKeyId })).toThrow(
      refused(
        'InvalidParameterException',
        `The specified KMS key does not exist or is not allowed to be used with LogGroup '${arn}'`,
      ),
    );
    const allow = (Principal: object, Action: string) => ({ Effect: 'Allow', Principal, Action, Resource: '*' });
    const Statement = [
      allow({ AWS: TOOLS }, 'kms:*'),
      allow({ Service: `logs.${REGION}.amazonaws.com` }, 'kms:GenerateDataKey*'),
    ];
    kms('PutKeyPolicy', { KeyId: kmsKeyId, PolicyName: 'default', Policy: JSON.stringify({ Statement }) });
    logs('CreateLogGroup', { ...group, kmsKeyId });
    expect(logs('DescribeLogGroups')).toMatchObject({ logGroups: [{ kmsKeyId }] });
  });
});

describe('events', () => {
  beforeEach(() => {
    logs('CreateLogGroup', group);
    logs('CreateLogStream', stream);
  });

  it('need a stream that exists, once', () => {
    expect(() => logs('CreateLogStream', stream)).toThrow(refused('ResourceAlreadyExistsException'));
    logs('DeleteLogStream', stream);
    expect(() => write('x')).toThrow(refused('ResourceNotFoundException', 'The specified log stream does not exist.'));
    expect(cloud.trail.entries().at(-1)?.resources).toEqual([`${arn}:log-stream:one`]);
  });

  it('are read from the head or the tail, with tokens that stop moving at the end', () => {
    write('a', 'b', 'c');
    const texts = (answer: GetLogEventsResponse) => answer.events?.map(({ message }) => message);
    const read = (more: object) => logs<GetLogEventsResponse>('GetLogEvents', { ...stream, limit: 2, ...more });
    const head = read({ startFromHead: true });
    expect(texts(head)).toEqual(['a', 'b']);
    const rest = read({ nextToken: head.nextForwardToken });
    expect(texts(rest)).toEqual(['c']);
    const end = read({ nextToken: rest.nextForwardToken });
    expect([texts(end), end.nextForwardToken]).toEqual([[], rest.nextForwardToken]);
    const tail = read({});
    expect(texts(tail)).toEqual(['b', 'c']);
    expect(texts(read({ nextToken: tail.nextBackwardToken }))).toEqual(['a']);
    expect(texts(read({ startTime: cloud.world.now + 1, endTime: cloud.world.now + 2 }))).toEqual(['b']);
    expect(() => read({ nextToken: 'x' })).toThrow(refused('InvalidParameterException'));
  });

  it('have to be in order, and not too far from the present', () => {
    const { now } = cloud.world;
    const at = (...times: number[]) => times.map((time) => ({ message: String(time), timestamp: now + time }));
    const put = (...times: number[]) => logs('PutLogEvents', { ...stream, logEvents: at(...times) });
    expect(() => put(1, 0)).toThrow(refused('InvalidParameterException'));
    expect(() => put()).toThrow(refused('InvalidParameterException'));
    expect(put(-15 * DAY, 0, DAY)).toMatchObject({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 },
    });
    expect(logs('GetLogEvents', stream)).toMatchObject({ events: [{ message: '0' }] });
  });

  it('vanish when the retention is over', () => {
    write('a');
    expect(() => logs('PutRetentionPolicy', { ...group, retentionInDays: 2 })).toThrow(
      refused('InvalidParameterException'),
    );
    logs('PutRetentionPolicy', { ...group, retentionInDays: 3 });
    cloud.world.moveTo(cloud.world.now + 3 * DAY - 1);
    expect(logs('DescribeLogGroups')).toMatchObject({ logGroups: [{ retentionInDays: 3, storedBytes: 27 }] });
    cloud.world.moveTo(cloud.world.now + 1);
    expect(logs('GetLogEvents', stream)).toMatchObject({ events: [] });
    expect(logs('DescribeLogGroups')).toMatchObject({ logGroups: [{ storedBytes: 0 }] });
    logs('DeleteRetentionPolicy', group);
    expect(logs<DescribeLogGroupsResponse>('DescribeLogGroups').logGroups?.[0]).not.toHaveProperty('retentionInDays');
  });

  it.each([
    ['', ['ERROR one', 'INFO two', 'ERROR three "x"']],
    ['ERROR', ['ERROR one', 'ERROR three "x"']],
    ['ERROR one', ['ERROR one']],
    ['?one ?two', ['ERROR one', 'INFO two']],
    ['ERROR -one', ['ERROR three "x"']],
    ['"three \\"x\\""', ['ERROR three "x"']],
  ])('are filtered by terms: %s', (filterPattern, expected) => {
    write('ERROR one', 'INFO two', 'ERROR three "x"');
    const answer = logs<FilterLogEventsResponse>('FilterLogEvents', { ...group, filterPattern });
    expect(answer.events?.map(({ message }) => message)).toEqual(expected);
  });

  it('are filtered over streams', () => {
    write('a');
    logs('CreateLogStream', { ...group, logStreamName: 'two' });
    logs('PutLogEvents', {
      ...group,
      logStreamName: 'two',
      logEvents: [{ message: 'b', timestamp: cloud.world.now + 5 }],
    });
    const found = (more: object) =>
      logs<FilterLogEventsResponse>('FilterLogEvents', { ...group, ...more }).events?.map(({ message }) => message);
    expect(found({})).toEqual(['a', 'b']);
    expect(found({ logStreamNames: ['two'] })).toEqual(['b']);
    expect(found({ logStreamNamePrefix: 'o' })).toEqual(['a']);
    const latest = { ...group, orderBy: 'LastEventTime', descending: true };
    const names = logs<DescribeLogStreamsResponse>('DescribeLogStreams', latest).logStreams?.map(
      (one) => one.logStreamName,
    );
    expect(names).toEqual(['two', 'one']);
  });
});

describe('AWS::Logs::LogGroup', () => {
  it('follows its template from creation to deletion', () => {
    const context = stackContext(cloud, 'Logs', { lab: 'one' });
    const before = { LogGroupName: '/lab/x', RetentionInDays: 7, Tags: [{ Key: 'use', Value: 'x' }] };
    const { physicalId } = logGroupType.create(before, context);
    expect(logs('DescribeLogGroups')).toMatchObject({ logGroups: [{ logGroupName: '/lab/x', retentionInDays: 7 }] });
    const { Arn } = logGroupType.attributes?.(physicalId, before, context) ?? {};
    expect(Arn).toBe(`arn:aws:logs:${REGION}:${TOOLS}:log-group:/lab/x:*`);
    logGroupType.update?.(physicalId, { LogGroupName: '/lab/x' }, before, context);
    expect(logs<DescribeLogGroupsResponse>('DescribeLogGroups').logGroups?.[0]).not.toHaveProperty('retentionInDays');
    const resourceArn = String(Arn).replace(/:\*$/, '');
    expect(logs('ListTagsForResource', { resourceArn })).toEqual({ tags: { lab: 'one' } });
    logGroupType.delete(physicalId, before, context);
    logGroupType.delete(physicalId, before, context);
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });

  it('leaves nothing behind when its retention is refused', () => {
    const properties = { RetentionInDays: 2 };
    expect(() => logGroupType.create(properties, stackContext(cloud, 'Logs'))).toThrow('retentionInDays');
    const others = { LogGroupName: '/lab/x', DataProtectionPolicy: {} };
    expect(() => logGroupType.create(others, stackContext(cloud, 'Logs'))).toThrow('DataProtectionPolicy');
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });
});
