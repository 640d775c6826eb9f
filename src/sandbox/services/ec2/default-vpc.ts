import { createHash } from 'node:crypto';

import { put } from '../../../own.ts';
import { zonesOf, type AccountRegion } from '../../kernel/places/zones.ts';
import type { Ec2State } from './records.ts';

const BLOCK = '172.31.0.0/16';

/**
 * What AWS gives an account in each region: a VPC with a public subnet in each zone. Ids follow from account and region, so
 * that looking makes no difference. Source: VPC user guide, "Default VPCs".
 */
export function addDefaultVpc(state: Ec2State, where: AccountRegion): void {
  const id = (prefix: string, what = '') => `${prefix}-0${fingerprint(where, prefix + what)}`;
  const [vpc, group, gateway, table] = [id('vpc'), id('sg'), id('igw'), id('rtb')];
  put(state.vpcs, vpc, {
    id: vpc,
    isDefault: true,
    cidr: BLOCK,
    tenancy: 'default',
    defaultSecurityGroup: group,
    networkAcl: id('acl'),
    dnsSupport: true,
    dnsHostnames: true,
    tags: {},
  });
  put(state.securityGroups, group, {
    id: group,
    vpc,
    name: 'default',
    description: 'default VPC security group',
    rules: [
      { id: id('sgr', 'in'), egress: false, protocol: '-1', peer: amongMembers(group, where) },
      { id: id('sgr', 'out'), egress: true, protocol: '-1', peer: { kind: 'cidr4', value: '0.0.0.0/0' } },
    ],
    tags: {},
  });
  put(state.internetGateways, gateway, { id: gateway, vpc, tags: {} });
  put(state.routeTables, table, {
    id: table,
    vpc,
    routes: [
      { destination: BLOCK, target: { GatewayId: 'local' }, origin: 'CreateRouteTable' },
      { destination: '0.0.0.0/0', target: { GatewayId: gateway }, origin: 'CreateRoute' },
    ],
    associations: [{ id: id('rtbassoc') }],
    tags: {},
  });
  for (const [index, { name }] of zonesOf(where).entries()) {
    const subnet = id('subnet', name);
    const cidr = `172.31.${16 * index}.0/20`;
    put(state.subnets, subnet, { id: subnet, isDefault: true, vpc, cidr, zone: name, mapPublicIp: true, tags: {} });
  }
}

function amongMembers(group: string, { account }: AccountRegion) {
  return { kind: 'group', value: group, account } as const;
}

function fingerprint({ account, region }: AccountRegion, what: string): string {
  return createHash('sha256').update(`${account} ${region} ${what}`).digest('hex').slice(0, 16);
}
