import type { CreateAccessKeyResponse, GetUserResponse } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';

import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { accounts, refusal, TOOLS } from './accounts.ts';

function withUser() {
  const made = accounts('iam');
  made.call('CreateUser', { UserName: 'ada' });
  const newKey = () => made.call<CreateAccessKeyResponse>('CreateAccessKey', { UserName: 'ada' }).AccessKey;
  return { ...made, newKey };
}

describe('users', () => {
  it('are the caller where no name is given', () => {
    const { call } = accounts('iam');
    expect(call<GetUserResponse>('GetUser', {}).User?.Arn).toBe(`arn:aws:iam::${TOOLS}:user/operator`);
  });

  it('sign with their keys until these are switched off or deleted', () => {
    const { call, cloud, newKey } = withUser();
    const AccessKeyId = newKey()?.AccessKeyId ?? '';
    const signing = () => principalOf(cloud.world, AccessKeyId, undefined);
    expect(signing()).toMatchObject({ kind: 'user', arn: `arn:aws:iam::${TOOLS}:user/ada`, accessKeyId: AccessKeyId });
    call('UpdateAccessKey', { UserName: 'ada', AccessKeyId, Status: 'Inactive' });
    expect(signing).toThrow(refusal('InvalidClientTokenId'));
    call('UpdateAccessKey', { UserName: 'ada', AccessKeyId, Status: 'Active' });
    expect(signing).not.toThrow();
    call('DeleteAccessKey', { UserName: 'ada', AccessKeyId });
    expect(signing).toThrow(refusal('InvalidClientTokenId', 'The security token included in the request is invalid.'));
  });

  it('have two keys at the most, whose secrets are told once', () => {
    const { call, newKey } = withUser();
    expect(newKey()?.SecretAccessKey).toHaveLength(40);
    newKey();
    expect(newKey).toThrow(refusal('LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2'));
    expect(JSON.stringify(call('ListAccessKeys', { UserName: 'ada' }))).not.toContain('Secret');
  });

  it('are not deleted before their keys and policies', () => {
    const { call, newKey } = withUser();
    const AccessKeyId = newKey()?.AccessKeyId;
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    call('AttachUserPolicy', { UserName: 'ada', PolicyArn });
    const remove = () => call('DeleteUser', { UserName: 'ada' });
    expect(remove).toThrow(refusal('DeleteConflict', /access keys first/));
    call('DeleteAccessKey', { UserName: 'ada', AccessKeyId });
    expect(remove).toThrow(refusal('DeleteConflict', /detach all policies/));
    call('DetachUserPolicy', { UserName: 'ada', PolicyArn });
    remove();
    expect(() => call('GetUser', { UserName: 'ada' })).toThrow(refusal('NoSuchEntity'));
  });
});

describe('the trail', () => {
  it('holds ARNs and no secret', () => {
    const { cloud, newKey } = withUser();
    const key = newKey();
    const entries = cloud.trail.entries();
    expect(entries.at(-1)).toMatchObject({
      operation: 'CreateAccessKey',
      resources: [`arn:aws:iam::${TOOLS}:user/ada`],
      outcome: 'ok',
    });
    expect(JSON.stringify(entries)).not.toContain(key?.SecretAccessKey);
  });
});
