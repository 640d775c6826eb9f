import type { LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';

import { ifPresent } from '../../../kernel/absence.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { refuseUnknown, removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import type { Tags } from '../../../kernel/tags.ts';
import { logGroupArn, logGroupsOf } from '../state.ts';

const PROPERTIES = ['LogGroupName', 'RetentionInDays', 'KmsKeyId', 'LogGroupClass', 'Tags'];

type LogGroupProperties = {
  readonly LogGroupName?: string;
  readonly RetentionInDays?: number;
  readonly KmsKeyId?: string;
  readonly LogGroupClass?: LogGroupClass;
};

export const logGroupType: ResourceType<LogGroupProperties> = {
  seconds: { create: 3, update: 3, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::Logs::LogGroup', properties, PROPERTIES);
    const { KmsKeyId, LogGroupClass, LogGroupName: logGroupName = context.generatedName(512) } = properties;
    context.invoke('logs', 'CreateLogGroup', {
      logGroupName,
      ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId }),
      ...(LogGroupClass !== undefined && { logGroupClass: LogGroupClass }),
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

function applyRetention(
  logGroupName: string,
  now: LogGroupProperties,
  before: LogGroupProperties,
  context: ResourceContext,
): void {
  const { RetentionInDays: retentionInDays } = now;
  if (retentionInDays === before.RetentionInDays) return;
  if (retentionInDays === undefined) context.invoke('logs', 'DeleteRetentionPolicy', { logGroupName });
  else context.invoke('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
}

function applyKey(
  logGroupName: string,
  now: LogGroupProperties,
  before: LogGroupProperties,
  context: ResourceContext,
): void {
  const { KmsKeyId: kmsKeyId } = now;
  if (kmsKeyId === before.KmsKeyId) return;
  if (kmsKeyId === undefined) context.invoke('logs', 'DisassociateKmsKey', { logGroupName });
  else context.invoke('logs', 'AssociateKmsKey', { logGroupName, kmsKeyId });
}

function applyTags(name: string, wanted: Tags, context: ResourceContext): void {
  const resourceArn = logGroupArn(context, name);
  const { tags = {} } = context.invoke('logs', 'ListTagsForResource', { resourceArn });
  const tagKeys = removedKeys(tags, wanted);
  if (tagKeys.length > 0) context.invoke('logs', 'UntagResource', { resourceArn, tagKeys });
  if (Object.keys(wanted).length > 0) context.invoke('logs', 'TagResource', { resourceArn, tags: wanted });
}
