import type { CreateKeyResponse, DescribeKeyResponse } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { aliasType } from '../../../../src/sandbox/services/kms/resource-types/alias.ts';
import { keyType } from '../../../../src/sandbox/services/kms/resource-types/key.ts';
import { aCloud, asking, stackContext, TOOLS, tools, type Ask } from './accounts.ts';

let cloud: Cloud;
let kms: Ask;

beforeEach(() => {
  cloud = aCloud(kmsService);
  kms = asking(cloud, 'kms', tools);
});

function policy(...more: object[]) {
  const admin = { Effect: 'Allow', Principal: { AWS: TOOLS }, Action: 'kms:*', Resource: '*' };
  return { Version: '2012-10-17', Statement: [admin, ...more] };
}

function metadata(KeyId: string) {
  return kms<DescribeKeyResponse>('DescribeKey', { KeyId }).KeyMetadata;
}

describe('AWS::KMS::Key', () => {
  it('is created with policy, rotation and tags', () => {
    const context = stackContext(cloud, 'Key', { lab: 'one' });
    const Tags = [{ Key: 'use', Value: 'artifacts' }];
    const properties = { KeyPolicy: policy(), EnableKeyRotation: true, RotationPeriodInDays: 90, Tags };
    const { physicalId } = keyType.create(properties, context);
    expect(kms('GetKeyPolicy', { KeyId: physicalId })).toMatchObject({ Policy: JSON.stringify(policy()) });
    expect(kms('GetKeyRotationStatus', { KeyId: physicalId })).toMatchObject({ RotationPeriodInDays: 90 });
    expect(kms('ListResourceTags', { KeyId: physicalId })).toMatchObject({
      Tags: [
        { TagKey: 'lab', TagValue: 'one' },
        { TagKey: 'use', TagValue: 'artifacts' },
      ],
    });
    expect(keyType.attributes?.(physicalId, properties, context)).toEqual({
      Arn: metadata(physicalId)?.Arn,
      KeyId: physicalId,
    });
  });

  it('applies every change in place, removals included', () => {
    const before = { Description: 'old', EnableKeyRotation: true, Tags: [{ Key: 'use', Value: 'x' }], Enabled: false };
    const { physicalId } = keyType.create(before, stackContext(cloud, 'Key'));
    expect(metadata(physicalId)?.KeyState).toBe('Disabled');
    keyType.update?.(physicalId, { KeyPolicy: policy() }, before, stackContext(cloud, 'Key', { lab: 'two' }));
    expect(metadata(physicalId)).toMatchObject({ Description: '', KeyState: 'Enabled' });
    expect(kms('GetKeyRotationStatus', { KeyId: physicalId })).toMatchObject({ KeyRotationEnabled: false });
    expect(kms('GetKeyPolicy', { KeyId: physicalId })).toMatchObject({ Policy: JSON.stringify(policy()) });
    expect(kms('ListResourceTags', { KeyId: physicalId })).toMatchObject({
      Tags: [{ TagKey: 'lab', TagValue: 'two' }],
    });
  });

  it('leaves no key behind when it cannot be finished', () => {
    const properties = { EnableKeyRotation: true, RotationPeriodInDays: 1 };
    expect(() => keyType.create(properties, stackContext(cloud, 'Key'))).toThrow('RotationPeriodInDays');
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });

  it('refuses to change what a key is made as', () => {
    const { physicalId } = keyType.create({}, stackContext(cloud, 'Key'));
    expect(() => keyType.update?.(physicalId, { MultiRegion: true }, {}, stackContext(cloud, 'Key'))).toThrow(
      'MultiRegion',
    );
  });

  it('is scheduled for deletion, once, after the window that the template says', () => {
    const properties = { PendingWindowInDays: 7 };
    const { physicalId } = keyType.create(properties, stackContext(cloud, 'Key'));
    keyType.delete(physicalId, properties, stackContext(cloud, 'Key'));
    const date = new Date(cloud.world.now + 7 * 24 * 60 * 60 * 1000);
    expect(metadata(physicalId)).toMatchObject({ KeyState: 'PendingDeletion', DeletionDate: date });
    keyType.delete(physicalId, properties, stackContext(cloud, 'Key'));
    cloud.world.moveTo(date.getTime());
    keyType.delete(physicalId, properties, stackContext(cloud, 'Key'));
  });
});

describe('AWS::KMS::Alias', () => {
  it('follows its template from creation to deletion', () => {
    const made = () => kms<CreateKeyResponse>('CreateKey').KeyMetadata?.KeyId ?? '';
    const [one, two] = [made(), made()];
    const context = stackContext(cloud, 'Alias');
    const before = { AliasName: 'alias/lab', TargetKeyId: one };
    const { physicalId } = aliasType.create(before, context);
    expect(metadata('alias/lab')?.KeyId).toBe(one);
    expect(() => aliasType.create(before, context)).toThrow(
      expect.objectContaining({ code: 'AlreadyExistsException' }),
    );
    aliasType.update?.(physicalId, { ...before, TargetKeyId: two }, before, context);
    expect(metadata('alias/lab')?.KeyId).toBe(two);
    aliasType.delete(physicalId, before, context);
    aliasType.delete(physicalId, before, context);
    expect(kms('ListAliases')).toMatchObject({ Aliases: [] });
  });
});
