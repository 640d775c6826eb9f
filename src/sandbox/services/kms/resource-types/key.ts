import type { CreateKeyRequest } from '@aws-sdk/client-kms';

import { ifPresent } from '../../../kernel/absence.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import {
  given,
  refuseUnknown,
  removedKeys,
  resourceTags,
  type PropertiesOf,
} from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import type { Tags } from '../../../kernel/tags.ts';
import { defaultPolicy } from '../key-policy.ts';

const PROPERTIES = [
  'BypassPolicyLockoutSafetyCheck',
  'Description',
  'Enabled',
  'EnableKeyRotation',
  'KeyPolicy',
  'KeySpec',
  'KeyUsage',
  'MultiRegion',
  'Origin',
  'PendingWindowInDays',
  'RotationPeriodInDays',
  'Tags',
];
const FIXED = ['KeySpec', 'KeyUsage', 'Origin', 'MultiRegion'] as const;

type KeyProperties = PropertiesOf<
  CreateKeyRequest,
  never,
  (typeof FIXED)[number] | 'BypassPolicyLockoutSafetyCheck' | 'Description'
> & {
  readonly Enabled?: boolean;
  readonly EnableKeyRotation?: boolean;
  readonly KeyPolicy?: unknown;
  readonly PendingWindowInDays?: number;
  readonly RotationPeriodInDays?: number;
};

const GONE = ['NotFoundException'];

export const keyType: ResourceType<KeyProperties> = {
  seconds: { create: 10, update: 5, delete: 5 },
  create(properties, context) {
    refuseUnknown('AWS::KMS::Key', properties, PROPERTIES);
    const policy = policyText(properties);
    const { KeyMetadata: made } = context.invoke('kms', 'CreateKey', {
      ...given(properties, ['Description', 'BypassPolicyLockoutSafetyCheck', ...FIXED]),
      ...(policy && { Policy: policy }),
      Tags: tagsOf(resourceTags(properties, context)),
    });
    const physicalId = made?.KeyId ?? '';
    orUndo(
      () => finish(physicalId, properties, context),
      () => context.invoke('kms', 'ScheduleKeyDeletion', { KeyId: physicalId, PendingWindowInDays: 7 }),
    );
    return { physicalId };
  },
  update(physicalId, properties, previous, context) {
    refuseUnknown('AWS::KMS::Key', properties, PROPERTIES);
    refuseFixedChanges(properties, previous);
    const KeyId = physicalId;
    if (isEnabled(properties)) context.invoke('kms', 'EnableKey', { KeyId });
    context.invoke('kms', 'UpdateKeyDescription', { KeyId, Description: properties.Description ?? '' });
    updatePolicy(KeyId, properties, previous, context);
    updateRotation(KeyId, properties, previous, context);
    updateTags(KeyId, resourceTags(properties, context), context);
    if (!isEnabled(properties)) context.invoke('kms', 'DisableKey', { KeyId });
  },
  delete(physicalId, properties, context) {
    if (keyState(physicalId, context) === 'PendingDeletion') return;
    const { PendingWindowInDays } = properties;
    ifPresent(GONE, () => context.invoke('kms', 'ScheduleKeyDeletion', { KeyId: physicalId, PendingWindowInDays }));
  },
  attributes: (physicalId, _properties, { account, region }) => ({
    Arn: `arn:aws:kms:${region}:${account}:key/${physicalId}`,
    KeyId: physicalId,
  }),
};

function finish(KeyId: string, properties: KeyProperties, context: ResourceContext): void {
  if (properties.EnableKeyRotation) enableRotation(KeyId, properties, context);
  if (!isEnabled(properties)) context.invoke('kms', 'DisableKey', { KeyId });
}

function policyText({ KeyPolicy }: KeyProperties): string | undefined {
  if (KeyPolicy === undefined || typeof KeyPolicy === 'string') return KeyPolicy;
  return JSON.stringify(KeyPolicy);
}

function isEnabled({ Enabled = true }: KeyProperties): boolean {
  return Enabled;
}

/** What a key is made as it stays, though the type names no create-only property (AWS::KMS::Key). */
function refuseFixedChanges(properties: KeyProperties, previous: KeyProperties): void {
  const changed = FIXED.find((name) => properties[name] !== previous[name]);
  if (changed)
    throw new AwsError('NotUpdatable', `You cannot change the ${changed} property of a KMS key after it is created.`);
}

function updatePolicy(
  KeyId: string,
  properties: KeyProperties,
  previous: KeyProperties,
  context: ResourceContext,
): void {
  const text = policyText(properties) ?? defaultPolicy(context.account);
  if (text === policyText(previous)) return;
  const bypass = given(properties, ['BypassPolicyLockoutSafetyCheck']);
  context.invoke('kms', 'PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: text, ...bypass });
}

function updateRotation(
  KeyId: string,
  properties: KeyProperties,
  previous: KeyProperties,
  context: ResourceContext,
): void {
  if (properties.EnableKeyRotation) enableRotation(KeyId, properties, context);
  else if (previous.EnableKeyRotation) context.invoke('kms', 'DisableKeyRotation', { KeyId });
}

function enableRotation(KeyId: string, properties: KeyProperties, context: ResourceContext): void {
  context.invoke('kms', 'EnableKeyRotation', { KeyId, ...given(properties, ['RotationPeriodInDays']) });
}

function updateTags(KeyId: string, wanted: Tags, context: ResourceContext): void {
  const { Tags: list = [] } = context.invoke('kms', 'ListResourceTags', { KeyId });
  const present = Object.fromEntries(list.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue]));
  const TagKeys = removedKeys(present, wanted);
  if (TagKeys.length > 0) context.invoke('kms', 'UntagResource', { KeyId, TagKeys });
  context.invoke('kms', 'TagResource', { KeyId, Tags: tagsOf(wanted) });
}

function tagsOf(tags: Tags): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

function keyState(KeyId: string, context: ResourceContext): string | undefined {
  return ifPresent(GONE, () => context.invoke('kms', 'DescribeKey', { KeyId }))?.KeyMetadata?.KeyState;
}
