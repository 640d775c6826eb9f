import {
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { LabError } from '../../errors.ts';
import type { ObservedStack } from '../../lab/stack-status.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Orphan } from '../../ports/orphans.ts';
import { errorName } from '../errors.ts';
import type { AwsStacks } from '../stacks.ts';

/** Types that may still be in use, in the order in which they can be deleted. */
const TYPES = {
  'AWS::EC2::Subnet': {
    filter: 'subnet-id',
    delete: (ec2: EC2Client, id: string) => ec2.send(new DeleteSubnetCommand({ SubnetId: id })),
  },
  'AWS::EC2::SecurityGroup': {
    filter: 'group-id',
    delete: (ec2: EC2Client, id: string) => ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })),
  },
} as const;

export function isOfNetwork(resourceType: string): resourceType is keyof typeof TYPES {
  return Object.hasOwn(TYPES, resourceType);
}

interface Clients {
  readonly ec2: EC2Client;
  readonly stacks: AwsStacks;
}

/** Subnets and security groups with the tag of a stack that no longer lists them. */
export async function orphansInNetwork(
  { ec2, stacks }: Clients,
  stack: ObservedStack,
  skipped: readonly Orphan[],
): Promise<Orphan[]> {
  const tagged = await taggedIds(ec2, stack.id);
  if (tagged.length === 0) return [];
  const present = new Set(await stacks.resourceIds(stack.id));
  return tagged
    .filter(({ id }) => !present.has(id))
    .map(({ id, resourceType }) => {
      const reason = skipped.find((each) => each.id === id)?.reason ?? 'it is no resource of its stack any more';
      return { stackName: stack.name, resourceType, id, reason };
    });
}

async function taggedIds(client: EC2Client, stackId: string): Promise<Pick<Orphan, 'id' | 'resourceType'>[]> {
  const found: Pick<Orphan, 'id' | 'resourceType'>[] = [];
  const input = { Filters: [{ Name: 'tag:aws:cloudformation:stack-id', Values: [stackId] }] };
  for await (const { Subnets = [] } of paginateDescribeSubnets({ client }, input)) {
    found.push(...Subnets.map(({ SubnetId: id = '' }) => ({ id, resourceType: 'AWS::EC2::Subnet' })));
  }
  for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client }, input)) {
    found.push(...SecurityGroups.map(({ GroupId: id = '' }) => ({ id, resourceType: 'AWS::EC2::SecurityGroup' })));
  }
  return found;
}

const GONE = new Set(['InvalidSubnetID.NotFound', 'InvalidGroup.NotFound']);
const PAUSE = 10_000;
/** Network interfaces of AWS's services outlive their owners by minutes. */
const PATIENCE_MINUTES = 20;

/** Types unknown here are left to whoever reads the leftovers. */
export async function deleteFromNetwork(ec2: EC2Client, clock: Clock, orphan: Orphan): Promise<boolean> {
  if (!isOfNetwork(orphan.resourceType)) return false;
  const type = TYPES[orphan.resourceType];
  const until = clock.now() + PATIENCE_MINUTES * 60_000;
  for (;;) {
    try {
      await type.delete(ec2, orphan.id);
      return true;
    } catch (error) {
      if (GONE.has(errorName(error))) return false;
      if (errorName(error) !== 'DependencyViolation') throw error;
      if (clock.now() >= until) throw await held(ec2, orphan, type.filter);
    }
    await clock.sleep(PAUSE);
  }
}

async function held(client: EC2Client, { id, resourceType, stackName }: Orphan, filter: string): Promise<LabError> {
  const inIt: string[] = [];
  const input = { Filters: [{ Name: filter, Values: [id] }] };
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client }, input)) {
    inIt.push(
      ...NetworkInterfaces.map(({ NetworkInterfaceId = '', Description = '' }) =>
        Description ? `${NetworkInterfaceId} (${Description})` : NetworkInterfaceId,
      ),
    );
  }
  return new LabError({
    code: 'orphan-held',
    message: `${id} (${resourceType}), which an update of stack ${stackName} left behind, cannot be deleted: ${
      inIt.length > 0 ? `in it are ${inIt.join(', ')}` : 'something refers to it'
    }`,
    hint: { say: 'delete what is in it, and run the same command again', command: 'again' },
  });
}
