import type {
  CreateKeyResponse,
  DescribeKeyResponse,
  GetKeyRotationStatusResponse,
  ListAliasesResponse,
  ListKeysResponse,
} from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { aCloud, asking, REGION, staging, TOOLS, tools, type Ask } from './accounts.ts';

const DAY = 24 * 60 * 60 * 1000;

let cloud: Cloud;
let kms: Ask;

beforeEach(() => {
  cloud = aCloud(kmsService);
  kms = asking(cloud, 'kms', tools);
});

function aKey(input: object = {}) {
  return kms<CreateKeyResponse>('CreateKey', input).KeyMetadata ?? expect.fail('no key');
}

function stateOf(KeyId: string | undefined) {
  return kms<DescribeKeyResponse>('DescribeKey', { KeyId }).KeyMetadata?.KeyState;
}

describe('a key', () => {
  it('is found by id, ARN, alias and alias ARN', () => {
    const { KeyId, Arn } = aKey({ Description: 'artifacts' });
    kms('CreateAlias', { AliasName: 'alias/artifacts', TargetKeyId: KeyId });
    const alias = `arn:aws:kms:${REGION}:${TOOLS}:alias/artifacts`;
    for (const name of [KeyId, Arn, 'alias/artifacts', alias]) {
      const found = kms<DescribeKeyResponse>('DescribeKey', { KeyId: name }).KeyMetadata;
      expect(found).toMatchObject({ Arn, Description: 'artifacts', Enabled: true, KeyManager: 'CUSTOMER' });
    }
  });

  it.each([
    ['11111111-2222-3333-4444-555555555555', /^Key 'arn:aws:kms:eu-west-1:111111111111:key\/1111.*' does not exist$/],
    ['alias/nothing', 'Alias arn:aws:kms:eu-west-1:111111111111:alias/nothing is not found.'],
    ['something', "Invalid keyId 'something'"],
    ['arn:aws:kms:us-east-1:111111111111:key/11111111-2222-3333-4444-555555555555', 'Invalid arn us-east-1'],
  ])('that is not there is refused: %s', (KeyId, message) => {
    expect(() => kms('DescribeKey', { KeyId })).toThrow(
      expect.objectContaining({ code: 'NotFoundException', message: expect.stringMatching(message) as unknown }),
    );
  });

  it.each([
    ...['GetKeyPolicy', 'PutKeyPolicy', 'ListKeyPolicies', 'EnableKey', 'DisableKey', 'ScheduleKeyDeletion'],
    ...['CancelKeyDeletion', 'EnableKeyRotation', 'DisableKeyRotation', 'GetKeyRotationStatus', 'TagResource'],
    ...['UntagResource', 'ListResourceTags', 'UpdateKeyDescription', 'CreateGrant', 'ListGrants', 'RevokeGrant'],
    'ListAliases',
  ])('is known to %s by its id and ARN alone', (operation) => {
    const { KeyId } = aKey();
    kms('CreateAlias', { AliasName: 'alias/lab', TargetKeyId: KeyId });
    for (const alias of ['alias/lab', `arn:aws:kms:${REGION}:${TOOLS}:alias/lab`]) {
      expect(() => kms(operation, { KeyId: alias })).toThrow(
        expect.objectContaining({ code: 'NotFoundException', message: `Invalid keyId '${alias}'` }) as Error,
      );
    }
  });

  it('may be asked for by the older name of its specification', () => {
    const asked = (input: object) => () => kms<DescribeKeyResponse>('CreateKey', input).KeyMetadata;
    const both = { KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' };
    expect(asked({ CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' })()).toMatchObject(both);
    const refused = (code: string) => expect.objectContaining({ code }) as Error;
    expect(asked(both)).toThrow(refused('ValidationException'));
    expect(asked({ KeyUsage: 'SIGN_VERIFY' })).toThrow(refused('ValidationException'));
    expect(asked({ CustomerMasterKeySpec: 'RSA_2048' })).toThrow(refused('NotImplemented'));
  });

  it('is listed page by page', () => {
    const made = [aKey(), aKey(), aKey()].map(({ KeyId }) => KeyId);
    const first = kms<ListKeysResponse>('ListKeys', { Limit: 2 });
    const second = kms<ListKeysResponse>('ListKeys', { Limit: 2, Marker: first.NextMarker });
    expect([...(first.Keys ?? []), ...(second.Keys ?? [])].map(({ KeyId }) => KeyId)).toEqual(made);
    expect([first.Truncated, second.Truncated]).toEqual([true, false]);
  });

  it('has tags, which can be replaced and taken away', () => {
    const { KeyId } = aKey({ Tags: [{ TagKey: 'lab', TagValue: 'one' }] });
    kms('TagResource', {
      KeyId,
      Tags: [
        { TagKey: 'lab', TagValue: 'two' },
        { TagKey: 'owner', TagValue: 'ann' },
      ],
    });
    kms('UntagResource', { KeyId, TagKeys: ['owner'] });
    expect(kms('ListResourceTags', { KeyId })).toMatchObject({ Tags: [{ TagKey: 'lab', TagValue: 'two' }] });
  });

  it('says when it rotates next', () => {
    const { KeyId } = aKey();
    expect(kms('GetKeyRotationStatus', { KeyId })).toMatchObject({ KeyRotationEnabled: false });
    kms('EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 });
    cloud.world.moveTo(cloud.world.now + 130 * DAY);
    const status = kms<GetKeyRotationStatusResponse>('GetKeyRotationStatus', { KeyId });
    expect(status.NextRotationDate).toEqual(new Date(Date.UTC(2026, 0, 5) + 200 * DAY));
    kms('DisableKeyRotation', { KeyId });
    expect(kms('GetKeyRotationStatus', { KeyId })).toMatchObject({ KeyRotationEnabled: false });
  });
});

describe('deletion', () => {
  it('waits 30 days unless told otherwise, and takes the alias with it', () => {
    const { KeyId, Arn } = aKey();
    kms('CreateAlias', { AliasName: 'alias/gone', TargetKeyId: KeyId });
    const answer = kms('ScheduleKeyDeletion', { KeyId });
    const date = new Date(cloud.world.now + 30 * DAY);
    expect(answer).toEqual({ KeyId: Arn, DeletionDate: date, KeyState: 'PendingDeletion', PendingWindowInDays: 30 });
    cloud.world.moveTo(date.getTime() - 1);
    expect(stateOf(KeyId)).toBe('PendingDeletion');
    cloud.world.moveTo(date.getTime());
    expect(() => stateOf(KeyId)).toThrow(expect.objectContaining({ code: 'NotFoundException' }));
    expect(kms<ListAliasesResponse>('ListAliases').Aliases).toEqual([]);
  });

  it.each([6, 31])('cannot wait %i days', (PendingWindowInDays) => {
    const { KeyId } = aKey();
    expect(() => kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays })).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });

  it('cannot be asked for twice, and leaves a disabled key when called off', () => {
    const { KeyId, Arn } = aKey();
    kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(() => kms('ScheduleKeyDeletion', { KeyId })).toThrow(
      expect.objectContaining({ code: 'KMSInvalidStateException', message: `${Arn} is pending deletion.` }),
    );
    kms('CancelKeyDeletion', { KeyId });
    expect(stateOf(KeyId)).toBe('Disabled');
    kms('EnableKey', { KeyId });
    expect(stateOf(KeyId)).toBe('Enabled');
  });

  it('takes a key out of the inventory, since only time can remove it', () => {
    const { KeyId, Arn } = aKey();
    kms('CreateAlias', { AliasName: 'alias/lab', TargetKeyId: KeyId });
    const alias = `arn:aws:kms:${REGION}:${TOOLS}:alias/lab`;
    expect(cloud.inventory(TOOLS)).toEqual([alias, Arn].sort());
    kms('ScheduleKeyDeletion', { KeyId });
    kms('DeleteAlias', { AliasName: 'alias/lab' });
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });
});

describe('an alias', () => {
  it('is unique, and can be led to another key', () => {
    const [first, second] = [aKey(), aKey()];
    kms('CreateAlias', { AliasName: 'alias/lab', TargetKeyId: first.KeyId });
    expect(() => kms('CreateAlias', { AliasName: 'alias/lab', TargetKeyId: second.KeyId })).toThrow(
      expect.objectContaining({
        code: 'AlreadyExistsException',
        message: `An alias with the name arn:aws:kms:${REGION}:${TOOLS}:alias/lab already exists`,
      }),
    );
    kms('UpdateAlias', { AliasName: 'alias/lab', TargetKeyId: second.KeyId });
    expect(kms('DescribeKey', { KeyId: 'alias/lab' })).toMatchObject({ KeyMetadata: { Arn: second.Arn } });
  });

  it.each([
    ['alias/aws/lab', 'NotAuthorizedException'],
    ['lab', 'InvalidAliasNameException'],
  ])('cannot be called %s', (AliasName, code) => {
    const { KeyId } = aKey();
    expect(() => kms('CreateAlias', { AliasName, TargetKeyId: KeyId })).toThrow(expect.objectContaining({ code }));
  });

  it('that does not exist cannot be deleted', () => {
    expect(() => kms('DeleteAlias', { AliasName: 'alias/none' })).toThrow(
      expect.objectContaining({ code: 'NotFoundException' }),
    );
  });
});

describe('what the key policy says', () => {
  const statement = (AWS: string, Action: string | string[]) => ({
    Effect: 'Allow',
    Principal: { AWS },
    Action,
    Resource: '*',
  });
  const admin = statement(TOOLS, 'kms:*');

  it('must let its author change it again', () => {
    const Policy = JSON.stringify({ Statement: [statement(staging.account, 'kms:*')] });
    expect(() => kms('CreateKey', { Policy })).toThrow(
      expect.objectContaining({
        code: 'MalformedPolicyDocumentException',
        message: 'The new key policy will not allow you to update the key policy in the future.',
      }),
    );
    expect(aKey({ Policy, BypassPolicyLockoutSafetyCheck: true }).Arn).toMatch(/^arn:aws:kms/);
  });

  it('keeps another account out until it names it', () => {
    const { KeyId, Arn } = aKey();
    const theirs = asking(cloud, 'kms', staging);
    expect(() => theirs('GenerateDataKey', { KeyId: Arn, KeySpec: 'AES_256' })).toThrow(
      expect.objectContaining({
        code: 'AccessDeniedException',
        message: expect.stringContaining(
          `User: ${staging.arn} is not authorized to perform: kms:GenerateDataKey on resource: ${Arn} because no resource-based policy allows the kms:GenerateDataKey action`,
        ) as string,
      }),
    );
    const Policy = JSON.stringify({ Statement: [admin, statement(staging.roleArn ?? '', 'kms:GenerateDataKey*')] });
    kms('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy });
    expect(theirs('GenerateDataKey', { KeyId: Arn, KeySpec: 'AES_256' })).toMatchObject({ KeyId: Arn });
    expect(() => theirs('ScheduleKeyDeletion', { KeyId: Arn })).toThrow(
      expect.objectContaining({ code: 'AccessDeniedException' }),
    );
    expect(kms('GetKeyPolicy', { KeyId })).toEqual({ Policy, PolicyName: 'default' });
  });

  it('binds the own account, too', () => {
    const author = { ...statement(tools.roleArn ?? '', ['kms:PutKeyPolicy', 'kms:DescribeKey']) };
    const { KeyId } = aKey({ Policy: JSON.stringify({ Statement: author }) });
    expect(() => kms('Encrypt', { KeyId, Plaintext: Buffer.from('x') })).toThrow(
      expect.objectContaining({ code: 'AccessDeniedException' }),
    );
  });

  it('can be completed by a grant, until that is revoked', () => {
    const { Arn } = aKey();
    const theirs = asking(cloud, 'kms', staging);
    const grant = { KeyId: Arn, GranteePrincipal: staging.roleArn, Operations: ['Encrypt'], Name: 'once' };
    const { GrantId } = kms('CreateGrant', grant);
    expect(kms('CreateGrant', grant)).toMatchObject({ GrantId });
    expect(theirs('Encrypt', { KeyId: Arn, Plaintext: Buffer.from('x') })).toMatchObject({ KeyId: Arn });
    expect(() => theirs('DescribeKey', { KeyId: Arn })).toThrow();
    expect(kms('ListGrants', { KeyId: Arn })).toMatchObject({ Grants: [{ GrantId, Operations: ['Encrypt'] }] });
    kms('RevokeGrant', { KeyId: Arn, GrantId });
    expect(() => theirs('Encrypt', { KeyId: Arn, Plaintext: Buffer.from('x') })).toThrow();
    expect(() => kms('RevokeGrant', { KeyId: Arn, GrantId })).toThrow(
      expect.objectContaining({ code: 'NotFoundException' }),
    );
  });
});
