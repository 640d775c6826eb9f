import { contains, parseCidr } from './cidr.ts';
import type { RuleRecord } from './state.ts';

/** Who is at the other end: an interface in the network, or a service whose addresses are in a prefix list. */
type Connection =
  | { readonly egress: boolean; readonly groups: readonly string[]; readonly address: string }
  | { readonly egress: boolean; readonly publicService: string };

const HTTPS = 443;

/** Whether security group rules let a connection over HTTPS be opened. */
export function admitsHttps(rules: readonly RuleRecord[], connection: Connection): boolean {
  return rules.some((rule) => rule.egress === connection.egress && coversHttps(rule) && namesPeer(rule, connection));
}

function coversHttps({ protocol, fromPort = 0, toPort = 65_535 }: RuleRecord): boolean {
  return protocol === '-1' || (['tcp', '6'].includes(protocol) && fromPort <= HTTPS && HTTPS <= toPort);
}

function namesPeer({ peer }: RuleRecord, connection: Connection): boolean {
  if ('publicService' in connection) return peer.kind === 'prefixList' || peer.value === '0.0.0.0/0';
  if (peer.kind === 'group') return connection.groups.includes(peer.value);
  if (peer.kind !== 'cidr4') return false;
  return contains(parseCidr(peer.value, 'cidrIp'), parseCidr(`${connection.address}/32`, 'cidrIp'));
}
