import type { CreateKeyResponse, DescribeKeyResponse, ListResourceTagsResponse } from '@aws-sdk/client-kms';

import { own } from '../../../../own.ts';
import { ifPresent } from '../../../kernel/absence.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { isTrue, numeric, refuseUnknown, removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
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
const GONE = ['NotFoundException'];

export const keyType: ResourceType = {
  seconds: { create: 10, update: 5, delete: 5 },
  create(properties, context) {
    refuseUnknown('AWS::KMS::Key', properties, PROPERTIES);
    const policy = policyText(properties);
    const { KeyMetadata: made } = context.invoke<CreateKeyResponse>('kms', 'CreateKey', {
      Description: properties['Description'],
      ...(policy && { Policy: policy }),
      ...given(properties, 'KeySpec', 'KeyUsage', 'Origin'),
      MultiRegion: isTrue(properties['MultiRegion']),
      BypassPolicyLockoutSafetyCheck: isTrue(properties['BypassPolicyLockoutSafetyCheck']),
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
    context.invoke('kms', 'UpdateKeyDescription', { KeyId, Description: properties['Description'] ?? '' });
    updatePolicy(KeyId, properties, previous, context);
    updateRotation(KeyId, properties, previous, context);
    updateTags(KeyId, resourceTags(properties, context), context);
    if (!isEnabled(properties)) context.invoke('kms', 'DisableKey', { KeyId });
  },
  delete(physicalId, properties, context) {
    if (keyState(physicalId, context) === 'PendingDeletion') return;
    const PendingWindowInDays = numeric(properties['PendingWindowInDays']);
    ifPresent(GONE, () => context.invoke('kms', 'ScheduleKeyDeletion', { KeyId: physicalId, PendingWindowInDays }));
  },
  attributes: (physicalId, _properties, { account, region }) => ({
    Arn: `arn:aws:kms:${region}:${account}:key/${physicalId}`,
    KeyId: physicalId,
  }),
};

function finish(KeyId: string, properties: Properties, context: ResourceContext): void {
  if (isTrue(properties['EnableKeyRotation'])) enableRotation(KeyId, properties, context);
  if (!isEnabled(properties)) context.invoke('kms', 'DisableKey', { KeyId });
}

function policyText({ KeyPolicy }: Properties): string | undefined {
  if (KeyPolicy === undefined || typeof KeyPolicy === 'string') return KeyPolicy;
  return JSON.stringify(KeyPolicy);
}

function isEnabled({ Enabled }: Properties): boolean {
  return Enabled === undefined || isTrue(Enabled);
}

function given(properties: Properties, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(properties, name)).map((name) => [name, own(properties, name)]),
  );
}

/** What a key is made as it stays, though the type names no create-only property (AWS::KMS::Key). */
function refuseFixedChanges(properties: Properties, previous: Properties): void {
  const changed = ['KeySpec', 'KeyUsage', 'Origin', 'MultiRegion'].find(
    (name) => own(properties, name) !== own(previous, name),
  );
  if (changed)
    throw new AwsError('NotUpdatable', `You cannot change the ${changed} property of a KMS key after it is created.`);
}

function updatePolicy(KeyId: string, properties: Properties, previous: Properties, context: ResourceContext): void {
  const text = policyText(properties) ?? defaultPolicy(context.account);
  if (text === policyText(previous)) return;
  const BypassPolicyLockoutSafetyCheck = isTrue(properties['BypassPolicyLockoutSafetyCheck']);
  context.invoke('kms', 'PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: text, BypassPolicyLockoutSafetyCheck });
}

function updateRotation(KeyId: string, properties: Properties, previous: Properties, context: ResourceContext): void {
  if (isTrue(properties['EnableKeyRotation'])) enableRotation(KeyId, properties, context);
  else if (isTrue(previous['EnableKeyRotation'])) context.invoke('kms', 'DisableKeyRotation', { KeyId });
}

function enableRotation(KeyId: string, properties: Properties, context: ResourceContext): void {
  const RotationPeriodInDays = numeric(properties['RotationPeriodInDays']);
  context.invoke('kms', 'EnableKeyRotation', { KeyId, ...(RotationPeriodInDays && { RotationPeriodInDays }) });
}

function updateTags(KeyId: string, wanted: Tags, context: ResourceContext): void {
  const { Tags: list = [] } = context.invoke<ListResourceTagsResponse>('kms', 'ListResourceTags', { KeyId });
  const present = Object.fromEntries(list.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue]));
  const TagKeys = removedKeys(present, wanted);
  if (TagKeys.length > 0) context.invoke('kms', 'UntagResource', { KeyId, TagKeys });
  context.invoke('kms', 'TagResource', { KeyId, Tags: tagsOf(wanted) });
}

function tagsOf(tags: Tags): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

function keyState(KeyId: string, context: ResourceContext): string | undefined {
  return ifPresent(GONE, () => context.invoke<DescribeKeyResponse>('kms', 'DescribeKey', { KeyId }))?.KeyMetadata
    ?.KeyState;
}
