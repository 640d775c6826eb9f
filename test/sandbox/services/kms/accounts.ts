import { memoryBlobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import type { Cloud, ResourceContext, Service } from '../../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';

export const TOOLS = '111111111111';
export const STAGING = '333333333333';
export const REGION = 'eu-west-1';

export const tools = session(TOOLS, 'Admin');
export const staging = session(STAGING, 'Deployer');

export type Ask = <Output = Record<string, unknown>>(operation: string, input?: object) => Output;

export function aCloud(...services: readonly Service[]): Cloud {
  const world = World.begin(Date.UTC(2026, 0, 5));
  return new SandboxCloud({ world, services, blobs: memoryBlobs(), trail: memoryTrail(), faults: new Faults([]) });
}

function session(account: string, role: string): Principal {
  return {
    kind: 'assumed-role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/test`,
    roleArn: `arn:aws:iam::${account}:role/${role}`,
    userId: `AROA${role.toUpperCase()}:test`,
  };
}

/** Calls to a service as somebody. */
export function asking(cloud: Cloud, service: string, principal: Principal, region: string = REGION): Ask {
  return <Output>(operation: string, input: object = {}) =>
    cloud.answer({ principal, account: principal.account, region, service, operation, input }) as Output;
}

/** What CloudFormation gives a resource type's handler. */
export function stackContext(cloud: Cloud, logicalId: string, stackTags: Record<string, string> = {}): ResourceContext {
  return {
    cloud,
    account: TOOLS,
    region: REGION,
    stackName: 'lab',
    stackId: `arn:aws:cloudformation:${REGION}:${TOOLS}:stack/lab/1`,
    logicalId,
    stackTags,
    now: cloud.world.now,
    generatedName: (maxLength, { lowercase = false } = {}) => {
      const name = `lab-${logicalId}-${cloud.world.identifier(12)}`.slice(0, maxLength);
      return lowercase ? name.toLowerCase() : name;
    },
    invoke: (service, operation, input) =>
      cloud.invoke({
        principal: tools,
        account: TOOLS,
        region: REGION,
        service,
        operation,
        input,
        via: 'cloudformation',
      }),
  };
}
