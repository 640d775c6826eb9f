import type { StackEvent, Stack } from '@aws-sdk/client-cloudformation';

import { cloudFormationService } from '../../../src/sandbox/cloudformation/index.ts';
import { memoryBlobs } from '../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../src/sandbox/kernel/cloud.ts';
import { type Fault, Faults } from '../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../src/sandbox/kernel/principal.ts';
import type { Service } from '../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../src/sandbox/kernel/world.ts';
import { SHELF, shelfService, type ShelfState } from './shelf.ts';

export const ACCOUNT = '111111111111';
export const REGION = 'us-east-1';
export const CALLER: Principal = {
  kind: 'user',
  account: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/admin`,
  userId: 'AIDAADMIN',
};

/** A cloud with CloudFormation and the shelf, and shorthands for what the tests ask of it again and again. */
export interface Stage {
  readonly cloud: SandboxCloud;
  readonly call: <Output = Record<string, unknown>>(operation: string, input: object) => Output;
  /** Lets time pass until nothing is left to do, and answers what the stack has come to. */
  readonly settled: (name: string) => Stack;
  readonly describe: (name: string) => Stack;
  /** Oldest first, as `logicalId STATUS`. */
  readonly events: (name: string) => string[];
  readonly eventRecords: (name: string) => StackEvent[];
  readonly shelf: () => ShelfState;
}

export interface StageOptions {
  readonly faults?: readonly Fault[];
  readonly services?: readonly Service[];
  readonly world?: World;
  readonly region?: string;
}

export function stage({ faults = [], services = [], world, region = REGION }: StageOptions = {}): Stage {
  const cloud = new SandboxCloud({
    world: world ?? World.begin(Date.UTC(2026, 0, 5)),
    services: [cloudFormationService, shelfService, ...services],
    blobs: memoryBlobs(),
    trail: memoryTrail(),
    faults: new Faults(faults),
  });
  const call = <Output>(operation: string, input: object) =>
    cloud.answer({
      principal: CALLER,
      account: ACCOUNT,
      region,
      service: 'cloudformation',
      operation,
      input,
    }) as Output;
  const eventRecords = (name: string) =>
    call<{ StackEvents: StackEvent[] }>('DescribeStackEvents', { StackName: name }).StackEvents.reverse();
  const describe = (name: string) => first(call<{ Stacks: Stack[] }>('DescribeStacks', { StackName: name }).Stacks);
  return {
    cloud,
    call,
    describe,
    eventRecords,
    settled: (name) => {
      const { StackId } = describe(name);
      settle(cloud);
      return describe(StackId ?? name);
    },
    events: (name) => eventRecords(name).map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`),
    shelf: () => cloud.world.slice(SHELF, ACCOUNT, region),
  };
}

export function settle(cloud: SandboxCloud): void {
  for (let due = cloud.nextDue(); due !== undefined; due = cloud.nextDue()) cloud.advanceTo(due);
}

export function first<T>(items: readonly T[] | undefined): T {
  const [item] = items ?? [];
  if (item === undefined) throw new Error('there is none');
  return item;
}

/** A template of things; each with its properties, and beside them what belongs beside properties. */
export function things(resources: Record<string, Record<string, unknown>>, rest: Record<string, unknown> = {}): string {
  const ATTRIBUTES = ['DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Condition', 'Type', 'Metadata'];
  const declared = Object.entries(resources).map(([id, members]) => {
    const attributes = Object.fromEntries(Object.entries(members).filter(([key]) => ATTRIBUTES.includes(key)));
    const Properties = Object.fromEntries(Object.entries(members).filter(([key]) => !ATTRIBUTES.includes(key)));
    return [id, { Type: 'Test::Shelf::Thing', ...attributes, Properties }] as const;
  });
  return JSON.stringify({ Resources: Object.fromEntries(declared), ...rest });
}
