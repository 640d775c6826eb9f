import type { Call } from '../../kernel/service.ts';
import { HEXADECIMAL, type World } from '../../kernel/world.ts';
import { refuse, required } from './errors.ts';
import { type Ec2State, ec2Of, type Resource } from './state.ts';

/** How each kind of resource is called in ids, ARNs, parameters and errors. Source: EC2 API reference, "Error codes". */
export const KINDS = {
  vpcs: { prefix: 'vpc', arn: 'vpc', parameter: 'VpcId', code: 'InvalidVpcID.NotFound', noun: 'vpc ID' },
  subnets: {
    prefix: 'subnet',
    arn: 'subnet',
    parameter: 'SubnetId',
    code: 'InvalidSubnetID.NotFound',
    noun: 'subnet ID',
  },
  routeTables: {
    prefix: 'rtb',
    arn: 'route-table',
    parameter: 'RouteTableId',
    code: 'InvalidRouteTableID.NotFound',
    noun: 'routeTable ID',
  },
  internetGateways: {
    prefix: 'igw',
    arn: 'internet-gateway',
    parameter: 'InternetGatewayId',
    code: 'InvalidInternetGatewayID.NotFound',
    noun: 'internetGateway ID',
  },
  securityGroups: {
    prefix: 'sg',
    arn: 'security-group',
    parameter: 'GroupId',
    code: 'InvalidGroup.NotFound',
    noun: 'security group',
  },
  endpoints: {
    prefix: 'vpce',
    arn: 'vpc-endpoint',
    parameter: 'VpcEndpointId',
    code: 'InvalidVpcEndpointId.NotFound',
    noun: 'Vpc Endpoint Id',
  },
  networkInterfaces: {
    prefix: 'eni',
    arn: 'network-interface',
    parameter: 'NetworkInterfaceId',
    code: 'InvalidNetworkInterfaceID.NotFound',
    noun: 'networkInterface ID',
  },
} as const satisfies Partial<Record<keyof Ec2State, object>>;

export type Kind = keyof typeof KINDS;
export type RecordOf<K extends Kind> = Ec2State[K][string];

/** The resource of a request, noted for the trail; refused when there is none. */
export function found<K extends Kind>(kind: K, id: string | undefined, call: Call): RecordOf<K> {
  const wanted = required(id, KINDS[kind].parameter);
  call.about(arnOf(kind, wanted, call));
  return present(kind, wanted, call);
}

/** A resource that the request only refers to. */
export function present<K extends Kind>(kind: K, id: string, call: Call): RecordOf<K> {
  const records: Readonly<Record<string, Resource>> = ec2Of(call)[kind];
  const { code, noun } = KINDS[kind];
  return (records[id] ?? refuse(code, `The ${noun} '${id}' does not exist`)) as RecordOf<K>;
}

export function arnOf(kind: Kind, id: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:ec2:${region}:${account}:${KINDS[kind].arn}/${id}`;
}

export function newId(world: World, prefix: string): string {
  return `${prefix}-0${world.identifier(16, HEXADECIMAL)}`;
}
