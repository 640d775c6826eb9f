import {
  DescribeSecurityGroupsCommand,
  type EC2Client,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';

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
    if (IpPermissions?.length) await client.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    if (IpPermissionsEgress?.length) {
      await client.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
    }
  }
  return open.length > 0;
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
