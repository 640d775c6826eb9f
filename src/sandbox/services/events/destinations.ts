import type {
  PipelineVariable,
  SourceRevisionOverride,
  StartPipelineExecutionInput,
} from '@aws-sdk/client-codepipeline';
import type { Target } from '@aws-sdk/client-eventbridge';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Cloud } from '../../kernel/service.ts';
import type { Invoke } from '../../kernel/operations.ts';
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
  /** Targets that have no policies of their own are reached through a role ("Permissions for event buses"). */
  readonly needsRole?: true;
  readonly deliver: (invoke: Invoke, arn: string, payload: string) => void;
}

const DESTINATIONS: Readonly<Record<string, Destination>> = {
  codepipeline: {
    needsRole: true,
    deliver: (invoke, arn, payload) => invoke('codepipeline', 'StartPipelineExecution', pipelineStart(arn, payload)),
  },
  lambda: {
    deliver: (invoke, FunctionName, payload) =>
      invoke('lambda', 'Invoke', { FunctionName, InvocationType: 'Event', Payload: Buffer.from(payload) }),
  },
  sns: { deliver: (invoke, TopicArn, Message) => invoke('sns', 'Publish', { TopicArn, Message }) },
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
  const [, , , region = '', account = ''] = arn.split(':');
  const destination = destinationOf(arn);
  if (!destination) return;
  const principal = actor(handover);
  const invoke: Invoke = (service, operation, input) =>
    cloud.invoke({ principal, account, region, service, operation, input, via: 'events' });
  destination.deliver(invoke, arn, payload);
}

function destinationOf(arn: string): Destination | undefined {
  return own(DESTINATIONS, arn.split(':')[2] ?? '');
}

function actor({ cloud, account, region, rule, target: { RoleArn } }: Handover): Principal {
  const principal = servicePrincipal(account, 'events.amazonaws.com', rule.arn);
  if (RoleArn === undefined) return principal;
  const { AssumedRoleUser: user } = cloud.invoke({
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
function pipelineStart(arn: string, payload: string): StartPipelineExecutionInput {
  const { sourceRevisions, variables } = membersOf(payload);
  return {
    name: arn.split(':').at(-1) ?? '',
    ...(sourceRevisions !== undefined && { sourceRevisions: [sourceRevisions].flat() as SourceRevisionOverride[] }),
    ...(variables !== undefined && { variables: [variables].flat() as PipelineVariable[] }),
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
