import type {
  CreatePolicyResponse,
  GetPolicyResponse,
  GetPolicyVersionResponse,
  GetRolePolicyResponse,
  ListEntitiesForPolicyResponse,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';

import { policiesOf } from '../../../../src/sandbox/services/iam/policies-of.ts';
import { accounts, allowing, refusal, TOOLS, trusting } from './accounts.ts';

const ROLE = { RoleName: 'Trainer', AssumeRolePolicyDocument: trusting({ Service: 'lambda.amazonaws.com' }) };
const ARN = `arn:aws:iam::${TOOLS}:policy/Boundary`;

function withRole() {
  const made = accounts('iam');
  made.call('CreateRole', ROLE);
  return made;
}

describe('inline policies', () => {
  it('come back as they were put', () => {
    const { call } = withRole();
    const PolicyDocument = allowing('s3:GetObject');
    call('PutRolePolicy', { RoleName: 'Trainer', PolicyName: 'read', PolicyDocument });
    const got = call<GetRolePolicyResponse>('GetRolePolicy', { RoleName: 'Trainer', PolicyName: 'read' });
    expect(decodeURIComponent(got.PolicyDocument ?? '')).toBe(PolicyDocument);
    expect(call('ListRolePolicies', { RoleName: 'Trainer' })).toMatchObject({ PolicyNames: ['read'] });
  });

  it.each([
    ['a principal', trusting({ AWS: '*' }), /should not specify a principal/],
    ['an action without a service', allowing('GetObject'), /prefaced by a vendor/],
    ['a resource that is no ARN', allowing('s3:GetObject', 'bucket'), /must be in ARN format/],
    ['an unknown element', '{"Statement":[{"Effect":"Allow","Acton":"*","Resource":"*"}]}', /Syntax errors/],
    ['an unknown effect', '{"Statement":[{"Effect":"permit","Action":"*","Resource":"*"}]}', /Syntax errors/],
  ])('are refused with %s', (_what, PolicyDocument, message) => {
    const { call } = withRole();
    expect(() => call('PutRolePolicy', { RoleName: 'Trainer', PolicyName: 'p', PolicyDocument })).toThrow(
      refusal('MalformedPolicyDocument', message),
    );
  });

  it('of a role together keep to 10,240 characters', () => {
    const { call } = withRole();
    const PolicyDocument = allowing('s3:GetObject', `arn:aws:s3:::${'x'.repeat(6_000)}`);
    call('PutRolePolicy', { RoleName: 'Trainer', PolicyName: 'one', PolicyDocument });
    expect(() => call('PutRolePolicy', { RoleName: 'Trainer', PolicyName: 'two', PolicyDocument })).toThrow(
      refusal('LimitExceeded', 'Maximum policy size of 10240 bytes exceeded for role Trainer'),
    );
  });
});

describe('managed policies', () => {
  it('that are not there cannot be attached', () => {
    const { call } = withRole();
    const PolicyArn = `arn:aws:iam::${TOOLS}:policy/NoSuchAccess`;
    expect(() => call('AttachRolePolicy', { RoleName: 'Trainer', PolicyArn })).toThrow(
      refusal('NoSuchEntity', `Policy ${PolicyArn} does not exist or is not attachable.`),
    );
  });

  it.each([
    ['AttachRolePolicy', (PolicyArn: string) => ({ RoleName: 'Trainer', PolicyArn })],
    ['PutRolePermissionsBoundary', (PermissionsBoundary: string) => ({ RoleName: 'Trainer', PermissionsBoundary })],
    ['GetPolicy', (PolicyArn: string) => ({ PolicyArn })],
    ['GetPolicyVersion', (PolicyArn: string) => ({ PolicyArn, VersionId: 'v1' })],
  ])("of AWS that the sandbox lacks are no fault of AWS's in %s", (operation, input) => {
    const { call } = withRole();
    const arn = 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess';
    expect(() => call(operation, input(arn))).toThrow(
      refusal('NotImplemented', /^the sandbox does not have the managed policy \S+AmazonDynamoDBFullAccess/),
    );
  });

  it('count what they are attached to, and are not deleted before', () => {
    const { call } = withRole();
    call('CreatePolicy', { PolicyName: 'Boundary', PolicyDocument: allowing('s3:*') });
    call('AttachRolePolicy', { RoleName: 'Trainer', PolicyArn: ARN });
    expect(call<GetPolicyResponse>('GetPolicy', { PolicyArn: ARN }).Policy).toMatchObject({ AttachmentCount: 1 });
    const { PolicyRoles } = call<ListEntitiesForPolicyResponse>('ListEntitiesForPolicy', { PolicyArn: ARN });
    expect(PolicyRoles).toMatchObject([{ RoleName: 'Trainer' }]);
    expect(() => call('DeletePolicy', { PolicyArn: ARN })).toThrow(refusal('DeleteConflict', /attached to entities/));
    call('DetachRolePolicy', { RoleName: 'Trainer', PolicyArn: ARN });
    call('DeletePolicy', { PolicyArn: ARN });
    expect(() => call('GetPolicy', { PolicyArn: ARN })).toThrow(
      refusal('NoSuchEntity', `Policy ${ARN} was not found.`),
    );
  });

  it('used as a boundary are not deleted either', () => {
    const { call } = withRole();
    call('CreatePolicy', { PolicyName: 'Boundary', PolicyDocument: allowing('s3:*') });
    call('PutRolePermissionsBoundary', { RoleName: 'Trainer', PermissionsBoundary: ARN });
    expect(() => call('DeletePolicy', { PolicyArn: ARN })).toThrow(refusal('DeleteConflict'));
    call('DeleteRolePermissionsBoundary', { RoleName: 'Trainer' });
    expect(() => call('DeletePolicy', { PolicyArn: ARN })).not.toThrow();
  });

  it('have up to five versions, of which the default cannot go', () => {
    const { call } = accounts('iam');
    const { Policy } = call<CreatePolicyResponse>('CreatePolicy', {
      PolicyName: 'Boundary',
      PolicyDocument: allowing('s3:*'),
    });
    expect(Policy?.DefaultVersionId).toBe('v1');
    const another = () =>
      call('CreatePolicyVersion', { PolicyArn: ARN, PolicyDocument: allowing('sqs:*'), SetAsDefault: true });
    for (let version = 2; version <= 5; version++) another();
    expect(another).toThrow(refusal('LimitExceeded', /up to 5 versions/));
    expect(() => call('DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v5' })).toThrow(refusal('DeleteConflict'));
    call('DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v1' });
    another();
    expect(call<GetPolicyResponse>('GetPolicy', { PolicyArn: ARN }).Policy?.DefaultVersionId).toBe('v6');
    expect(() => call('DeletePolicy', { PolicyArn: ARN })).toThrow(refusal('DeleteConflict', /more than one version/));
  });

  it('of AWS have documents', () => {
    const { call } = accounts('iam');
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const { PolicyVersion } = call<GetPolicyVersionResponse>('GetPolicyVersion', { PolicyArn, VersionId: 'v1' });
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain('logs:PutLogEvents');
  });
});

describe('what a principal may do', () => {
  it('is its inline and attached policies, within its boundary', () => {
    const { call, cloud } = withRole();
    call('CreatePolicy', { PolicyName: 'Boundary', PolicyDocument: allowing('s3:*') });
    call('PutRolePolicy', { RoleName: 'Trainer', PolicyName: 'read', PolicyDocument: allowing('s3:GetObject') });
    call('AttachRolePolicy', { RoleName: 'Trainer', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    call('PutRolePermissionsBoundary', { RoleName: 'Trainer', PermissionsBoundary: ARN });
    const { Role } = call<{ Role: { Arn: string; RoleId: string } }>('GetRole', { RoleName: 'Trainer' });
    const session = {
      kind: 'assumed-role',
      account: TOOLS,
      arn: `arn:aws:sts::${TOOLS}:assumed-role/Trainer/session`,
      roleArn: Role.Arn,
      userId: `${Role.RoleId}:session`,
    } as const;
    const policies = policiesOf(cloud.world, session);
    expect(policies.identity.map(({ name }) => name)).toEqual(['read', 'arn:aws:iam::aws:policy/ReadOnlyAccess']);
    expect(policies.boundary?.document).toBe(allowing('s3:*'));
  });
});
