import { isDeepStrictEqual } from 'node:util';

import { own } from '../../../../own.ts';
import { isTrue, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { lifecycleOf, type LifecycleProperty } from './bucket-lifecycle.ts';

/** What a property of the type becomes in the API: the call that sets it, and the one that takes it back. */
interface Aspect {
  readonly property: string;
  readonly put: (value: never) => readonly [operation: string, input: object];
  readonly remove: readonly [operation: string, input: object];
}

interface EncryptionProperty {
  readonly ServerSideEncryptionConfiguration?: readonly Readonly<Record<string, unknown>>[];
}

interface NotificationProperty {
  readonly EventBridgeConfiguration?: { readonly EventBridgeEnabled?: unknown };
  readonly [target: string]: unknown;
}

interface LoggingProperty {
  readonly DestinationBucketName?: string;
  readonly LogFilePrefix?: string;
}

interface CorsProperty {
  readonly CorsRules?: readonly Readonly<Record<string, unknown>>[];
}

const ASPECTS: readonly Aspect[] = [
  {
    property: 'OwnershipControls',
    put: (OwnershipControls: object) => ['PutBucketOwnershipControls', { OwnershipControls }],
    remove: ['DeleteBucketOwnershipControls', {}],
  },
  {
    property: 'PublicAccessBlockConfiguration',
    put: (given: object) => ['PutPublicAccessBlock', { PublicAccessBlockConfiguration: booleans(given) }],
    remove: ['DeletePublicAccessBlock', {}],
  },
  {
    property: 'BucketEncryption',
    put: (given: EncryptionProperty) => ['PutBucketEncryption', encryptionOf(given)],
    remove: ['DeleteBucketEncryption', {}],
  },
  {
    property: 'VersioningConfiguration',
    put: (VersioningConfiguration: object) => ['PutBucketVersioning', { VersioningConfiguration }],
    remove: ['PutBucketVersioning', { VersioningConfiguration: { Status: 'Suspended' } }],
  },
  {
    property: 'LifecycleConfiguration',
    put: (given: LifecycleProperty) => ['PutBucketLifecycleConfiguration', lifecycleOf(given)],
    remove: ['DeleteBucketLifecycle', {}],
  },
  {
    property: 'NotificationConfiguration',
    put: (given: NotificationProperty) => ['PutBucketNotificationConfiguration', notificationOf(given)],
    remove: ['PutBucketNotificationConfiguration', { NotificationConfiguration: {} }],
  },
  {
    property: 'LoggingConfiguration',
    put: (given: LoggingProperty) => ['PutBucketLogging', loggingOf(given)],
    remove: ['PutBucketLogging', { BucketLoggingStatus: {} }],
  },
  {
    property: 'CorsConfiguration',
    put: (given: CorsProperty) => ['PutBucketCors', corsOf(given)],
    remove: ['DeleteBucketCors', {}],
  },
];

export const BUCKET_PROPERTIES = ['AccessControl', 'BucketName', 'Tags', ...ASPECTS.map(({ property }) => property)];

/** Brings a bucket from one set of properties to another, with one call for each that changed. */
export function applyAspects(Bucket: string, now: Properties, before: Properties, context: ResourceContext): void {
  for (const { property, put, remove } of ASPECTS) {
    if (isDeepStrictEqual(own(now, property), own(before, property))) continue;
    const [operation, input] = own(now, property) === undefined ? remove : put(own(now, property) as never);
    context.invoke('s3', operation, { Bucket, ...input });
  }
  applyTags(Bucket, now, context);
}

function applyTags(Bucket: string, properties: Properties, context: ResourceContext): void {
  const TagSet = tagList(resourceTags(properties, context));
  if (TagSet.length > 0) context.invoke('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet } });
  else context.invoke('s3', 'DeleteBucketTagging', { Bucket });
}

function booleans(given: object): Record<string, boolean> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, isTrue(value)]));
}

function encryptionOf({ ServerSideEncryptionConfiguration = [] }: EncryptionProperty): object {
  const Rules = ServerSideEncryptionConfiguration.map(({ ServerSideEncryptionByDefault, BucketKeyEnabled }) => ({
    ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
    BucketKeyEnabled: isTrue(BucketKeyEnabled),
  }));
  return { ServerSideEncryptionConfiguration: { Rules } };
}

/** Naming EventBridge is enough to switch it on; `EventBridgeEnabled` is true by default and switches it off. */
function notificationOf({ EventBridgeConfiguration, ...others }: NotificationProperty): object {
  const isOn = EventBridgeConfiguration && isTrue(EventBridgeConfiguration.EventBridgeEnabled ?? true);
  return { NotificationConfiguration: { ...others, ...(isOn && { EventBridgeConfiguration: {} }) } };
}

function loggingOf({ DestinationBucketName, LogFilePrefix = '' }: LoggingProperty): object {
  return {
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: DestinationBucketName, TargetPrefix: LogFilePrefix } },
  };
}

function corsOf({ CorsRules = [] }: CorsProperty): object {
  const CORSRules = CorsRules.map(({ Id, MaxAge, ExposedHeaders, ...rule }) => ({
    ...rule,
    ...(Id !== undefined && { ID: Id }),
    ...(MaxAge !== undefined && { MaxAgeSeconds: Number(MaxAge) }),
    ...(ExposedHeaders !== undefined && { ExposeHeaders: ExposedHeaders }),
  }));
  return { CORSConfiguration: { CORSRules } };
}
