import type { CreateRoleResponse, GetRoleResponse, ListRolesResponse } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';

import { accounts, allowing, refusal, SPOKE, TOOLS, trusting, textLike } from './accounts.ts';

const LAMBDA = trusting({ Service: 'lambda.amazonaws.com' });

interface Trust {
  readonly Statement: readonly { readonly Principal: { readonly AWS: string } }[];
}

function trustOf({ Role }: GetRoleResponse): Trust {
  return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')) as Trust;
}

describe('roles', () => {
  it('are made with IAM defaults and described with an encoded trust policy', () => {
    const { call } = accounts('iam');
    const { Role } = call<CreateRoleResponse>('CreateRole', { RoleName: 'Trainer', AssumeRolePolicyDocument: LAMBDA });
    expect(Role).toMatchObject({
      Arn: `arn:aws:iam::${TOOLS}:role/Trainer`,
      Path: '/',
      MaxSessionDuration: 3600,
      RoleId: textLike(/^AROA[A-Z2-7]{17}$/),
    });
    expect(Role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22/);
  });

  it('have names that are unique regardless of case', () => {
    const { call } = accounts('iam');
    call('CreateRole', { RoleName: 'Trainer', AssumeRolePolicyDocument: LAMBDA });
    expect(() => call('CreateRole', { RoleName: 'trainer', AssumeRolePolicyDocument: LAMBDA })).toThrow(
      refusal('EntityAlreadyExists', 'Role with name trainer already exists.'),
    );
  });

  it.each([
    ['a name with a blank', { RoleName: 'a b' }, 'ValidationError'],
    ['a name of 65 characters', { RoleName: 'x'.repeat(65) }, 'ValidationError'],
    ['no name', {}, 'ValidationError'],
    ['a session of eleven minutes', { RoleName: 'r', MaxSessionDuration: 660 }, 'ValidationError'],
    ['no JSON', { RoleName: 'r', AssumeRolePolicyDocument: '{' }, 'MalformedPolicyDocument'],
    ['a resource', { RoleName: 'r', AssumeRolePolicyDocument: allowing('sts:AssumeRole') }, 'MalformedPolicyDocument'],
    [
      'a principal that does not exist',
      { RoleName: 'r', AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${SPOKE}:role/Nobody` }) },
      'MalformedPolicyDocument',
    ],
    [
      'a wildcard in a principal',
      { RoleName: 'r', AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${SPOKE}:role/*` }) },
      'MalformedPolicyDocument',
    ],
    [
      'a boundary that does not exist',
      { RoleName: 'r', PermissionsBoundary: `arn:aws:iam::${TOOLS}:policy/b` },
      'NoSuchEntity',
    ],
  ])('are refused with %s', (_what, input, code) => {
    const { call } = accounts('iam');
    expect(() => call('CreateRole', { AssumeRolePolicyDocument: LAMBDA, ...input })).toThrow(refusal(code));
  });

  it('say so when they do not exist', () => {
    const { call } = accounts('iam');
    expect(() => call('GetRole', { RoleName: 'Nobody' })).toThrow(
      refusal('NoSuchEntity', 'The role with name Nobody cannot be found.'),
    );
  });

  it('are not deleted while policies or an instance profile are on them', () => {
    const { call } = accounts('iam');
    const RoleName = 'Trainer';
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    call('CreateRole', { RoleName, AssumeRolePolicyDocument: LAMBDA });
    call('PutRolePolicy', { RoleName, PolicyName: 'p', PolicyDocument: allowing('s3:GetObject') });
    call('AttachRolePolicy', { RoleName, PolicyArn });
    call('CreateInstanceProfile', { InstanceProfileName: 'profile' });
    call('AddRoleToInstanceProfile', { InstanceProfileName: 'profile', RoleName });
    const remove = () => call('DeleteRole', { RoleName });

    expect(remove).toThrow(refusal('DeleteConflict', /remove roles from instance profile/));
    call('RemoveRoleFromInstanceProfile', { InstanceProfileName: 'profile', RoleName });
    expect(remove).toThrow(refusal('DeleteConflict', /detach all policies/));
    call('DetachRolePolicy', { RoleName, PolicyArn });
    expect(remove).toThrow(refusal('DeleteConflict', /delete policies first/));
    call('DeleteRolePolicy', { RoleName, PolicyName: 'p' });
    remove();
    expect(() => call('GetRole', { RoleName })).toThrow(refusal('NoSuchEntity'));
  });

  it('that are made anew are no longer those a trust policy meant', () => {
    const { call, pass } = accounts('iam');
    const arn = `arn:aws:iam::${TOOLS}:role/Pipeline`;
    const pipeline = { RoleName: 'Pipeline', AssumeRolePolicyDocument: LAMBDA };
    const { Role: first } = call<CreateRoleResponse>('CreateRole', pipeline);
    pass(10);
    call('CreateRole', { RoleName: 'Deploy', AssumeRolePolicyDocument: trusting({ AWS: arn }) });
    expect(trustOf(call('GetRole', { RoleName: 'Deploy' })).Statement[0]?.Principal.AWS).toBe(arn);

    call('DeleteRole', { RoleName: 'Pipeline' });
    const { Role: second } = call<CreateRoleResponse>('CreateRole', pipeline);
    expect(second?.RoleId).not.toBe(first?.RoleId);
    expect(trustOf(call('GetRole', { RoleName: 'Deploy' })).Statement[0]?.Principal.AWS).toBe(first?.RoleId);
  });

  it('are not yet known to trust policies right after they are made', () => {
    const { call, pass } = accounts('iam');
    call('CreateRole', { RoleName: 'Pipeline', AssumeRolePolicyDocument: LAMBDA });
    const deploy = {
      RoleName: 'Deploy',
      AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${TOOLS}:role/Pipeline` }),
    };
    expect(() => call('CreateRole', deploy)).toThrow(refusal('MalformedPolicyDocument', /Invalid principal in policy/));
    pass(10);
    expect(() => call('CreateRole', deploy)).not.toThrow();
  });

  it('are listed by path, page by page', () => {
    const { call } = accounts('iam');
    for (const RoleName of ['a', 'b', 'c'])
      call('CreateRole', { RoleName, Path: '/lab/', AssumeRolePolicyDocument: LAMBDA });
    call('CreateRole', { RoleName: 'other', AssumeRolePolicyDocument: LAMBDA });
    const first = call<ListRolesResponse>('ListRoles', { PathPrefix: '/lab/', MaxItems: 2 });
    const second = call<ListRolesResponse>('ListRoles', { PathPrefix: '/lab/', MaxItems: 2, Marker: first.Marker });
    expect([...(first.Roles ?? []), ...(second.Roles ?? [])].map(({ RoleName }) => RoleName)).toEqual(['a', 'b', 'c']);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  });

  it('keep AWS’s own prefix of tags to AWS', () => {
    const { call } = accounts('iam');
    call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: LAMBDA, Tags: [{ Key: 'lab', Value: 'one' }] });
    expect(() => call('TagRole', { RoleName: 'r', Tags: [{ Key: 'aws:x', Value: '' }] })).toThrow(
      refusal('InvalidInput'),
    );
    call('UntagRole', { RoleName: 'r', TagKeys: ['lab'] });
    expect(call('ListRoleTags', { RoleName: 'r' })).toEqual({ Tags: [], IsTruncated: false });
  });
});
