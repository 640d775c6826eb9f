import type {
  DescribeVpcEndpointServicesRequest,
  DescribeVpcEndpointServicesResult,
  ServiceDetail,
} from '@aws-sdk/client-ec2';

import { pageOf } from '../../kernel/pages.ts';
import { hasEndpoint } from '../../kernel/places/offers.ts';
import { zonesOf } from '../../kernel/places/zones.ts';
import type { Call } from '../../kernel/service.ts';
import { filtered } from './describe.ts';
import { endpointServices, noSuchService, privateName, shortName } from './endpoint-services.ts';

export const endpointServiceOperations = { DescribeVpcEndpointServices: describeVpcEndpointServices };

type EndpointType = 'Gateway' | 'Interface';

/** Zones are told by name, and so differ from account to account. */
function describeVpcEndpointServices(
  input: DescribeVpcEndpointServicesRequest,
  call: Call,
): DescribeVpcEndpointServicesResult {
  call.about('*');
  const offered = endpointServices(call.region, call.cloud.faults);
  const all = (['Gateway', 'Interface'] as const).flatMap((type) => offered[type].map((name) => ({ name, type })));
  const unknown = input.ServiceNames?.find((wanted) => !all.some(({ name }) => name === wanted));
  if (unknown !== undefined) throw noSuchService(unknown);
  const named = all.filter(({ name }) => !input.ServiceNames?.length || input.ServiceNames.includes(name));
  const passing = filtered(named, input.Filters, ({ name, type }) => ({
    'service-name': name,
    'service-type': type,
    owner: 'amazon',
  }));
  const { items, next } = pageOf(passing, input.NextToken, input.MaxResults ?? 1000);
  return {
    ServiceNames: items.map(({ name }) => name),
    ServiceDetails: items.map(({ name, type }) => detail(name, type, call)),
    ...(next && { NextToken: next }),
  };
}

function detail(name: string, type: EndpointType, call: Call): ServiceDetail {
  const zones = zonesOf(call).filter(
    ({ id }) => type === 'Gateway' || hasEndpoint(shortName(name), id, call.cloud.faults),
  );
  return {
    ServiceName: name,
    ServiceType: [{ ServiceType: type }],
    ServiceRegion: call.region,
    AvailabilityZones: zones.map((zone) => zone.name),
    Owner: 'amazon',
    ...(type === 'Interface' && { PrivateDnsName: privateName(name, call.region) }),
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
  };
}
