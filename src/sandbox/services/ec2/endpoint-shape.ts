import type { DnsEntry, State, VpcEndpoint } from '@aws-sdk/client-ec2';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { privateName } from './endpoint-services.ts';
import { interfacesOf } from './service-interfaces.ts';
import { ec2Of, type EndpointRecord } from './state.ts';

/** EC2 answers states in lower case, whatever the model's spelling. */
export function endpointState({ availableAt, goneAt }: EndpointRecord, now: number): Lowercase<State> {
  if (goneAt !== undefined) return 'deleting';
  return now >= availableAt ? 'available' : 'pending';
}

export function endpointShape(endpoint: EndpointRecord, call: Call): VpcEndpoint {
  const { securityGroups } = ec2Of(call);
  return {
    VpcEndpointId: endpoint.id,
    VpcEndpointType: endpoint.type,
    VpcId: endpoint.vpc,
    ServiceName: endpoint.service,
    State: endpointState(endpoint, call.now) as State,
    PolicyDocument: endpoint.policy,
    RouteTableIds: endpoint.routeTables,
    SubnetIds: endpoint.subnets,
    Groups: endpoint.securityGroups.map((id) => ({ GroupId: id, GroupName: own(securityGroups, id)?.name })),
    PrivateDnsEnabled: endpoint.privateDns,
    RequesterManaged: false,
    NetworkInterfaceIds: interfacesOf(endpoint.id, call).map(({ id }) => id),
    DnsEntries: endpoint.type === 'Interface' ? dnsEntries(endpoint, call.region) : [],
    CreationTimestamp: new Date(endpoint.createdAt),
    OwnerId: call.account,
    Tags: tagList(endpoint.tags),
  };
}

function dnsEntries({ id, service, privateDns }: EndpointRecord, region: string): DnsEntry[] {
  const host = service.split('.').slice(3).toReversed().join('.');
  const own = `${id}-${id.slice(-8)}.${host}.${region}.vpce.amazonaws.com`;
  return [
    { DnsName: own, HostedZoneId: ZONE },
    ...(privateDns ? [{ DnsName: privateName(service, region), HostedZoneId: `Z${id.slice(-12).toUpperCase()}` }] : []),
  ];
}

/** The zone of endpoint names in us-east-1; nothing in the sandbox resolves them. */
const ZONE = 'Z7HUB22UULQXV';
