import type {
  CreateSecurityGroupRequest,
  CreateSecurityGroupResult,
  DeleteSecurityGroupRequest,
  DeleteSecurityGroupResult,
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  SecurityGroup,
} from '@aws-sdk/client-ec2';

import { put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { described } from './describe.ts';
import { dependencyViolation, refuse, required } from './errors.ts';
import { arnOf, found, newId } from './find.ts';
import { permissionsOf } from './permissions.ts';
import { ec2Of, type RuleRecord, type SecurityGroupRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const securityGroupOperations = {
  CreateSecurityGroup: createSecurityGroup,
  DescribeSecurityGroups: describeSecurityGroups,
  DeleteSecurityGroup: deleteSecurityGroup,
};

/** The group that a VPC comes with: lets its members talk to each other. */
export function newDefaultGroup(vpc: string, call: Call): SecurityGroupRecord {
  const { world } = call.cloud;
  const id = newId(world, 'sg');
  const peer = { kind: 'group', value: id, account: call.account } as const;
  const amongMembers: RuleRecord = { id: newId(world, 'sgr'), egress: false, protocol: '-1', peer };
  const rules = [amongMembers, everythingOut(call)];
  return { id, vpc, name: 'default', description: 'default VPC security group', rules, tags: {} };
}

function createSecurityGroup(input: CreateSecurityGroupRequest, call: Call): CreateSecurityGroupResult {
  const vpc = found('vpcs', input.VpcId, call);
  const tags = aboutNew('securityGroups', input.TagSpecifications, call);
  const name = checkedText(required(input.GroupName, 'GroupName'), 'groupName');
  const description = checkedText(required(input.Description, 'GroupDescription'), 'groupDescription');
  if (name.startsWith('sg-')) refuse('InvalidParameterValue', 'Group names may not be in the format sg-*');
  const groups = ec2Of(call).securityGroups;
  if (Object.values(groups).some((group) => group.vpc === vpc.id && group.name === name)) {
    refuse('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpc.id}'`);
  }
  const group: SecurityGroupRecord = {
    id: newId(call.cloud.world, 'sg'),
    vpc: vpc.id,
    name,
    description,
    rules: [everythingOut(call)],
    tags,
  };
  put(groups, group.id, group);
  return { GroupId: group.id, SecurityGroupArn: arnOf('securityGroups', group.id, call), Tags: tagList(group.tags) };
}

function describeSecurityGroups(input: DescribeSecurityGroupsRequest, call: Call): DescribeSecurityGroupsResult {
  const valuesOf = ({ id, name, description, vpc, rules }: SecurityGroupRecord) => ({
    'group-id': id,
    'group-name': name,
    description,
    'vpc-id': vpc,
    'owner-id': call.account,
    'ip-permission.cidr': peers(rules, { egress: false, kind: 'cidr4' }),
    'ip-permission.group-id': peers(rules, { egress: false, kind: 'group' }),
    'egress.ip-permission.cidr': peers(rules, { egress: true, kind: 'cidr4' }),
    'egress.ip-permission.group-id': peers(rules, { egress: true, kind: 'group' }),
  });
  const { records, next } = described('securityGroups', { ...input, ids: input.GroupIds }, { call, valuesOf });
  const named = records.filter(({ name }) => !input.GroupNames?.length || input.GroupNames.includes(name));
  return { SecurityGroups: named.map((group) => shape(group, call)), ...next };
}

/** Refused while a network interface uses the group or another group's rule names it. */
function deleteSecurityGroup({ GroupId }: DeleteSecurityGroupRequest, call: Call): DeleteSecurityGroupResult {
  const group = found('securityGroups', GroupId, call);
  if (group.name === 'default') {
    refuse('CannotDelete', `the specified group: "${group.id}" name: "default" cannot be deleted by a user`);
  }
  const { securityGroups, networkInterfaces } = ec2Of(call);
  const used = Object.values(networkInterfaces).some(({ groups }) => groups.includes(group.id));
  const named = Object.values(securityGroups).some(
    (other) => other !== group && other.rules.some(({ peer }) => peer.value === group.id),
  );
  if (used || named) dependencyViolation(`resource ${group.id} has a dependent object`);
  delete securityGroups[group.id];
  return { Return: true, GroupId: group.id };
}

function everythingOut(call: Call): RuleRecord {
  const peer = { kind: 'cidr4', value: '0.0.0.0/0' } as const;
  return { id: newId(call.cloud.world, 'sgr'), egress: true, protocol: '-1', peer };
}

/** Source: EC2 API reference, CreateSecurityGroup. */
function checkedText(text: string, parameter: string): string {
  if (text.length <= 255 && /^[\w .:/()#,@[\]+=&;{}!$*-]+$/.test(text)) return text;
  return refuse('InvalidParameterValue', `Value (${text}) for parameter ${parameter} is invalid.`);
}

function peers(rules: readonly RuleRecord[], wanted: { readonly egress: boolean; readonly kind: string }): string[] {
  return rules.flatMap(({ egress, peer }) => (egress === wanted.egress && peer.kind === wanted.kind ? peer.value : []));
}

function shape(group: SecurityGroupRecord, call: Call): SecurityGroup {
  return {
    GroupId: group.id,
    SecurityGroupArn: arnOf('securityGroups', group.id, call),
    GroupName: group.name,
    Description: group.description,
    VpcId: group.vpc,
    OwnerId: call.account,
    IpPermissions: permissionsOf(group.rules.filter(({ egress }) => !egress)),
    IpPermissionsEgress: permissionsOf(group.rules.filter(({ egress }) => egress)),
    Tags: tagList(group.tags),
  };
}
