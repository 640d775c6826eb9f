import type { IpPermission } from '@aws-sdk/client-ec2';

import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { beginDeletion, deletionDone } from './patient-deletion.ts';
import { type Direction, permissionOf, type RuleProperties } from './security-group-permission.ts';
import { tagSpecifications, updateTags } from './tags.ts';

type GroupProperties = {
  readonly GroupName?: string;
  readonly GroupDescription: string;
  readonly VpcId: string;
  readonly SecurityGroupIngress?: readonly RuleProperties[];
  readonly SecurityGroupEgress?: readonly RuleProperties[];
};

const PROPERTIES = ['GroupName', 'GroupDescription', 'VpcId', 'SecurityGroupIngress', 'SecurityGroupEgress', 'Tags'];
const DELETION = {
  remove: (GroupId: string, context: ResourceContext) => context.invoke('ec2', 'DeleteSecurityGroup', { GroupId }),
  gone: 'InvalidGroup.NotFound',
};
const EVERYTHING: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

export const securityGroupType: ResourceType<GroupProperties> = {
  seconds: { create: 6, update: 6, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::SecurityGroup', properties, PROPERTIES);
    const { GroupId = '' } = context.invoke('ec2', 'CreateSecurityGroup', {
      GroupName: properties.GroupName ?? context.generatedName(255),
      Description: properties.GroupDescription,
      VpcId: properties.VpcId,
      ...tagSpecifications('security-group', properties, context),
    });
    orUndo(
      () => setRules(GroupId, properties, {}, context),
      () => context.invoke('ec2', 'DeleteSecurityGroup', { GroupId }),
    );
    return { physicalId: GroupId };
  },
  update(id, properties, previous, context) {
    setRules(id, properties, previous, context);
    updateTags(id, properties, previous, context);
  },
  delete: (id, _properties, context) => beginDeletion(id, DELETION, context),
  settled: (id, phase, context) => phase !== 'delete' || deletionDone(id, DELETION, context),
  settledInExpressMode: true,
  attributes(id, _properties, context) {
    const input = { GroupIds: [id] };
    const { SecurityGroups } = context.invoke('ec2', 'DescribeSecurityGroups', input);
    return { Id: id, GroupId: id, VpcId: SecurityGroups?.[0]?.VpcId };
  },
};

type Rules = Pick<GroupProperties, 'SecurityGroupIngress' | 'SecurityGroupEgress'>;

function setRules(id: string, properties: Rules, previous: Rules, context: ResourceContext): void {
  for (const direction of ['Ingress', 'Egress'] as const) {
    reconcile(id, { held: rulesIn(previous, direction), wanted: rulesIn(properties, direction), direction }, context);
  }
}

/** An empty list of rules out is no list: the rule that every group begins with stays. */
function rulesIn(properties: Rules, direction: Direction): IpPermission[] {
  const rules = properties[`SecurityGroup${direction}`] ?? [];
  if (direction === 'Egress' && rules.length === 0) return [EVERYTHING];
  return rules.map((rule) => permissionOf(rule, direction));
}

interface RuleChange {
  readonly held: readonly IpPermission[];
  readonly wanted: readonly IpPermission[];
  readonly direction: Direction;
}

function reconcile(GroupId: string, { held, wanted, direction }: RuleChange, context: ResourceContext): void {
  const missingFrom = (rules: readonly IpPermission[]) => {
    const texts = rules.map((rule) => JSON.stringify(rule));
    return (rule: IpPermission) => !texts.includes(JSON.stringify(rule));
  };
  const added = wanted.filter(missingFrom(held));
  const removed = held.filter(missingFrom(wanted));
  const revoke = { GroupId, IpPermissions: removed };
  if (removed.length > 0) context.invoke('ec2', `RevokeSecurityGroup${direction}`, revoke);
  const authorize = { GroupId, IpPermissions: added };
  if (added.length > 0) context.invoke('ec2', `AuthorizeSecurityGroup${direction}`, authorize);
}
