import {
  paginateDescribeInternetGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  type EC2Client,
  type Tag,
} from '@aws-sdk/client-ec2';
import type { Tenant } from '../../ports/tenants.ts';

interface Family {
  readonly own: ReadonlySet<string>;
  readonly stackIds: ReadonlySet<string>;
}

interface Found {
  readonly kind: string;
  readonly id: string;
  readonly tags: readonly Tag[] | undefined;
}

/**
 * Resources that would keep a network from being deleted and belong to no stack of the lab. Network interfaces managed
 * by AWS services are deleted with their resource, or a few minutes later.
 */
export async function tenantsOfNetwork(client: EC2Client, vpc: string, family: Family): Promise<Tenant[]> {
  const lists = await Promise.all([networkParts(client, vpc), ...DOORS.map((list) => list(client, vpc))]);
  return lists
    .flat()
    .filter((found) => !isOwn(found, family))
    .map(({ kind, id }) => ({ kind, name: id, host: `network ${vpc}` }));
}

/** What an update left behind still carries its stack's tag. */
function isOwn({ id, tags = [] }: Found, { own, stackIds }: Family): boolean {
  if (own.has(id)) return true;
  return tags.some(({ Key, Value = '' }) => Key === 'aws:cloudformation:stack-id' && stackIds.has(Value));
}

async function networkParts(client: EC2Client, vpc: string): Promise<Found[]> {
  const input = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
  const found: Found[] = [];
  for await (const { Subnets = [] } of paginateDescribeSubnets({ client }, input)) {
    found.push(...Subnets.map(({ SubnetId: id = '', Tags: tags }) => ({ kind: 'subnet', id, tags })));
  }
  for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client }, input)) {
    const made = SecurityGroups.filter(({ GroupName }) => GroupName !== 'default');
    found.push(...made.map(({ GroupId: id = '', Tags: tags }) => ({ kind: 'security group', id, tags })));
  }
  for await (const { RouteTables = [] } of paginateDescribeRouteTables({ client }, input)) {
    const made = RouteTables.filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main));
    found.push(...made.map(({ RouteTableId: id = '', Tags: tags }) => ({ kind: 'route table', id, tags })));
  }
  return found;
}

type Lister = (client: EC2Client, vpc: string) => Promise<Found[]>;

const DOORS: readonly Lister[] = [
  async (client, vpc) => {
    const found: Found[] = [];
    const input = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
    for await (const { VpcEndpoints = [] } of paginateDescribeVpcEndpoints({ client }, input)) {
      const standing = VpcEndpoints.filter(({ State = '' }) => !/^delet/i.test(State));
      found.push(...standing.map(({ VpcEndpointId: id = '', Tags: tags }) => ({ kind: 'endpoint', id, tags })));
    }
    return found;
  },
  async (client, vpc) => {
    const found: Found[] = [];
    const input = { Filters: [{ Name: 'attachment.vpc-id', Values: [vpc] }] };
    for await (const { InternetGateways = [] } of paginateDescribeInternetGateways({ client }, input)) {
      found.push(
        ...InternetGateways.map(({ InternetGatewayId: id = '', Tags: tags }) => ({
          kind: 'internet gateway',
          id,
          tags,
        })),
      );
    }
    return found;
  },
  async (client, vpc) => {
    const found: Found[] = [];
    const input = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
    for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client }, input)) {
      const made = NetworkInterfaces.filter(({ RequesterManaged }) => RequesterManaged !== true);
      found.push(
        ...made.map(({ NetworkInterfaceId: id = '', TagSet: tags }) => ({ kind: 'network interface', id, tags })),
      );
    }
    return found;
  },
];
