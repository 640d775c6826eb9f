import type {
  CreateKeyRequest,
  CreateKeyResponse,
  DescribeKeyRequest,
  DescribeKeyResponse,
  KeyMetadata,
  ListKeysRequest,
  ListKeysResponse,
  UpdateKeyDescriptionRequest,
} from '@aws-sdk/client-kms';

import { put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { keyToManage, keyToUse } from './access.ts';
import { acceptedPolicy, defaultPolicy } from './key-policy.ts';
import { newKey } from './new-key.ts';
import { notPendingDeletion } from './key-state.ts';
import { kmsState, type Key } from './state.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import { acceptedTags } from './tags.ts';

export function createKey(input: CreateKeyRequest, call: Call): CreateKeyResponse {
  const spec = specOf(input);
  if (spec !== 'SYMMETRIC_DEFAULT' || (input.Origin ?? 'AWS_KMS') !== 'AWS_KMS') {
    throw new AwsError(
      'NotImplemented',
      `the sandbox does not implement KMS keys of spec ${spec} and other origins`,
      501,
    );
  }
  const bypass = input.BypassPolicyLockoutSafetyCheck;
  // CreateKey knows no resources: "Actions, resources, and condition keys for AWS Key Management Service".
  noteRequestTags(call, acceptedTags({}, input.Tags));
  call.about('*');
  if (input.Tags?.length) call.requires({ action: 'kms:TagResource', resource: '*' });
  const key = newKey(call, {
    manager: 'CUSTOMER',
    description: input.Description ?? '',
    policy: input.Policy ? acceptedPolicy(call, input.Policy, bypass) : defaultPolicy(call.account),
    tags: acceptedTags({}, input.Tags),
    multiRegion: input.MultiRegion ?? false,
  });
  put(kmsState(call.cloud.world, call.account, call.region).keys, key.id, key);
  return { KeyMetadata: metadataOf(key) };
}

const OLDER_NAME = 'CustomerMasterKeySpec';
const OLDER_SPEC: Readonly<Record<string, string>> = { [OLDER_NAME]: 'SYMMETRIC_DEFAULT' };

/** The older name of the specification, which takes the same values (CreateKey, CustomerMasterKeySpec). */
function specOf(input: CreateKeyRequest): string {
  const { KeySpec, KeyUsage = 'ENCRYPT_DECRYPT' } = input;
  const { [OLDER_NAME]: older }: { readonly [OLDER_NAME]?: string | undefined } = input;
  if (KeySpec !== undefined && older !== undefined) {
    throw new AwsError(
      'ValidationException',
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    );
  }
  const spec = KeySpec ?? older ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT' || KeyUsage === 'ENCRYPT_DECRYPT') return spec;
  throw new AwsError('ValidationException', `KeyUsage ${KeyUsage} is not compatible with KeySpec ${spec}`);
}

export function describeKey(input: DescribeKeyRequest, call: Call): DescribeKeyResponse {
  return { KeyMetadata: metadataOf(keyToUse(call, input.KeyId, 'DescribeKey')) };
}

export function listKeys(input: ListKeysRequest, call: Call): ListKeysResponse {
  const { keys } = kmsState(call.cloud.world, call.account, call.region);
  const { items, next } = pageOf(Object.values(keys), input.Marker, input.Limit ?? 100);
  return {
    Keys: items.map((key) => ({ KeyId: key.id, KeyArn: key.arn })),
    Truncated: next !== undefined,
    ...(next && { NextMarker: next }),
  };
}

export function updateKeyDescription(input: UpdateKeyDescriptionRequest, call: Call): object {
  const key = notPendingDeletion(keyToManage(call, input.KeyId, 'UpdateKeyDescription'));
  key.description = input.Description ?? '';
  return {};
}

function metadataOf(key: Key): KeyMetadata {
  const state = key.deletionAt !== undefined ? 'PendingDeletion' : key.enabled ? 'Enabled' : 'Disabled';
  return {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: new Date(key.createdAt),
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: state,
    ...(key.deletionAt !== undefined && { DeletionDate: new Date(key.deletionAt) }),
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    KeySpec: 'SYMMETRIC_DEFAULT',
    ...OLDER_SPEC,
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: key.multiRegion,
  };
}
