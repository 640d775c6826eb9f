import type {
  CreateVpcEndpointRequest,
  CreateVpcEndpointResult,
  DeleteVpcEndpointsRequest,
  DeleteVpcEndpointsResult,
  DescribeVpcEndpointsRequest,
  DescribeVpcEndpointsResult,
  ModifyVpcEndpointRequest,
  ModifyVpcEndpointResult,
} from '@aws-sdk/client-ec2';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { described } from './describe.ts';
import { checkedGroups, checkedSubnets, placeInterfaces, removeInterfaces } from './endpoint-interfaces.ts';
import { checkedPolicy, FULL_ACCESS } from './endpoint-policy.ts';
import { addEndpointRoutes, checkedRouteTables, removeEndpointRoutes } from './endpoint-routes.ts';
import { checkService } from './endpoint-services.ts';
import { endpointShape, endpointState } from './endpoint-shape.ts';
import { refuse, required } from './errors.ts';
import { found, newId } from './find.ts';
import { expectRoomForEndpoint } from './limits.ts';
import { checkPrivateDns } from './private-dns.ts';
import { ec2Of, type EndpointRecord, type Place, type VpcRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const endpointOperations = {
  CreateVpcEndpoint: createVpcEndpoint,
  DescribeVpcEndpoints: describeVpcEndpoints,
  ModifyVpcEndpoint: modifyVpcEndpoint,
  DeleteVpcEndpoints: deleteVpcEndpoints,
};

/** What is commonly seen: gateways are there at once, interfaces take a minute or two, and longer to go away. */
const PENDING_MS = { Gateway: 0, Interface: 90_000 } as const;
const DELETING_MS = { Gateway: 5_000, Interface: 180_000 } as const;

function createVpcEndpoint(input: CreateVpcEndpointRequest, call: Call): CreateVpcEndpointResult {
  const vpc = found('vpcs', input.VpcId, call);
  const tags = aboutNew('endpoints', input.TagSpecifications, call);
  const endpoint = { ...newEndpoint(input, vpc, call), tags };
  if (endpoint.privateDns) checkPrivateDns(endpoint, vpc, call);
  put(ec2Of(call).endpoints, endpoint.id, endpoint);
  if (endpoint.type === 'Interface') placeInterfaces(endpoint, call);
  else addEndpointRoutes(endpoint, call);
  return { VpcEndpoint: endpointShape(endpoint, call) };
}

function newEndpoint(input: CreateVpcEndpointRequest, vpc: VpcRecord, call: Call): Omit<EndpointRecord, 'tags'> {
  const type = checkedType(input);
  const service = required(input.ServiceName, 'ServiceName');
  checkService(service, type, call);
  expectRoomForEndpoint(type, vpc.id, call);
  const inward = type === 'Interface';
  return {
    id: newId(call.cloud.world, 'vpce'),
    type,
    service,
    vpc: vpc.id,
    createdAt: call.now,
    availableAt: call.now + PENDING_MS[type],
    policy: checkedPolicy(input.PolicyDocument),
    privateDns: inward && (input.PrivateDnsEnabled ?? true),
    subnets: inward ? checkedSubnets(input.SubnetIds ?? [], { vpc: vpc.id, service }, call) : [],
    securityGroups: inward ? checkedGroups(input.SecurityGroupIds, vpc.id, call) : [],
    routeTables: inward ? [] : checkedRouteTables(input.RouteTableIds ?? [], { vpc: vpc.id, service }, call),
  };
}

function checkedType({ VpcEndpointType = 'Gateway', ...input }: CreateVpcEndpointRequest): 'Gateway' | 'Interface' {
  if (VpcEndpointType === 'Gateway' && (input.SubnetIds?.length || input.SecurityGroupIds?.length)) {
    refuse('InvalidParameter', 'Subnet IDs and security group IDs are only supported for Interface type VPC Endpoints');
  }
  if (VpcEndpointType === 'Interface' && input.RouteTableIds?.length) {
    refuse('InvalidParameter', 'Route table IDs are only supported for Gateway type VPC Endpoints');
  }
  if (VpcEndpointType === 'Gateway' || VpcEndpointType === 'Interface') return VpcEndpointType;
  return refuse('InvalidParameter', `Endpoint type (${VpcEndpointType}) is not supported.`);
}

function describeVpcEndpoints(input: DescribeVpcEndpointsRequest, call: Call): DescribeVpcEndpointsResult {
  const valuesOf = (endpoint: EndpointRecord) => ({
    'vpc-endpoint-id': endpoint.id,
    'vpc-endpoint-type': endpoint.type,
    'vpc-endpoint-state': endpointState(endpoint, call.now),
    'vpc-id': endpoint.vpc,
    'service-name': endpoint.service,
  });
  const { records, next } = described('endpoints', { ...input, ids: input.VpcEndpointIds }, { call, valuesOf });
  return { VpcEndpoints: records.map((endpoint) => endpointShape(endpoint, call)), ...next };
}

function modifyVpcEndpoint(input: ModifyVpcEndpointRequest, call: Call): ModifyVpcEndpointResult {
  const endpoint = found('endpoints', input.VpcEndpointId, call);
  if (endpoint.goneAt !== undefined) refuse('InvalidVpcEndpoint.State', `The endpoint ${endpoint.id} is being deleted`);
  if (input.PolicyDocument !== undefined) endpoint.policy = checkedPolicy(input.PolicyDocument);
  if (input.ResetPolicy) endpoint.policy = FULL_ACCESS;
  if (endpoint.type === 'Gateway') modifyGateway(endpoint, input, call);
  else modifyInterface(endpoint, input, call);
  return { Return: true };
}

function modifyGateway(endpoint: EndpointRecord, input: ModifyVpcEndpointRequest, call: Call): void {
  const added = checkedRouteTables(input.AddRouteTableIds ?? [], endpoint, call);
  removeEndpointRoutes(endpoint, input.RemoveRouteTableIds ?? [], call);
  endpoint.routeTables = changed(endpoint.routeTables, added, input.RemoveRouteTableIds);
  addEndpointRoutes(endpoint, call);
}

function modifyInterface(endpoint: EndpointRecord, input: ModifyVpcEndpointRequest, call: Call): void {
  const subnets = changed(endpoint.subnets, input.AddSubnetIds, input.RemoveSubnetIds);
  const groups = changed(endpoint.securityGroups, input.AddSecurityGroupIds, input.RemoveSecurityGroupIds);
  endpoint.subnets = checkedSubnets(subnets, endpoint, call);
  endpoint.securityGroups = checkedGroups(groups, endpoint.vpc, call);
  if (input.PrivateDnsEnabled && !endpoint.privateDns) {
    checkPrivateDns(endpoint, found('vpcs', endpoint.vpc, call), call);
  }
  endpoint.privateDns = input.PrivateDnsEnabled ?? endpoint.privateDns;
  placeInterfaces(endpoint, call);
}

function changed(held: readonly string[], added: readonly string[] = [], removed: readonly string[] = []): string[] {
  return [...new Set([...held.filter((id) => !removed.includes(id)), ...added])];
}

/** When an endpoint that is on its way will be there, or gone; 0 where it is not on its way. */
export function endpointChange(id: string, place: Place): number {
  const { goneAt, availableAt = 0 } = own(ec2Of(place).endpoints, id) ?? {};
  return goneAt ?? availableAt;
}

/** Answers with what could not be deleted instead of an error. */
function deleteVpcEndpoints({ VpcEndpointIds = [] }: DeleteVpcEndpointsRequest, call: Call): DeleteVpcEndpointsResult {
  const unsuccessful = VpcEndpointIds.flatMap((id) => {
    try {
      deleteEndpoint(found('endpoints', id, call), call);
      return [];
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return [{ ResourceId: id, Error: { Code: error.code, Message: error.message } }];
    }
  });
  return { Unsuccessful: unsuccessful };
}

function deleteEndpoint(endpoint: EndpointRecord, call: Call): void {
  if (endpoint.goneAt !== undefined) return;
  endpoint.goneAt = call.now + DELETING_MS[endpoint.type];
  removeEndpointRoutes(endpoint, endpoint.routeTables, call);
  endpoint.routeTables = [];
  removeInterfaces(endpoint, call);
}
