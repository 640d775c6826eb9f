import type { ListTagsForResourceResponse } from '@aws-sdk/client-cloudwatch-logs';

import { ifPresent } from '../../../kernel/absence.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { numeric, refuseUnknown, removedKeys, resourceTags, textual } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import type { Tags } from '../../../kernel/tags.ts';
import { logGroupArn, logGroupsOf } from '../state.ts';

const PROPERTIES = ['LogGroupName', 'RetentionInDays', 'KmsKeyId', 'LogGroupClass', 'Tags'];

export const logGroupType: ResourceType = {
  seconds: { create: 3, update: 3, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::Logs::LogGroup', properties, PROPERTIES);
    const logGroupName = textual(properties['LogGroupName']) ?? context.generatedName(512);
    context.invoke('logs', 'CreateLogGroup', {
      logGroupName,
      ...(properties['KmsKeyId'] !== undefined && { kmsKeyId: properties['KmsKeyId'] }),
      ...(properties['LogGroupClass'] !== undefined && { logGroupClass: properties['LogGroupClass'] }),
      tags: resourceTags(properties, context),
    });
    orUndo(
      () => applyRetention(logGroupName, properties, {}, context),
      () => context.invoke('logs', 'DeleteLogGroup', { logGroupName }),
    );
    return { physicalId: logGroupName };
  },
  update(physicalId, properties, previous, context) {
    refuseUnknown('AWS::Logs::LogGroup', properties, PROPERTIES);
    applyRetention(physicalId, properties, previous, context);
    applyKey(physicalId, properties, previous, context);
    applyTags(physicalId, resourceTags(properties, context), context);
  },
  delete(physicalId, _properties, context) {
    const input = { logGroupName: physicalId };
    ifPresent(['ResourceNotFoundException'], () => context.invoke('logs', 'DeleteLogGroup', input));
  },
  exists: (name, context) => Object.hasOwn(logGroupsOf(context), name),
  attributes: (physicalId, _properties, context) => ({ Arn: `${logGroupArn(context, physicalId)}:*` }),
};

function applyRetention(logGroupName: string, now: Properties, before: Properties, context: ResourceContext): void {
  const retentionInDays = numeric(now['RetentionInDays']);
  if (retentionInDays === numeric(before['RetentionInDays'])) return;
  if (retentionInDays === undefined) context.invoke('logs', 'DeleteRetentionPolicy', { logGroupName });
  else context.invoke('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
}

function applyKey(logGroupName: string, now: Properties, before: Properties, context: ResourceContext): void {
  const kmsKeyId = now['KmsKeyId'];
  if (kmsKeyId === before['KmsKeyId']) return;
  if (kmsKeyId === undefined) context.invoke('logs', 'DisassociateKmsKey', { logGroupName });
  else context.invoke('logs', 'AssociateKmsKey', { logGroupName, kmsKeyId });
}

function applyTags(name: string, wanted: Tags, context: ResourceContext): void {
  const resourceArn = logGroupArn(context, name);
  const { tags = {} } = context.invoke<ListTagsForResourceResponse>('logs', 'ListTagsForResource', { resourceArn });
  const tagKeys = removedKeys(tags, wanted);
  if (tagKeys.length > 0) context.invoke('logs', 'UntagResource', { resourceArn, tagKeys });
  if (Object.keys(wanted).length > 0) context.invoke('logs', 'TagResource', { resourceArn, tags: wanted });
}
