import {
  EC2Client,
  paginateDescribeFlowLogs,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import { clientOf, type ClientSetup } from '../clients.ts';
import type { Reader, Readers } from './reader.ts';

/** Uses filters, since with ids a single missing resource fails the whole call. */
export function networkReaders(setup: ClientSetup): Readers {
  const client = clientOf(EC2Client, setup);
  const listing = { client };
  return {
    'AWS::EC2::VPC': among('vpc-id', paginateDescribeVpcs, listing, ({ Vpcs = [] }) => Vpcs.map(({ VpcId }) => VpcId)),
    'AWS::EC2::Subnet': among('subnet-id', paginateDescribeSubnets, listing, ({ Subnets = [] }) =>
      Subnets.map(({ SubnetId }) => SubnetId),
    ),
    'AWS::EC2::RouteTable': among('route-table-id', paginateDescribeRouteTables, listing, ({ RouteTables = [] }) =>
      RouteTables.map(({ RouteTableId }) => RouteTableId),
    ),
    'AWS::EC2::SubnetRouteTableAssociation': among(
      'association.route-table-association-id',
      paginateDescribeRouteTables,
      listing,
      ({ RouteTables = [] }) =>
        RouteTables.flatMap(({ Associations = [] }) => Associations.map((each) => each.RouteTableAssociationId)),
    ),
    'AWS::EC2::SecurityGroup': among('group-id', paginateDescribeSecurityGroups, listing, ({ SecurityGroups = [] }) =>
      SecurityGroups.map(({ GroupId }) => GroupId),
    ),
    'AWS::EC2::SecurityGroupIngress': among(
      'security-group-rule-id',
      paginateDescribeSecurityGroupRules,
      listing,
      ({ SecurityGroupRules = [] }) => SecurityGroupRules.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId),
    ),
    'AWS::EC2::VPCEndpoint': among('vpc-endpoint-id', paginateDescribeVpcEndpoints, listing, ({ VpcEndpoints = [] }) =>
      VpcEndpoints.filter(({ State = '' }) => !/^delet/i.test(State)).map(({ VpcEndpointId }) => VpcEndpointId),
    ),
    'AWS::EC2::FlowLog': {
      all: (ids) =>
        collected(paginateDescribeFlowLogs(listing, { Filter: [{ Name: 'flow-log-id', Values: [...ids] }] }), (page) =>
          (page.FlowLogs ?? []).map(({ FlowLogId }) => FlowLogId),
        ),
    },
  };
}

type Filtered = { readonly Filters: { readonly Name: string; readonly Values: string[] }[] };

function among<Listing, Page>(
  filter: string,
  paginate: (listing: Listing, input: Filtered) => AsyncIterable<Page>,
  listing: Listing,
  idsIn: (page: Page) => readonly (string | undefined)[],
): Reader {
  return {
    all: (ids) => collected(paginate(listing, { Filters: [{ Name: filter, Values: [...ids] }] }), idsIn),
  };
}

async function collected<Page>(
  pages: AsyncIterable<Page>,
  idsIn: (page: Page) => readonly (string | undefined)[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const page of pages) for (const id of idsIn(page)) if (id !== undefined) found.add(id);
  return found;
}
