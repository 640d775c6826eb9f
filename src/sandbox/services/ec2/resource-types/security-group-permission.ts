import type { IpPermission } from '@aws-sdk/client-ec2';

import { numeric } from '../../../kernel/resource-properties.ts';
import type { Properties } from '../../../kernel/service.ts';

export type Direction = 'Ingress' | 'Egress';

/** A rule as templates write it: with a source where traffic comes in, a destination where it goes out. */
export function permissionOf(rule: Properties, direction: Direction): IpPermission {
  const peer = direction === 'Ingress' ? 'Source' : 'Destination';
  const [fromPort, toPort] = [numeric(rule['FromPort']), numeric(rule['ToPort'])];
  const description = rule['Description'] === undefined ? {} : { Description: String(rule['Description']) };
  const group = rule[`${peer}SecurityGroupId`];
  const list = rule[`${peer}PrefixListId`];
  const owner = rule['SourceSecurityGroupOwnerId'];
  return {
    IpProtocol: String(rule['IpProtocol']),
    ...(fromPort !== undefined && { FromPort: fromPort }),
    ...(toPort !== undefined && { ToPort: toPort }),
    ...(rule['CidrIp'] !== undefined && { IpRanges: [{ CidrIp: String(rule['CidrIp']), ...description }] }),
    ...(rule['CidrIpv6'] !== undefined && { Ipv6Ranges: [{ CidrIpv6: String(rule['CidrIpv6']), ...description }] }),
    ...(list !== undefined && { PrefixListIds: [{ PrefixListId: String(list), ...description }] }),
    ...(group !== undefined && {
      UserIdGroupPairs: [
        { GroupId: String(group), ...(owner !== undefined && { UserId: String(owner) }), ...description },
      ],
    }),
  };
}
