import type { LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, ServicePlace } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { Slice, World } from '../../kernel/world.ts';

export interface LogEvent {
  readonly id: string;
  readonly timestamp: number;
  readonly message: string;
  readonly ingestedAt: number;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  /** In the order of their timestamps. */
  events: LogEvent[];
}

export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  readonly class: LogGroupClass;
  kmsKeyId?: string;
  retentionDays?: number;
  tags: Tags;
  readonly streams: Record<string, LogStream>;
}

export interface LogGroupName {
  readonly logGroupName?: string | undefined;
  /** A name, too, or the group's ARN. */
  readonly logGroupIdentifier?: string | undefined;
}

const LOGS: Slice<Record<string, LogGroup>> = { name: 'logs', initial: () => ({}) };

export function logGroupsOf({ cloud, account, region }: ServicePlace): Record<string, LogGroup> {
  return cloud.world.slice(LOGS, account, region);
}

export function logGroupInventory(world: World, account: string): string[] {
  return [...world.each(LOGS)]
    .filter((slice) => slice.account === account)
    .flatMap(({ region, value }) => Object.keys(value).map((name) => logGroupArn({ account, region }, name)));
}

export function logGroupArn({ account, region }: { account: string; region: string }, name: string): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

/** A group as a call's resource: IAM sees a stream in it, without a name where the call is about the group alone. */
export function aboutStream(call: Call, group: string, stream = ''): void {
  call.about(`${logGroupArn(call, group)}:log-stream:${stream}`);
}

export function nameOfGroup({ logGroupName, logGroupIdentifier }: LogGroupName): string {
  return (logGroupName ?? logGroupIdentifier ?? '')
    .replace(/^arn:aws:logs:[^:]*:[^:]*:log-group:/, '')
    .replace(/:\*$/, '');
}

export function existingGroup(name: string, call: Call): LogGroup {
  const group = own(logGroupsOf(call), name);
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

export function existingStream(group: LogGroup, name: string): LogStream {
  const stream = own(group.streams, name);
  if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return stream;
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
