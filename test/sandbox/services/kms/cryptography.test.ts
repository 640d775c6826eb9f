import type { CreateKeyResponse, DecryptResponse, EncryptResponse, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';

import { World } from '../../../../src/sandbox/kernel/world.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { aCloud, asking, tools, type Ask } from './accounts.ts';

let cloud: Cloud;
let kms: Ask;
let KeyId: string;

beforeEach(() => {
  cloud = aCloud(kmsService);
  kms = asking(cloud, 'kms', tools);
  KeyId = newKeyId();
});

function newKeyId(): string {
  return kms<CreateKeyResponse>('CreateKey').KeyMetadata?.Arn ?? '';
}

describe('encryption', () => {
  const EncryptionContext = { bucket: 'models', stage: 'test' };

  it('gives back what went in, to whoever knows the encryption context', () => {
    const { CiphertextBlob } = kms<EncryptResponse>('Encrypt', {
      KeyId,
      Plaintext: Buffer.from('secret'),
      EncryptionContext,
    });
    expect(Buffer.from(CiphertextBlob ?? []).includes('secret')).toBe(false);
    const reordered = { stage: 'test', bucket: 'models' };
    const { Plaintext } = kms<DecryptResponse>('Decrypt', { CiphertextBlob, EncryptionContext: reordered });
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('secret');
    expect(() => kms('Decrypt', { CiphertextBlob, EncryptionContext: { bucket: 'models' } })).toThrow(
      expect.objectContaining({ code: 'InvalidCiphertextException' }),
    );
  });

  it('survives a restart of the sandbox', () => {
    const { CiphertextBlob } = kms<EncryptResponse>('Encrypt', { KeyId, Plaintext: Buffer.from('secret') });
    const later = asking(restarted(cloud), 'kms', tools);
    const { Plaintext } = later<DecryptResponse>('Decrypt', { CiphertextBlob });
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('secret');
  });

  it('refuses forged ciphertexts and the wrong key', () => {
    const { CiphertextBlob = new Uint8Array() } = kms<EncryptResponse>('Encrypt', {
      KeyId,
      Plaintext: Buffer.from('x'),
    });
    const forged = Buffer.from(CiphertextBlob);
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    for (const blob of [forged, Buffer.from('nonsense'), Buffer.alloc(0)]) {
      expect(() => kms('Decrypt', { CiphertextBlob: blob })).toThrow(
        expect.objectContaining({ code: 'InvalidCiphertextException' }),
      );
    }
    expect(() => kms('Decrypt', { CiphertextBlob, KeyId: newKeyId() })).toThrow(
      expect.objectContaining({ code: 'IncorrectKeyException' }),
    );
  });

  it('takes at most 4 KB', () => {
    expect(() => kms('Encrypt', { KeyId, Plaintext: Buffer.alloc(4097) })).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });

  it('moves a ciphertext from one key to another', () => {
    const { CiphertextBlob } = kms<EncryptResponse>('Encrypt', { KeyId, Plaintext: Buffer.from('x') });
    const other = newKeyId();
    const moved = kms<EncryptResponse>('ReEncrypt', { CiphertextBlob, DestinationKeyId: other });
    expect(kms('Decrypt', { CiphertextBlob: moved.CiphertextBlob })).toMatchObject({ KeyId: other });
  });
});

describe('data keys', () => {
  it('come in clear and encrypted, a new one each time', () => {
    const made = kms<GenerateDataKeyResponse>('GenerateDataKey', { KeyId, KeySpec: 'AES_256' });
    const again = kms<GenerateDataKeyResponse>('GenerateDataKey', { KeyId, NumberOfBytes: 24 });
    const opened = kms<DecryptResponse>('Decrypt', { CiphertextBlob: made.CiphertextBlob });
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect([made.Plaintext?.length, again.Plaintext?.length]).toEqual([32, 24]);
    expect(Buffer.from(made.Plaintext ?? []).subarray(0, 24)).not.toEqual(again.Plaintext);
    expect(kms('GenerateDataKeyWithoutPlaintext', { KeyId, KeySpec: 'AES_256' })).not.toHaveProperty('Plaintext');
  });

  it('need a key that is in use', () => {
    kms('DisableKey', { KeyId });
    expect(() => kms('GenerateDataKey', { KeyId, KeySpec: 'AES_256' })).toThrow(
      expect.objectContaining({ code: 'DisabledException', message: `${KeyId} is disabled.` }),
    );
    kms('ScheduleKeyDeletion', { KeyId });
    expect(() => kms('GenerateDataKey', { KeyId, KeySpec: 'AES_256' })).toThrow(
      expect.objectContaining({ code: 'KMSInvalidStateException', message: `${KeyId} is pending deletion.` }),
    );
  });

  it('can be tied to a service by the policy', () => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: tools.account }, Action: ['kms:Put*', 'kms:Create*'], Resource: '*' },
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'kms:GenerateDataKey',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      },
    ];
    kms('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: JSON.stringify({ Statement }) });
    const input = { KeyId, KeySpec: 'AES_256' };
    expect(() => kms('GenerateDataKey', input)).toThrow(expect.objectContaining({ code: 'AccessDeniedException' }));
    const request = { principal: tools, account: tools.account, region: 'eu-west-1', service: 'kms' };
    expect(cloud.answer({ ...request, operation: 'GenerateDataKey', input, via: 's3' })).toHaveProperty('Plaintext');
    expect(cloud.trail.entries().at(-1)).toMatchObject({
      resources: [KeyId],
      context: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
    });
  });

  it('can be tied by the policy to what the key is called and tagged with', () => {
    const conditions = [
      { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/models' } },
      { StringEquals: { 'aws:ResourceTag/team': 'ml' } },
    ];
    const manage = ['kms:Put*', 'kms:Create*', 'kms:Tag*'];
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: tools.account }, Action: manage, Resource: '*' },
      ...['kms:Encrypt', 'kms:GenerateDataKey'].map((Action, index) => ({
        Effect: 'Allow',
        Principal: '*',
        Action,
        Resource: '*',
        Condition: conditions[index],
      })),
    ];
    kms('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: JSON.stringify({ Statement }) });
    const encrypt = () => kms('Encrypt', { KeyId, Plaintext: Buffer.from('secret') });
    const generate = () => kms('GenerateDataKey', { KeyId, KeySpec: 'AES_256' });
    expect(encrypt).toThrow(expect.objectContaining({ code: 'AccessDeniedException' }));
    expect(generate).toThrow(expect.objectContaining({ code: 'AccessDeniedException' }));
    kms('CreateAlias', { AliasName: 'alias/models', TargetKeyId: KeyId });
    kms('TagResource', { KeyId, Tags: [{ TagKey: 'team', TagValue: 'ml' }] });
    expect(encrypt()).toHaveProperty('CiphertextBlob');
    expect(generate()).toHaveProperty('Plaintext');
  });
});

function restarted({ world, blobs, trail, faults }: Cloud): Cloud {
  return new SandboxCloud({ world: World.restore(world.snapshot()), services: [kmsService], blobs, trail, faults });
}
