import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
  IpPermission,
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupIngressRequest,
  SecurityGroupRule,
  UpdateSecurityGroupRuleDescriptionsIngressRequest,
} from '@aws-sdk/client-ec2';

import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { filtered } from './describe.ts';
import { refuse } from './errors.ts';
import { arnOf, found, newId } from './find.ts';
import { type NewRule, rulesOf, sameRule } from './permissions.ts';
import { ec2Of, type RuleRecord, type SecurityGroupRecord } from './state.ts';

export const securityGroupRuleOperations = {
  AuthorizeSecurityGroupIngress: (input: AuthorizeSecurityGroupIngressRequest, call: Call) =>
    authorize(input, false, call),
  AuthorizeSecurityGroupEgress: (input: AuthorizeSecurityGroupEgressRequest, call: Call) =>
    authorize(input, true, call),
  RevokeSecurityGroupIngress: (input: RevokeSecurityGroupIngressRequest, call: Call) => revoke(input, false, call),
  RevokeSecurityGroupEgress: (input: RevokeSecurityGroupEgressRequest, call: Call) => revoke(input, true, call),
  UpdateSecurityGroupRuleDescriptionsIngress: describeRules,
  UpdateSecurityGroupRuleDescriptionsEgress: describeRules,
  DescribeSecurityGroupRules: describeSecurityGroupRules,
};

type Authorization = AuthorizeSecurityGroupIngressRequest | AuthorizeSecurityGroupEgressRequest;
type Revocation = RevokeSecurityGroupIngressRequest | RevokeSecurityGroupEgressRequest;

function authorize(input: Authorization, egress: boolean, call: Call): AuthorizeSecurityGroupIngressResult {
  const group = found('securityGroups', input.GroupId, call);
  const wanted = rulesOf(permissionsIn(input), egress, call);
  const duplicate = wanted.find((rule) => group.rules.some((held) => sameRule(held, rule)));
  if (duplicate) refuse('InvalidPermission.Duplicate', `the specified rule "${inWords(duplicate)}" already exists`);
  const added = wanted.map((rule) => ({ id: newId(call.cloud.world, 'sgr'), ...rule }));
  group.rules.push(...added);
  return { Return: true, SecurityGroupRules: added.map((rule) => shape(rule, group, call)) };
}

function revoke(input: Revocation, egress: boolean, call: Call): object {
  const group = found('securityGroups', input.GroupId, call);
  const unwanted = input.SecurityGroupRuleIds?.length
    ? group.rules.filter((rule) => rule.egress === egress && input.SecurityGroupRuleIds?.includes(rule.id))
    : rulesOf(permissionsIn(input), egress, call).flatMap((rule) => matching(group, rule));
  if (unwanted.length < (input.SecurityGroupRuleIds?.length ?? 1)) {
    refuse('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  }
  group.rules = group.rules.filter((rule) => !unwanted.includes(rule));
  return { Return: true, UnknownIpPermissions: [] };
}

function describeRules(input: UpdateSecurityGroupRuleDescriptionsIngressRequest, call: Call): object {
  const group = found('securityGroups', input.GroupId, call);
  for (const { SecurityGroupRuleId, Description } of input.SecurityGroupRuleDescriptions ?? []) {
    const rule = group.rules.find(({ id }) => id === SecurityGroupRuleId);
    if (!rule)
      refuse(
        'InvalidSecurityGroupRuleId.NotFound',
        `The security group rule ID '${SecurityGroupRuleId}' does not exist`,
      );
    else rule.description = Description ?? '';
  }
  return { Return: true };
}

function describeSecurityGroupRules(
  input: DescribeSecurityGroupRulesRequest,
  call: Call,
): DescribeSecurityGroupRulesResult {
  call.about('*');
  const groups = Object.values(ec2Of(call).securityGroups);
  const all = groups.flatMap((group) => group.rules.map((rule) => ({ group, rule })));
  const wanted = all.filter(
    ({ rule }) => !input.SecurityGroupRuleIds?.length || input.SecurityGroupRuleIds.includes(rule.id),
  );
  const passing = filtered(wanted, input.Filters, ({ group, rule }) => ({
    'group-id': group.id,
    'security-group-rule-id': rule.id,
  }));
  const { items, next } = pageOf(passing, input.NextToken, input.MaxResults ?? 1000);
  return {
    SecurityGroupRules: items.map(({ group, rule }) => shape(rule, group, call)),
    ...(next && { NextToken: next }),
  };
}

/** Besides a list of permissions there are parameters for a single one. */
function permissionsIn(input: Authorization | Revocation): IpPermission[] {
  if (input.IpPermissions?.length) return input.IpPermissions;
  const single = input as AuthorizeSecurityGroupIngressRequest;
  if (!single.IpProtocol) return refuse('MissingParameter', 'The request must contain the parameter ipPermissions');
  return [
    {
      IpProtocol: single.IpProtocol,
      ...(single.FromPort !== undefined && { FromPort: single.FromPort, ToPort: single.ToPort }),
      ...(single.CidrIp && { IpRanges: [{ CidrIp: single.CidrIp }] }),
    },
  ];
}

function matching(group: SecurityGroupRecord, wanted: NewRule): RuleRecord[] {
  return group.rules.filter((rule) => sameRule(rule, wanted));
}

function inWords({ protocol, fromPort, toPort, peer }: NewRule): string {
  if (protocol === '-1') return `peer: ${peer.value}, ALL, ALLOW`;
  return `peer: ${peer.value}, ${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}, ALLOW`;
}

function shape(rule: RuleRecord, group: SecurityGroupRecord, call: Call): SecurityGroupRule {
  const { kind, value } = rule.peer;
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: arnOf('securityGroups', rule.id, call).replace('security-group/', 'security-group-rule/'),
    GroupId: group.id,
    GroupOwnerId: call.account,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    ...(kind === 'cidr4' && { CidrIpv4: value }),
    ...(kind === 'cidr6' && { CidrIpv6: value }),
    ...(kind === 'prefixList' && { PrefixListId: value }),
    ...(rule.peer.kind === 'group' && { ReferencedGroupInfo: { GroupId: value, UserId: rule.peer.account } }),
    ...(rule.description !== undefined && { Description: rule.description }),
    Tags: [],
  };
}
