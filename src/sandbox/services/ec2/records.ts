import type { Tags } from '../../kernel/tags.ts';

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
