import {
  DescribeSecurityGroupsCommand,
  type EC2Client,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import { errorName } from './errors.ts';

/**
 * The rules of a VPC's default security group, which no template can change: CloudFormation neither creates nor imports
 * it. Source: VPC guide, "Default security groups".
 */
export async function isDefaultGroupOpen(client: EC2Client, vpc: string): Promise<boolean> {
  return (await openGroups(client, vpc)).length > 0;
}

/**
 * Removes all rules of the group, so that whatever uses it by mistake reaches nothing. Returns whether there were any.
 */
export async function closeDefaultGroup(client: EC2Client, vpc: string): Promise<boolean> {
  const open = await openGroups(client, vpc);
  for (const { GroupId, IpPermissions, IpPermissionsEgress } of open) {
    if (IpPermissions?.length) {
      await unlessGone(() => client.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions })));
    }
    if (IpPermissionsEgress?.length) {
      const egress = { GroupId, IpPermissions: IpPermissionsEgress };
      await unlessGone(() => client.send(new RevokeSecurityGroupEgressCommand(egress)));
    }
  }
  return open.length > 0;
}

/** EC2 may show a rule for a while that an earlier run, or somebody else, has taken away. */
async function unlessGone(revoke: () => Promise<unknown>): Promise<void> {
  try {
    await revoke();
  } catch (error) {
    if (errorName(error) !== 'InvalidPermission.NotFound') throw error;
  }
}

async function openGroups(client: EC2Client, vpc: string): Promise<SecurityGroup[]> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpc] },
    { Name: 'group-name', Values: ['default'] },
  ];
  const { SecurityGroups = [] } = await client.send(new DescribeSecurityGroupsCommand({ Filters }));
  return SecurityGroups.filter(
    ({ IpPermissions = [], IpPermissionsEgress = [] }) => IpPermissions.length + IpPermissionsEgress.length > 0,
  );
}
