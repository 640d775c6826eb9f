import type { IpPermission, UserIdGroupPair } from '@aws-sdk/client-ec2';

import { own, put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { refuse } from './errors.ts';
import { present } from './find.ts';
import type { RulePeer, RuleRecord } from './state.ts';

/** A rule before it has an id. */
export type NewRule = Omit<RuleRecord, 'id'>;

/** The single rules that permissions of a request stand for: one for each range, list or group. */
export function rulesOf(permissions: readonly IpPermission[], egress: boolean, call: Call): NewRule[] {
  return permissions.flatMap((permission) => {
    const ports = checkedPorts(permission);
    const peers = peersOf(permission, call);
    if (peers.length === 0) refuse('InvalidParameterValue', 'The request must contain a source or destination.');
    return peers.map(({ description, ...peer }) => ({ egress, ...ports, peer, ...(description && { description }) }));
  });
}

/** Rules as security groups show them: those of the same protocol and ports together. */
export function permissionsOf(rules: readonly RuleRecord[]): IpPermission[] {
  const together: Record<string, RuleRecord[]> = {};
  for (const rule of rules) {
    const key = [rule.protocol, rule.fromPort, rule.toPort].join();
    (own(together, key) ?? put(together, key, [])).push(rule);
  }
  return Object.values(together).map((same) => {
    const of = (kind: RulePeer['kind']) => same.filter(({ peer }) => peer.kind === kind);
    return {
      IpProtocol: same[0]?.protocol,
      ...(same[0]?.fromPort !== undefined && { FromPort: same[0].fromPort, ToPort: same[0].toPort }),
      IpRanges: of('cidr4').map(({ peer, description }) => ({ CidrIp: peer.value, ...described(description) })),
      Ipv6Ranges: of('cidr6').map(({ peer, description }) => ({ CidrIpv6: peer.value, ...described(description) })),
      PrefixListIds: of('prefixList').map(({ peer, description }) => ({
        PrefixListId: peer.value,
        ...described(description),
      })),
      UserIdGroupPairs: of('group').map(({ peer, description }) => ({
        GroupId: peer.value,
        ...('account' in peer && { UserId: peer.account }),
        ...described(description),
      })),
    };
  });
}

export function sameRule(one: NewRule, other: NewRule): boolean {
  return (
    one.egress === other.egress &&
    one.protocol === other.protocol &&
    one.fromPort === other.fromPort &&
    one.toPort === other.toPort &&
    one.peer.kind === other.peer.kind &&
    one.peer.value === other.peer.value
  );
}

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

function checkedPorts({
  IpProtocol = '-1',
  FromPort,
  ToPort,
}: IpPermission): Pick<NewRule, 'protocol' | 'fromPort' | 'toPort'> {
  const protocol = own(PROTOCOL_NUMBERS, IpProtocol) ?? IpProtocol.toLowerCase();
  if (protocol === '-1' || protocol === 'all') return { protocol: '-1' };
  if (!/^(tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol)) {
    refuse('InvalidParameterValue', `Invalid value '${IpProtocol}' for IP protocol. Unknown protocol.`);
  }
  if (FromPort === undefined || ToPort === undefined) {
    return /^\d+$/.test(protocol)
      ? { protocol }
      : refuse('MissingParameter', 'Invalid value for portRange. Must specify both from and to ports with TCP/UDP.');
  }
  if (/^(tcp|udp)$/.test(protocol) && (FromPort < 0 || ToPort > 65_535 || FromPort > ToPort)) {
    refuse('InvalidParameterValue', `Invalid value '${FromPort}-${ToPort}' for portRange.`);
  }
  return { protocol, fromPort: FromPort, toPort: ToPort };
}

type DescribedPeer = RulePeer & { readonly description?: string | undefined };

function peersOf(permission: IpPermission, call: Call): DescribedPeer[] {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  return [
    ...IpRanges.map(
      (one) => ({ kind: 'cidr4', value: checkedRange(one.CidrIp), description: one.Description }) as const,
    ),
    ...Ipv6Ranges.map((one) => ({ kind: 'cidr6', value: one.CidrIpv6 ?? '', description: one.Description }) as const),
    ...PrefixListIds.map(
      (one) => ({ kind: 'prefixList', value: one.PrefixListId ?? '', description: one.Description }) as const,
    ),
    ...UserIdGroupPairs.map((pair) => groupPeer(pair, call)),
  ];
}

function groupPeer({ GroupId = '', UserId, Description }: UserIdGroupPair, call: Call): DescribedPeer {
  const account = UserId ?? call.account;
  const value = account === call.account ? present('securityGroups', GroupId, call).id : GroupId;
  return { kind: 'group', value, account, description: Description };
}

function checkedRange(cidr = ''): string {
  if (/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/.test(cidr)) return cidr;
  return refuse('InvalidParameterValue', `CIDR block ${cidr} is malformed`);
}

function described(description: string | undefined): { Description?: string } {
  return description === undefined ? {} : { Description: description };
}
