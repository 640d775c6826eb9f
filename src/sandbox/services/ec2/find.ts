import { own } from '../../../own.ts';
import type { ContextValues } from '../../kernel/authorization.ts';
import type { Call } from '../../kernel/service.ts';
import { HEXADECIMAL, type World } from '../../kernel/world.ts';
import { refuse, required } from './errors.ts';
import { type Ec2State, ec2Of, type Resource } from './state.ts';

/** How each kind of resource is called in ids, ARNs, parameters and errors. Source: EC2 API reference, "Error codes". */
export const KINDS = {
  vpcs: {
    prefix: 'vpc',
    arn: 'vpc',
    create: 'CreateVpc',
    parameter: 'VpcId',
    code: 'InvalidVpcID.NotFound',
    noun: 'vpc ID',
  },
  subnets: {
    prefix: 'subnet',
    arn: 'subnet',
    create: 'CreateSubnet',
    parameter: 'SubnetId',
    code: 'InvalidSubnetID.NotFound',
    noun: 'subnet ID',
  },
  routeTables: {
    prefix: 'rtb',
    arn: 'route-table',
    create: 'CreateRouteTable',
    parameter: 'RouteTableId',
    code: 'InvalidRouteTableID.NotFound',
    noun: 'routeTable ID',
  },
  internetGateways: {
    prefix: 'igw',
    arn: 'internet-gateway',
    create: 'CreateInternetGateway',
    parameter: 'InternetGatewayId',
    code: 'InvalidInternetGatewayID.NotFound',
    noun: 'internetGateway ID',
  },
  securityGroups: {
    prefix: 'sg',
    arn: 'security-group',
    create: 'CreateSecurityGroup',
    parameter: 'GroupId',
    code: 'InvalidGroup.NotFound',
    noun: 'security group',
  },
  endpoints: {
    prefix: 'vpce',
    arn: 'vpc-endpoint',
    create: 'CreateVpcEndpoint',
    parameter: 'VpcEndpointId',
    code: 'InvalidVpcEndpointId.NotFound',
    noun: 'Vpc Endpoint Id',
  },
  networkInterfaces: {
    prefix: 'eni',
    arn: 'network-interface',
    create: 'CreateNetworkInterface',
    parameter: 'NetworkInterfaceId',
    code: 'InvalidNetworkInterfaceID.NotFound',
    noun: 'networkInterface ID',
  },
  flowLogs: {
    prefix: 'fl',
    arn: 'vpc-flow-log',
    create: 'CreateFlowLogs',
    parameter: 'FlowLogId',
    code: 'InvalidFlowLogId.NotFound',
    noun: 'FlowLogId',
  },
} as const satisfies Partial<Record<keyof Ec2State, object>>;

export type Kind = keyof typeof KINDS;
export type RecordOf<K extends Kind> = Ec2State[K][string];

/** The resource of a request, noted for the trail; refused when there is none. */
export function found<K extends Kind>(kind: K, id: string | undefined, call: Call): RecordOf<K> {
  const wanted = required(id, KINDS[kind].parameter);
  call.requires({ resource: arnOf(kind, wanted, call), context: networkContext(kind, wanted, call) });
  return present(kind, wanted, call);
}

/** The same for what an endpoint is to make use of, of which policies do not learn the VPC. */
export function foundForEndpoint<K extends Kind>(kind: K, id: string, call: Call): RecordOf<K> {
  call.about(arnOf(kind, id, call));
  return present(kind, id, call);
}

interface Placed extends Resource {
  readonly vpc?: string;
  readonly subnet?: string;
}

const IN_A_VPC: readonly Kind[] = ['subnets', 'routeTables', 'securityGroups', 'networkInterfaces'];

/** What policies learn of where a resource is. Source: Service authorization reference, "Amazon EC2". */
export function networkContext(kind: Kind, id: string, call: Call): ContextValues {
  const records: Readonly<Record<string, Placed>> = ec2Of(call)[kind];
  const record = own(records, id) ?? { id, tags: {} };
  if (!IN_A_VPC.includes(kind) || record.vpc === undefined) return {};
  return {
    'ec2:Vpc': arnOf('vpcs', record.vpc, call),
    ...(record.subnet !== undefined && { 'ec2:Subnet': arnOf('subnets', record.subnet, call) }),
  };
}

/** A resource that the request only refers to. */
export function present<K extends Kind>(kind: K, id: string, call: Call): RecordOf<K> {
  const records: Readonly<Record<string, Resource>> = ec2Of(call)[kind];
  const { code, noun } = KINDS[kind];
  return (own(records, id) ?? refuse(code, `The ${noun} '${id}' does not exist`)) as RecordOf<K>;
}

export function arnOf(kind: Kind, id: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:ec2:${region}:${account}:${KINDS[kind].arn}/${id}`;
}

export function newId(world: World, prefix: string): string {
  return `${prefix}-0${world.identifier(16, HEXADECIMAL)}`;
}
