import type { GetRoleResponse, ListAttachedRolePoliciesResponse, ListRolePoliciesResponse } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';

import { accounts, allowing, TOOLS, textLike } from './accounts.ts';
import { stackOf } from './stacks.ts';

const TRUST = `
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }`;
const POLICY = (action: string) =>
  `{ Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '${action}', Resource: '*' }] }`;

const FULL = `
Resources:
  Boundary:
    Type: AWS::IAM::ManagedPolicy
    Properties: { ManagedPolicyName: Boundary, PolicyDocument: ${POLICY('s3:*')} }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /lab/
      Description: trains
      MaxSessionDuration: 7200
      PermissionsBoundary: !Ref Boundary
      AssumeRolePolicyDocument: ${TRUST}
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']
      Policies:
        - { PolicyName: read, PolicyDocument: ${POLICY('s3:GetObject')} }
        - { PolicyName: write, PolicyDocument: ${POLICY('s3:PutObject')} }
      Tags: [{ Key: team, Value: blue }]
  More:
    Type: AWS::IAM::Policy
    Properties: { PolicyName: more, PolicyDocument: ${POLICY('s3:ListBucket')}, Roles: [!Ref Role] }
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: { Roles: [!Ref Role] }
  Reader:
    Type: AWS::IAM::User
    Properties: { UserName: reader, ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }
Outputs:
  RoleName: { Value: !Ref Role }
  RoleArn: { Value: !GetAtt Role.Arn }
  RoleId: { Value: !GetAtt Role.RoleId }
  PolicyArn: { Value: !Ref Boundary }
  ProfileArn: { Value: !GetAtt Profile.Arn }
  UserArn: { Value: !GetAtt Reader.Arn }
`;

const BARE = `
Resources:
  Boundary:
    Type: AWS::IAM::ManagedPolicy
    Properties: { ManagedPolicyName: Boundary, PolicyDocument: ${POLICY('s3:Get*')} }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /lab/
      AssumeRolePolicyDocument: ${TRUST}
      Policies:
        - { PolicyName: read, PolicyDocument: ${POLICY('s3:GetObject*')} }
`;

describe('stacks with IAM resources', () => {
  it('make them with their stack’s tags, and leave nothing behind', () => {
    const made = accounts('iam');
    const before = made.cloud.inventory(TOOLS);
    const stack = stackOf(made);
    const { status, outputs, failures } = stack.create(FULL);
    expect({ status, failures }).toEqual({ status: 'CREATE_COMPLETE', failures: [] });
    const { RoleName = '' } = outputs;
    expect(RoleName).toMatch(/^network-Role-\w+$/);
    expect(outputs).toMatchObject({
      RoleArn: `arn:aws:iam::${TOOLS}:role/lab/${RoleName}`,
      RoleId: textLike(/^AROA/),
      PolicyArn: `arn:aws:iam::${TOOLS}:policy/Boundary`,
      UserArn: `arn:aws:iam::${TOOLS}:user/reader`,
    });
    const { Role } = made.call<GetRoleResponse>('GetRole', { RoleName });
    expect(Role?.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'lab', Value: 'one' },
        { Key: 'team', Value: 'blue' },
      ]),
    );
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE', failures: [] });
    expect(made.cloud.inventory(TOOLS)).toEqual(before);
  });

  it('take away what an update no longer names', () => {
    const made = accounts('iam');
    const stack = stackOf(made);
    const { RoleName, PolicyArn } = stack.create(FULL).outputs;
    expect(stack.update(BARE)).toMatchObject({ status: 'UPDATE_COMPLETE', failures: [] });
    const { Role } = made.call<GetRoleResponse>('GetRole', { RoleName });
    expect(Role).toMatchObject({ Description: '', MaxSessionDuration: 3600 });
    expect(Role?.PermissionsBoundary).toBeUndefined();
    expect(Role?.Tags?.map(({ Key }) => Key)).not.toContain('team');
    expect(made.call<ListRolePoliciesResponse>('ListRolePolicies', { RoleName }).PolicyNames).toEqual(['read']);
    const attached = made.call<ListAttachedRolePoliciesResponse>('ListAttachedRolePolicies', { RoleName });
    expect(attached.AttachedPolicies).toEqual([]);
    expect(made.call('GetPolicy', { PolicyArn })).toMatchObject({ Policy: { DefaultVersionId: 'v2' } });
  });

  it('roll back a role whose policy does not exist, leaving none', () => {
    const made = accounts('iam');
    const missing = BARE.replace(
      'Policies:',
      "ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/None']\n      Policies:",
    );
    const { status, failures } = stackOf(made).create(missing);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(failures.join()).toContain('does not exist or is not attachable');
    expect(made.cloud.inventory(TOOLS).filter((arn) => arn.includes(':role/'))).toEqual([]);
  });

  it('cannot delete a role that somebody put a policy on', () => {
    const made = accounts('iam');
    const stack = stackOf(made);
    const { RoleName } = stack.create(FULL).outputs;
    made.call('PutRolePolicy', { RoleName, PolicyName: 'by-hand', PolicyDocument: allowing('s3:*') });
    const { status, failures } = stack.remove();
    expect(status).toBe('DELETE_FAILED');
    expect(failures.join()).toContain('must delete policies first');
    made.call('DeleteRolePolicy', { RoleName, PolicyName: 'by-hand' });
    expect(stack.remove().status).toBe('DELETE_COMPLETE');
  });
});
