import { expect } from 'vitest';

import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { memoryBlobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { type Fault, Faults } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { cloudFormationService } from '../../../../src/sandbox/cloudformation/index.ts';
import { ec2Service } from '../../../../src/sandbox/services/ec2/index.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { sagemakerService } from '../../../../src/sandbox/services/sagemaker/index.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { operatorKeyId, type SeededRole, seedAccounts } from '../../../../src/sandbox/services/sts/seed.ts';

export const TOOLS = '111111111111';
export const SPOKE = '222222222222';
export const REGION = 'us-east-1';

/** Two accounts with an operator each. Calls are the Tools account's operator's unless said otherwise. */
export interface Accounts {
  readonly cloud: SandboxCloud;
  readonly operator: Principal;
  call<Output = Record<string, unknown>>(operation: string, input: object, how?: CallOptions): Output;
  pass(seconds: number): void;
}

export interface CallOptions {
  readonly service?: string;
  readonly principal?: Principal;
}

export function accounts(
  service: string,
  administratorRoles: readonly SeededRole[] = [],
  faults: readonly Fault[] = [],
  authorize?: Authorizer,
): Accounts {
  const world = World.begin(Date.UTC(2026, 0, 5));
  seedAccounts(world, [
    { account: TOOLS, administratorRoles: [] },
    { account: SPOKE, administratorRoles },
  ]);
  const cloud = new SandboxCloud({
    world,
    services: [cloudFormationService, iamService, stsService, ec2Service, sagemakerService, kmsService],
    blobs: memoryBlobs(),
    trail: memoryTrail(),
    faults: new Faults(faults),
    authorize,
  });
  const operator = principalOf(world, operatorKeyId(TOOLS), undefined);
  return {
    cloud,
    operator,
    call: <Output>(operation: string, input: object, { principal = operator, ...how }: CallOptions = {}) =>
      cloud.answer({
        service,
        ...how,
        principal,
        account: principal.account,
        region: REGION,
        operation,
        input,
      }) as Output,
    pass: (seconds) => cloud.advanceTo(world.now + seconds * 1000),
  };
}

/** The policy that lets `principal` assume a role. */
export function trusting(principal: object, condition?: object): string {
  const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ ...statement, ...(condition && { Condition: condition }) }],
  });
}

export function allowing(Action: string | string[], Resource: string | string[] = '*'): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
}

/** Matches an error that AWS would answer. */
export function refusal(code: string, message?: string | RegExp): unknown {
  const wanted = message instanceof RegExp ? textLike(message) : message;
  return expect.objectContaining({ code, ...(wanted && { message: wanted }) });
}

/** Stands for any text of the form. */
export function textLike(form: RegExp): string {
  return expect.stringMatching(form) as string;
}
