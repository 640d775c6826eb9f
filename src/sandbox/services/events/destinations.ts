import type { Target } from '@aws-sdk/client-eventbridge';
import type { AssumeRoleResponse } from '@aws-sdk/client-sts';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Cloud } from '../../kernel/cloud.ts';
import { isObject } from '../../kernel/policy/document.ts';
import type { Principal } from '../../kernel/principal.ts';
import { servicePrincipal } from '../iam/role-use.ts';
import type { Place, Rule } from './state.ts';

/** An event about to be handed to a target. */
export interface Handover extends Place {
  readonly cloud: Cloud;
  readonly rule: Rule;
  readonly target: Target;
  readonly payload: string;
}

interface Destination {
  readonly operation: string;
  /** Targets that have no policies of their own are reached through a role ("Permissions for event buses"). */
  readonly needsRole?: true;
  readonly input: (arn: string, payload: string) => object;
}

const DESTINATIONS: Readonly<Record<string, Destination>> = {
  codepipeline: { operation: 'StartPipelineExecution', needsRole: true, input: pipelineStart },
  lambda: {
    operation: 'Invoke',
    input: (arn, payload) => ({ FunctionName: arn, InvocationType: 'Event', Payload: Buffer.from(payload) }),
  },
  sns: { operation: 'Publish', input: (TopicArn, Message) => ({ TopicArn, Message }) },
};

export function isDestination(arn: string): boolean {
  return destinationOf(arn) !== undefined;
}

export function needsRole(arn: string): boolean {
  return destinationOf(arn)?.needsRole ?? false;
}

/** Calls the target's service, as the target's role or else as EventBridge itself. */
export function handOver(handover: Handover): void {
  const { cloud, target, payload } = handover;
  const arn = target.Arn ?? '';
  const [, , service = '', region = '', account = ''] = arn.split(':');
  const destination = destinationOf(arn);
  if (!destination) return;
  const { operation, input } = destination;
  const principal = actor(handover);
  cloud.invoke({ principal, account, region, service, operation, input: input(arn, payload), via: 'events' });
}

function destinationOf(arn: string): Destination | undefined {
  return own(DESTINATIONS, arn.split(':')[2] ?? '');
}

function actor({ cloud, account, region, rule, target: { RoleArn } }: Handover): Principal {
  const principal = servicePrincipal(account, 'events.amazonaws.com', rule.arn);
  if (RoleArn === undefined) return principal;
  const { AssumedRoleUser: user } = cloud.invoke<AssumeRoleResponse>({
    principal,
    account,
    region,
    service: 'sts',
    operation: 'AssumeRole',
    input: { RoleArn, RoleSessionName: cloud.world.uuid().replaceAll('-', '') },
    via: 'events',
  });
  return {
    kind: 'assumed-role',
    account: RoleArn.split(':')[4] ?? account,
    arn: user?.Arn ?? '',
    roleArn: RoleArn,
    userId: user?.AssumedRoleId ?? '',
    sourceArn: rule.arn,
  };
}

/**
 * A pipeline can be told revisions and variables; any other input starts it as it is ("Amazon S3 source actions and
 * EventBridge", CodePipeline guide: the optional input transformer).
 */
function pipelineStart(arn: string, payload: string): object {
  const { sourceRevisions, variables } = membersOf(payload);
  return {
    name: arn.split(':').at(-1) ?? '',
    ...(sourceRevisions !== undefined && { sourceRevisions: [sourceRevisions].flat() }),
    ...(variables !== undefined && { variables: [variables].flat() }),
  };
}

function membersOf(payload: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(payload);
    return isObject(value) ? value : {};
  } catch {
    throw new AwsError('ValidationException', `A pipeline cannot be started with input that is not JSON: ${payload}`);
  }
}
