import { own } from '../../../own.ts';
import type { Service } from '../../kernel/service.ts';
import { createAlias, deleteAlias, listAliases, updateAlias } from './aliases.ts';
import { decrypt, encrypt, generateDataKey, generateDataKeyWithoutPlaintext, reEncrypt } from './cryptography.ts';
import { createGrant, listGrants, retireGrant, revokeGrant } from './grants.ts';
import { cancelKeyDeletion, disableKey, enableKey, scheduleKeyDeletion } from './key-state.ts';
import { createKey, describeKey, listKeys, updateKeyDescription } from './keys.ts';
import { getKeyPolicy, listKeyPolicies, putKeyPolicy } from './policies.ts';
import { aliasType } from './resource-types/alias.ts';
import { keyType } from './resource-types/key.ts';
import { disableKeyRotation, enableKeyRotation, getKeyRotationStatus } from './rotation.ts';
import { kmsInventory, kmsState } from './state.ts';
import { listResourceTags, tagResource, untagResource } from './tags.ts';

export const kmsService: Service = {
  name: 'kms',
  operations: {
    CancelKeyDeletion: cancelKeyDeletion,
    CreateAlias: createAlias,
    CreateGrant: createGrant,
    CreateKey: createKey,
    Decrypt: decrypt,
    DeleteAlias: deleteAlias,
    DescribeKey: describeKey,
    DisableKey: disableKey,
    DisableKeyRotation: disableKeyRotation,
    EnableKey: enableKey,
    EnableKeyRotation: enableKeyRotation,
    Encrypt: encrypt,
    GenerateDataKey: generateDataKey,
    GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
    GetKeyPolicy: getKeyPolicy,
    GetKeyRotationStatus: getKeyRotationStatus,
    ListAliases: listAliases,
    ListGrants: listGrants,
    ListKeyPolicies: listKeyPolicies,
    ListKeys: listKeys,
    ListResourceTags: listResourceTags,
    PutKeyPolicy: putKeyPolicy,
    ReEncrypt: reEncrypt,
    RetireGrant: retireGrant,
    RevokeGrant: revokeGrant,
    ScheduleKeyDeletion: scheduleKeyDeletion,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    UpdateKeyDescription: updateKeyDescription,
  },
  resourceTypes: { 'AWS::KMS::Alias': aliasType, 'AWS::KMS::Key': keyType },
  inventory: (cloud, account) => kmsInventory(cloud.world, account),
  tagsOf: (arn, { cloud, account, region }) =>
    own(kmsState(cloud.world, account, region).keys, arn.split(':key/')[1] ?? '')?.tags,
};
