import { quotaOf } from '../../kernel/places/quotas.ts';
import type { Call } from '../../kernel/service.ts';
import { refuse } from './errors.ts';
import { ec2Of } from './state.ts';

/** Source: EC2 API reference, "Error codes"; Amazon VPC quotas. */
export function expectRoomForVpc(call: Call): void {
  if (Object.keys(ec2Of(call).vpcs).length < quotaOf('ec2:vpcs', call)) return;
  refuse('VpcLimitExceeded', 'The maximum number of VPCs has been reached.');
}

/** Source: EC2 API reference, "Error codes"; AWS PrivateLink quotas. Interface endpoints count by VPC, gateways by region. */
export function expectRoomForEndpoint(type: 'Gateway' | 'Interface', vpc: string, call: Call): void {
  const inward = type === 'Interface';
  const counted = Object.values(ec2Of(call).endpoints).filter(
    (endpoint) => endpoint.type === type && (!inward || endpoint.vpc === vpc),
  );
  if (counted.length < quotaOf(inward ? 'ec2:interface-endpoints' : 'ec2:gateway-endpoints', call)) return;
  refuse('VpcEndpointLimitExceeded', 'The maximum number of VPC endpoints has been reached.');
}
