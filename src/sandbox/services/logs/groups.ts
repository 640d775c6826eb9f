import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogGroup as LogGroupAnswer,
} from '@aws-sdk/client-cloudwatch-logs';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { expectKeyForLogs } from './encryption.ts';
import { storedBytes } from './retention.ts';
import {
  aboutStream,
  existingGroup,
  invalidParameter,
  logGroupArn,
  logGroupsOf,
  nameOfGroup,
  type LogGroup,
} from './state.ts';

const LARGEST_PAGE = 50;

export function createLogGroup(input: CreateLogGroupRequest, call: Call): object {
  const name = input.logGroupName ?? '';
  noteRequestTags(call, input.tags ?? {});
  aboutStream(call, name);
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  const groups = logGroupsOf(call);
  if (own(groups, name)) throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
  if (Object.keys(input.tags ?? {}).length > 0)
    call.requires({ action: 'logs:TagResource', resource: logGroupArn(call, name) });
  if (input.kmsKeyId) expectKeyForLogs(call, name, input.kmsKeyId);
  put(groups, name, {
    name,
    createdAt: call.now,
    class: input.logGroupClass ?? 'STANDARD',
    ...(input.kmsKeyId && { kmsKeyId: input.kmsKeyId }),
    tags: { ...input.tags },
    streams: {},
  });
  return {};
}

export function deleteLogGroup(input: DeleteLogGroupRequest, call: Call): object {
  const name = nameOfGroup(input);
  aboutStream(call, name);
  existingGroup(name, call);
  delete logGroupsOf(call)[name];
  return {};
}

export function describeLogGroups(input: DescribeLogGroupsRequest, call: Call): DescribeLogGroupsResponse {
  aboutStream(call, '');
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '' } = input;
  if (prefix && pattern) {
    throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  const wanted = Object.values(logGroupsOf(call))
    .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern.toLowerCase()))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(wanted, input.nextToken, input.limit ?? LARGEST_PAGE);
  return { logGroups: items.map((group) => answerOf(group, call)), ...(next && { nextToken: next }) };
}

function answerOf(group: LogGroup, call: Call): LogGroupAnswer {
  const arn = logGroupArn(call, group.name);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionDays && { retentionInDays: group.retentionDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: storedBytes(group, call.now),
    ...(group.kmsKeyId && { kmsKeyId: group.kmsKeyId }),
    logGroupClass: group.class,
  };
}
