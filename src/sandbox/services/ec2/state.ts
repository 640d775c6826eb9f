import type { Cloud } from '../../kernel/cloud.ts';
import { earliestAfter } from '../../kernel/earliest.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { Slice } from '../../kernel/world.ts';
import { addDefaultVpc } from './default-vpc.ts';

export interface Resource {
  readonly id: string;
  tags: Tags;
}

export interface VpcRecord extends Resource {
  /** Whether it is the one that AWS gave the account. */
  readonly isDefault?: boolean;
  readonly cidr: string;
  readonly tenancy: 'default' | 'dedicated';
  readonly defaultSecurityGroup: string;
  readonly networkAcl: string;
  dnsSupport: boolean;
  dnsHostnames: boolean;
}

export interface SubnetRecord extends Resource {
  readonly isDefault?: boolean;
  readonly vpc: string;
  readonly cidr: string;
  readonly zone: string;
  mapPublicIp: boolean;
}

/** Where a route leads: what CreateRoute takes under the same names. */
export interface RouteTarget {
  readonly GatewayId?: string;
  readonly NetworkInterfaceId?: string;
}

export interface RouteRecord {
  /** A CIDR block, or the id of a prefix list. */
  readonly destination: string;
  target: RouteTarget;
  readonly origin: 'CreateRouteTable' | 'CreateRoute';
}

export interface AssociationRecord {
  readonly id: string;
  /** Without a subnet the table is the main one of its VPC. */
  readonly subnet?: string;
}

export interface RouteTableRecord extends Resource {
  readonly vpc: string;
  routes: RouteRecord[];
  associations: AssociationRecord[];
}

export interface InternetGatewayRecord extends Resource {
  vpc?: string;
}

export interface RuleRecord {
  readonly id: string;
  readonly egress: boolean;
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly peer: RulePeer;
  description?: string;
}

export type RulePeer =
  | { readonly kind: 'cidr4' | 'cidr6' | 'prefixList'; readonly value: string }
  | { readonly kind: 'group'; readonly value: string; readonly account: string };

export interface SecurityGroupRecord extends Resource {
  readonly vpc: string;
  readonly name: string;
  readonly description: string;
  rules: RuleRecord[];
}

export interface EndpointRecord extends Resource {
  readonly type: 'Gateway' | 'Interface';
  readonly service: string;
  readonly vpc: string;
  readonly createdAt: number;
  readonly availableAt: number;
  /** When the endpoint is no longer listed, once it is being deleted. */
  goneAt?: number;
  policy: string;
  privateDns: boolean;
  subnets: string[];
  securityGroups: string[];
  routeTables: string[];
}

export interface NetworkInterfaceRecord extends Resource {
  readonly subnet: string;
  readonly vpc: string;
  readonly address: string;
  readonly description: string;
  readonly interfaceType: 'interface' | 'vpc_endpoint';
  /** The account that made the interface, or the AWS service that did and alone manages it. */
  readonly requester: string;
  /** What the interface serves: an endpoint, a notebook. Unattached interfaces serve nothing. */
  owner?: string;
  groups: string[];
  /** When the service lets go of the interface: from then on anybody may delete it. */
  releasedAt?: number;
  /** When the service deletes it. */
  goneAt?: number;
}

export interface FlowLogRecord extends Resource {
  readonly resource: string;
  readonly trafficType: 'ACCEPT' | 'REJECT' | 'ALL';
  readonly logGroup: string;
  readonly role: string;
  readonly createdAt: number;
}

export interface Ec2State {
  readonly vpcs: Record<string, VpcRecord>;
  readonly subnets: Record<string, SubnetRecord>;
  readonly routeTables: Record<string, RouteTableRecord>;
  readonly internetGateways: Record<string, InternetGatewayRecord>;
  readonly securityGroups: Record<string, SecurityGroupRecord>;
  readonly endpoints: Record<string, EndpointRecord>;
  readonly networkInterfaces: Record<string, NetworkInterfaceRecord>;
  readonly flowLogs: Record<string, FlowLogRecord>;
  /** Resource → when CloudFormation began trying to delete it. */
  readonly deletionsBegun: Record<string, number>;
  /** Set once the region was looked at for the first time, which is when its default VPC is made. */
  begun?: true;
}

export const ec2Slice: Slice<Ec2State> = {
  name: 'ec2',
  initial: () => ({
    vpcs: {},
    subnets: {},
    routeTables: {},
    internetGateways: {},
    securityGroups: {},
    endpoints: {},
    networkInterfaces: {},
    flowLogs: {},
    deletionsBegun: {},
  }),
};

export interface Place {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

/** The region's state at this moment: what was to vanish by now is not in it. */
export function ec2Of({ cloud, account, region }: Place): Ec2State {
  const state = cloud.world.slice(ec2Slice, account, region);
  if (!state.begun) begin(state, { cloud, account, region });
  dropGone(state.endpoints, cloud.world.now);
  dropGone(state.networkInterfaces, cloud.world.now);
  return state;
}

/** When the next endpoint or interface changes by itself. */
export function nextChange({ world }: Cloud): number | undefined {
  const slices = [...world.each(ec2Slice)].map(({ value }) => value);
  const endpoints = slices.flatMap((state) => Object.values(state.endpoints));
  const interfaces = slices.flatMap((state) => Object.values(state.networkInterfaces));
  return earliestAfter(world.now, [
    ...endpoints.flatMap(({ availableAt, goneAt }) => [availableAt, goneAt]),
    ...interfaces.flatMap(({ releasedAt, goneAt }) => [releasedAt, goneAt]),
  ]);
}

/** An account has a default VPC in each region, unless somebody took it away. */
function begin(state: Ec2State, place: Place): void {
  state.begun = true;
  if (place.cloud.faults.hasDefaultVpc(place.account)) addDefaultVpc(state, place);
}

function dropGone(records: Record<string, { readonly goneAt?: number }>, now: number): void {
  for (const [id, { goneAt }] of Object.entries(records)) {
    if (goneAt !== undefined && goneAt <= now) delete records[id];
  }
}
