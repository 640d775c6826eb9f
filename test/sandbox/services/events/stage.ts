import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import { expect } from 'vitest';

import { cloudFormationService } from '../../../../src/sandbox/cloudformation/index.ts';
import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { memoryBlobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import type { Operation, Service } from '../../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { cloudWatchService } from '../../../../src/sandbox/services/cloudwatch/index.ts';
import { eventsService } from '../../../../src/sandbox/services/events/index.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { snsService } from '../../../../src/sandbox/services/sns/index.ts';
import { snsState, type Message } from '../../../../src/sandbox/services/sns/state.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { operatorKeyId, seedAccounts } from '../../../../src/sandbox/services/sts/seed.ts';

export const TOOLS = '111111111111';
export const REGION = 'eu-west-1';
export const BEGIN = Date.UTC(2026, 0, 5);

/** A call that reached a service which does nothing but take calls. */
export interface Taken {
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly principal: Principal;
  readonly at: number;
}

/** An account whose pipelines and functions only note what they are told. */
export interface Stage {
  readonly cloud: SandboxCloud;
  readonly operator: Principal;
  readonly taken: Taken[];
  readonly call: <Output = Record<string, unknown>>(
    service: string,
    operation: string,
    input?: object,
    principal?: Principal,
  ) => Output;
  readonly pass: (seconds: number) => void;
  /** Lets time pass until nothing is left to do. */
  readonly settle: () => void;
  readonly messages: () => Message[];
  readonly role: (name: string, trust: object, allows?: string) => string;
  /** Somebody who assumed a role that trusts the account. */
  readonly assumed: (roleArn: string) => Principal;
  readonly sum: (metric: string, rule: string) => number;
}

export interface StageOptions {
  readonly authorize?: Authorizer;
  readonly without?: readonly string[];
  /** What pipelines answer to being started. */
  readonly start?: Operation;
}

export function stage({ authorize, without = [], start = () => ({}) }: StageOptions = {}): Stage {
  const world = World.begin(BEGIN);
  seedAccounts(world, [{ account: TOOLS, administratorRoles: [] }]);
  const taken: Taken[] = [];
  const services = [
    cloudFormationService,
    iamService,
    stsService,
    kmsService,
    s3Service,
    eventsService,
    snsService,
    cloudWatchService,
    noting('codepipeline', 'StartPipelineExecution', start, taken),
    noting('lambda', 'Invoke', () => ({}), taken),
  ].filter(({ name }) => !without.includes(name));
  const blobs = memoryBlobs();
  const cloud = new SandboxCloud({ world, services, blobs, trail: memoryTrail(), faults: new Faults([]), authorize });
  const operator = principalOf(world, operatorKeyId(TOOLS), undefined);
  const call = <Output>(service: string, operation: string, input: object = {}, principal = operator) =>
    cloud.answer({ principal, account: principal.account, region: REGION, service, operation, input }) as Output;
  const settle = () => {
    for (let due = cloud.nextDue(); due !== undefined; due = cloud.nextDue()) cloud.advanceTo(due);
  };
  return {
    cloud,
    operator,
    taken,
    call,
    settle,
    pass: (seconds) => cloud.advanceTo(world.now + seconds * 1000),
    messages: () => snsState(world, { account: TOOLS, region: REGION }).messages,
    role(name, principal, allows) {
      const trust = policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
      call('iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
      if (allows) {
        const PolicyDocument = policy({ Effect: 'Allow', Action: allows, Resource: '*' });
        call('iam', 'PutRolePolicy', { RoleName: name, PolicyName: 'all', PolicyDocument });
      }
      cloud.advanceTo(world.now + 60_000);
      return `arn:aws:iam::${TOOLS}:role/${name}`;
    },
    assumed(RoleArn) {
      const input = { RoleArn, RoleSessionName: 'test' };
      const { Credentials: keys } = call<AssumeRoleResponse>('sts', 'AssumeRole', input);
      return principalOf(world, keys?.AccessKeyId ?? '', keys?.SessionToken);
    },
    sum(MetricName, rule) {
      const { Datapoints } = call<{ Datapoints: { Sum?: number }[] }>('monitoring', 'GetMetricStatistics', {
        Namespace: 'AWS/Events',
        MetricName,
        Dimensions: [{ Name: 'RuleName', Value: rule }],
        StartTime: new Date(world.now - 3_600_000),
        EndTime: new Date(world.now + 3_600_000),
        Period: 7200,
        Statistics: ['Sum'],
      });
      return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
    },
  };
}

export function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** Matches an error that AWS would answer. */
export function refused(code: string, message = ''): unknown {
  return expect.objectContaining({ code, message: expect.stringContaining(message) as string });
}

export function throttled(): never {
  throw new AwsError('ThrottlingException', 'Rate exceeded');
}

function noting(name: string, operation: string, answer: Operation, taken: Taken[]): Service {
  return {
    name,
    operations: {
      [operation]: (input: never, call) => {
        call.about('*');
        taken.push({ service: name, operation, input, principal: call.principal, at: call.now });
        return answer(input, call);
      },
    },
  };
}
