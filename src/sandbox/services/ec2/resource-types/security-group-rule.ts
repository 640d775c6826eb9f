import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { type Direction, permissionOf, type RuleProperties } from './security-group-permission.ts';

const PROPERTIES = {
  Ingress: ['SourceSecurityGroupId', 'SourceSecurityGroupOwnerId', 'SourcePrefixListId'],
  Egress: ['DestinationSecurityGroupId', 'DestinationPrefixListId'],
};
const COMMON = ['GroupId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'CidrIpv6', 'Description'];

/** A rule that stands apart from its group, so that two groups can name each other. */
export function securityGroupRuleType(
  direction: Direction,
): ResourceType<RuleProperties & { readonly GroupId: string }> {
  return {
    seconds: { create: 2, update: 2, delete: 2 },
    create(properties, context) {
      refuseUnknown(`AWS::EC2::SecurityGroup${direction}`, properties, [...COMMON, ...PROPERTIES[direction]]);
      const input = { GroupId: properties.GroupId, IpPermissions: [permissionOf(properties, direction)] };
      const { SecurityGroupRules } = context.invoke('ec2', `AuthorizeSecurityGroup${direction}`, input);
      return { physicalId: SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '' };
    },
    update(id, { GroupId, Description }, _previous, context) {
      const SecurityGroupRuleDescriptions = [{ SecurityGroupRuleId: id, Description: Description ?? '' }];
      const input = { GroupId, SecurityGroupRuleDescriptions };
      context.invoke('ec2', `UpdateSecurityGroupRuleDescriptions${direction}`, input);
    },
    delete(id, { GroupId }, context) {
      ifPresent(['InvalidPermission.NotFound', 'InvalidGroup.NotFound'], () =>
        context.invoke('ec2', `RevokeSecurityGroup${direction}`, { GroupId, SecurityGroupRuleIds: [id] }),
      );
    },
    attributes: (id) => ({ Id: id }),
  };
}
