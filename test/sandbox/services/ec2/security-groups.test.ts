import type {
  CreateSecurityGroupResult,
  CreateVpcResult,
  DescribeSecurityGroupRulesResult,
  DescribeSecurityGroupsResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import { accounts, refusal } from '../iam/accounts.ts';

const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };

function withGroup() {
  const made = accounts('ec2');
  const VpcId = made.call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId;
  const addGroup = (GroupName: string) =>
    made.call<CreateSecurityGroupResult>('CreateSecurityGroup', { GroupName, Description: 'of the lab', VpcId })
      .GroupId;
  const describedGroup = (GroupId: string | undefined) =>
    made.call<DescribeSecurityGroupsResult>('DescribeSecurityGroups', { GroupIds: [GroupId] }).SecurityGroups?.[0];
  return { ...made, addGroup, describedGroup, GroupId: addGroup('notebooks') };
}

describe('a security group', () => {
  it('lets everything out and nothing in until told otherwise', () => {
    const { call, GroupId, describedGroup } = withGroup();
    const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    expect(describedGroup(GroupId)).toMatchObject({ IpPermissions: [], IpPermissionsEgress: everything });
    call('RevokeSecurityGroupEgress', { GroupId, IpPermissions: everything });
    expect(describedGroup(GroupId)?.IpPermissionsEgress).toEqual([]);
    expect(() => call('RevokeSecurityGroupEgress', { GroupId, IpPermissions: everything })).toThrow(
      refusal('InvalidPermission.NotFound'),
    );
  });

  it('shows rules of the same ports together and each by itself', () => {
    const { call, GroupId, describedGroup } = withGroup();
    const IpRanges = [{ CidrIp: '10.0.0.0/16', Description: 'endpoints' }, { CidrIp: '10.1.0.0/16' }];
    call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [{ ...HTTPS, IpRanges }] });
    expect(describedGroup(GroupId)?.IpPermissions).toMatchObject([{ ...HTTPS, IpRanges }]);
    const Filters = [{ Name: 'group-id', Values: [GroupId] }];
    const { SecurityGroupRules } = call<DescribeSecurityGroupRulesResult>('DescribeSecurityGroupRules', { Filters });
    expect(SecurityGroupRules?.filter(({ IsEgress }) => !IsEgress)).toHaveLength(2);
  });

  it('has each rule once', () => {
    const { call, GroupId } = withGroup();
    const allow = () => call('AuthorizeSecurityGroupIngress', { GroupId, ...HTTPS, CidrIp: '0.0.0.0/0' });
    allow();
    expect(allow).toThrow(
      refusal(
        'InvalidPermission.Duplicate',
        'the specified rule "peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW" already exists',
      ),
    );
  });

  it.each([
    ['ports the wrong way round', { IpProtocol: 'tcp', FromPort: 443, ToPort: 80, CidrIp: '0.0.0.0/0' }],
    ['no CIDR block', { ...HTTPS, CidrIp: 'everywhere' }],
    ['an unknown protocol', { IpProtocol: 'http', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }],
    ['nobody', HTTPS],
  ])('refuses a rule for %s', (_what, rule) => {
    const { call, GroupId } = withGroup();
    expect(() => call('AuthorizeSecurityGroupIngress', { GroupId, ...rule })).toThrow(refusal('InvalidParameterValue'));
  });

  it('stays while the rule of another names it', () => {
    const { call, GroupId, addGroup } = withGroup();
    const other = addGroup('endpoints');
    const IpPermissions = [{ ...HTTPS, UserIdGroupPairs: [{ GroupId }] }];
    call('AuthorizeSecurityGroupIngress', { GroupId: other, IpPermissions });
    expect(() => call('DeleteSecurityGroup', { GroupId })).toThrow(
      refusal('DependencyViolation', `resource ${GroupId} has a dependent object`),
    );
    call('DeleteSecurityGroup', { GroupId: other });
    call('DeleteSecurityGroup', { GroupId });
    expect(() => call('DescribeSecurityGroups', { GroupIds: [GroupId] })).toThrow(refusal('InvalidGroup.NotFound'));
  });

  it('has a name of its own in its VPC', () => {
    const { addGroup } = withGroup();
    expect(() => addGroup('notebooks')).toThrow(refusal('InvalidGroup.Duplicate'));
    expect(() => addGroup('sg-lab')).toThrow(refusal('InvalidParameterValue'));
  });
});
