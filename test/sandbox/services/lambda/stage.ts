import type { FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { CreateRoleResponse } from '@aws-sdk/client-iam';
import type { InvocationResponse } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';

import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { memoryBlobs, type Blobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults, type Fault } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { checkInput } from '../../../../src/sandbox/limits/check-input.ts';
import { cloudFormationService } from '../../../../src/sandbox/cloudformation/index.ts';
import { cloudWatchService } from '../../../../src/sandbox/services/cloudwatch/index.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { lambdaServiceWith } from '../../../../src/sandbox/services/lambda/index.ts';
import { logsService } from '../../../../src/sandbox/services/logs/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { principalOf, secretOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { operatorKeyId, seedAccounts } from '../../../../src/sandbox/services/sts/seed.ts';
import { Gateway } from '../../../../src/sandbox/wire/gateway.ts';
import { allowing, REGION, TOOLS, trusting, type Accounts, type CallOptions } from '../iam/accounts.ts';

const ROLE = 'Function';

/** An account that has been used for a while; a new one has a concurrency of 10. */
const GROWN: Fault = { kind: 'quota', quota: 'lambda:concurrency', value: 1000 };
export const RoleArn = `arn:aws:iam::${TOOLS}:role/${ROLE}`;

export interface LambdaStage extends Accounts {
  readonly gateway: Gateway;
  /** Makes a function `one` of the source of its `index.mjs`, or of several files, and waits until it is active. */
  create(source: Files | string, more?: object): void;
  /** What the function answers to an event. */
  run(event?: unknown, more?: object): Answer;
  /** What stands in the function's log. */
  log(group?: string): string[];
  passUntilIdle(): void;
  /** Somebody in a new role that may do nothing yet. */
  somebodyIn(role: string): Principal;
}

export interface StageOptions {
  readonly faults?: readonly Fault[];
  readonly authorize?: Authorizer;
  readonly patience?: number;
  /** Actions that the function's role may do. */
  readonly may?: string[];
  /** A world that was saved, and what its objects hold, which several that go on from it may share. */
  readonly world?: World;
  readonly blobs?: Blobs;
}

export interface Answer {
  readonly payload: unknown;
  readonly functionError: string | undefined;
  readonly log: string;
}

export type Files = Readonly<Record<string, string>>;

/** The Tools account with Lambda, what functions call, and a role for them. */
export function lambdaStage(options: StageOptions = {}): LambdaStage {
  const { may, world } = options;
  const begun = world ?? World.begin(Date.UTC(2026, 0, 5));
  const cloud = cloudOver(begun, options);
  const gateway = gatewayTo(cloud);
  const operator = principalOf(begun, operatorKeyId(TOOLS), undefined);
  const call = <Output>(operation: string, input: object, { principal = operator, ...how }: CallOptions = {}) =>
    cloud.answer({
      service: 'lambda',
      ...how,
      principal,
      account: principal.account,
      region: REGION,
      operation,
      input,
    }) as Output;
  const pass = (seconds: number) => cloud.advanceTo(begun.now + seconds * 1000);
  if (!world) {
    const trust = trusting({ Service: 'lambda.amazonaws.com' });
    call<CreateRoleResponse>('CreateRole', { RoleName: ROLE, AssumeRolePolicyDocument: trust }, { service: 'iam' });
    const policy = { RoleName: ROLE, PolicyName: 'all', PolicyDocument: allowing(may ?? '*') };
    call('PutRolePolicy', policy, { service: 'iam' });
    pass(10);
  }
  return {
    cloud,
    operator,
    call,
    pass,
    gateway,
    create(source, more = {}) {
      call('CreateFunction', { ...MINIMAL, Code: { ZipFile: zipOf(source) }, ...more });
      pass(6);
    },
    run(event, more = {}) {
      const Payload = event === undefined ? undefined : Buffer.from(JSON.stringify(event));
      const answer = call<InvocationResponse>('Invoke', { FunctionName: 'one', Payload, LogType: 'Tail', ...more });
      return {
        payload: JSON.parse(Buffer.from(answer.Payload ?? []).toString() || 'null') as unknown,
        functionError: answer.FunctionError,
        log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
      };
    },
    log(group = '/aws/lambda/one') {
      const input = { logGroupName: group };
      const { events = [] } = call<FilterLogEventsResponse>('FilterLogEvents', input, { service: 'logs' });
      return events.map(({ message = '' }) => message);
    },
    somebodyIn(RoleName) {
      const input = { RoleName, AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${TOOLS}:root` }) };
      const { Role } = call<CreateRoleResponse>('CreateRole', input, { service: 'iam' });
      const arn = `arn:aws:sts::${TOOLS}:assumed-role/${RoleName}/x`;
      const [roleArn, userId] = [`arn:aws:iam::${TOOLS}:role/${RoleName}`, `${Role?.RoleId}:x`];
      return { kind: 'assumed-role', account: TOOLS, arn, roleArn, userId };
    },
    passUntilIdle() {
      for (let due = cloud.nextDue(); due !== undefined; due = cloud.nextDue()) cloud.advanceTo(due);
    },
  };
}

export const MINIMAL = { FunctionName: 'one', Runtime: 'nodejs24.x', Handler: 'index.handler', Role: RoleArn };

export function zipOf(source: Files | string): Uint8Array {
  const files = typeof source === 'string' ? { 'index.mjs': source } : source;
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  );
}

/** A handler that does what `body` says with `event` and `context`. */
export function handler(body: string): string {
  return `export const handler = async (event, context) => { ${body} };`;
}

function cloudOver(
  world: World,
  { faults = [], authorize, patience = 5000, blobs = memoryBlobs() }: StageOptions,
): SandboxCloud {
  seedAccounts(world, [{ account: TOOLS, administratorRoles: [] }]);
  const services = [
    cloudFormationService,
    iamService,
    stsService,
    s3Service,
    kmsService,
    logsService,
    cloudWatchService,
  ];
  return new SandboxCloud({
    world,
    services: [...services, lambdaServiceWith({ patience })],
    blobs,
    trail: memoryTrail(),
    checkInput,
    faults: new Faults([...faults, GROWN]),
    authorize,
  });
}

function gatewayTo(cloud: SandboxCloud): Gateway {
  const gateway = new Gateway({
    cloud,
    identify: (accessKeyId, sessionToken) => principalOf(cloud.world, accessKeyId, sessionToken),
    secretOf: (accessKeyId) => secretOf(cloud.world, accessKeyId),
    save: () => undefined,
  });
  cloud.connect((request, elapse) => gateway.handleWithin(request, elapse));
  return gateway;
}
