import type { IpPermission } from '@aws-sdk/client-ec2';

import { numeric } from '../../../kernel/resource-properties.ts';

export type Direction = 'Ingress' | 'Egress';

/** A rule as templates write it: with a source where traffic comes in, a destination where it goes out. */
export type RuleProperties = {
  readonly IpProtocol: string | number;
  readonly FromPort?: string | number;
  readonly ToPort?: string | number;
  readonly CidrIp?: string;
  readonly CidrIpv6?: string;
  readonly Description?: string;
  readonly SourceSecurityGroupId?: string;
  readonly SourceSecurityGroupOwnerId?: string;
  readonly SourcePrefixListId?: string;
  readonly DestinationSecurityGroupId?: string;
  readonly DestinationPrefixListId?: string;
};

export function permissionOf(rule: RuleProperties, direction: Direction): IpPermission {
  const peer = direction === 'Ingress' ? 'Source' : 'Destination';
  const { CidrIp, CidrIpv6, Description, SourceSecurityGroupOwnerId: UserId } = rule;
  const [FromPort, ToPort] = [numeric(rule.FromPort), numeric(rule.ToPort)];
  const [GroupId, PrefixListId] = [rule[`${peer}SecurityGroupId`], rule[`${peer}PrefixListId`]];
  const description = Description === undefined ? {} : { Description };
  return {
    IpProtocol: String(rule.IpProtocol),
    ...(FromPort !== undefined && { FromPort }),
    ...(ToPort !== undefined && { ToPort }),
    ...(CidrIp !== undefined && { IpRanges: [{ CidrIp, ...description }] }),
    ...(CidrIpv6 !== undefined && { Ipv6Ranges: [{ CidrIpv6, ...description }] }),
    ...(PrefixListId !== undefined && { PrefixListIds: [{ PrefixListId, ...description }] }),
    ...(GroupId !== undefined && {
      UserIdGroupPairs: [{ GroupId, ...(UserId !== undefined && { UserId }), ...description }],
    }),
  };
}
