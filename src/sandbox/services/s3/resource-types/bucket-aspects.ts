import { isDeepStrictEqual } from 'node:util';

import type {
  CORSRule,
  NotificationConfiguration,
  OwnershipControls,
  PublicAccessBlockConfiguration,
  PutBucketCorsRequest,
  PutBucketEncryptionRequest,
  PutBucketLoggingRequest,
  PutBucketNotificationConfigurationRequest,
  ServerSideEncryptionByDefault,
  VersioningConfiguration,
} from '@aws-sdk/client-s3';

import type { Invoke } from '../../../kernel/operations.ts';
import { resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { lifecycleOf, type LifecycleProperty } from './bucket-lifecycle.ts';

/** What a property of the type becomes in the API: the call that sets it, and the one that takes it back. */
interface Aspect<Value> {
  readonly put: (Bucket: string, value: Value, invoke: Invoke) => void;
  readonly remove: (Bucket: string, invoke: Invoke) => void;
}

interface EncryptionProperty {
  readonly ServerSideEncryptionConfiguration?: readonly {
    readonly ServerSideEncryptionByDefault?: ServerSideEncryptionByDefault;
    readonly BucketKeyEnabled?: boolean;
  }[];
}

type NotificationProperty = Omit<NotificationConfiguration, 'EventBridgeConfiguration'> & {
  readonly EventBridgeConfiguration?: { readonly EventBridgeEnabled?: boolean };
};

interface LoggingProperty {
  readonly DestinationBucketName?: string;
  readonly LogFilePrefix?: string;
}

interface CorsProperty {
  readonly CorsRules?: readonly (Omit<CORSRule, 'ID' | 'MaxAgeSeconds' | 'ExposeHeaders'> & {
    readonly Id?: string;
    readonly MaxAge?: number;
    readonly ExposedHeaders?: string[];
  })[];
}

/** Properties that are set by a call of their own. */
type Separate = {
  readonly OwnershipControls: OwnershipControls;
  readonly PublicAccessBlockConfiguration: PublicAccessBlockConfiguration;
  readonly BucketEncryption: EncryptionProperty;
  readonly VersioningConfiguration: VersioningConfiguration;
  readonly LifecycleConfiguration: LifecycleProperty;
  readonly NotificationConfiguration: NotificationProperty;
  readonly LoggingConfiguration: LoggingProperty;
  readonly CorsConfiguration: CorsProperty;
};

export type BucketProperties = Partial<Separate> & { readonly AccessControl?: string; readonly BucketName?: string };

const ASPECTS: { readonly [Name in keyof Separate]: Aspect<Separate[Name]> } = {
  OwnershipControls: {
    put: (Bucket, given, invoke) => invoke('s3', 'PutBucketOwnershipControls', { Bucket, OwnershipControls: given }),
    remove: (Bucket, invoke) => invoke('s3', 'DeleteBucketOwnershipControls', { Bucket }),
  },
  PublicAccessBlockConfiguration: {
    put: (Bucket, PublicAccessBlockConfiguration, invoke) =>
      invoke('s3', 'PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration }),
    remove: (Bucket, invoke) => invoke('s3', 'DeletePublicAccessBlock', { Bucket }),
  },
  BucketEncryption: {
    put: (Bucket, given, invoke) => invoke('s3', 'PutBucketEncryption', { Bucket, ...encryptionOf(given) }),
    remove: (Bucket, invoke) => invoke('s3', 'DeleteBucketEncryption', { Bucket }),
  },
  VersioningConfiguration: {
    put: (Bucket, VersioningConfiguration, invoke) =>
      invoke('s3', 'PutBucketVersioning', { Bucket, VersioningConfiguration }),
    remove: (Bucket, invoke) =>
      invoke('s3', 'PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  },
  LifecycleConfiguration: {
    put: (Bucket, given, invoke) => invoke('s3', 'PutBucketLifecycleConfiguration', lifecycleOf(Bucket, given)),
    remove: (Bucket, invoke) => invoke('s3', 'DeleteBucketLifecycle', { Bucket }),
  },
  NotificationConfiguration: {
    put: (Bucket, given, invoke) =>
      invoke('s3', 'PutBucketNotificationConfiguration', { Bucket, ...notificationOf(given) }),
    remove: (Bucket, invoke) =>
      invoke('s3', 'PutBucketNotificationConfiguration', { Bucket, NotificationConfiguration: {} }),
  },
  LoggingConfiguration: {
    put: (Bucket, given, invoke) => invoke('s3', 'PutBucketLogging', { Bucket, ...loggingOf(given) }),
    remove: (Bucket, invoke) => invoke('s3', 'PutBucketLogging', { Bucket, BucketLoggingStatus: {} }),
  },
  CorsConfiguration: {
    put: (Bucket, given, invoke) => invoke('s3', 'PutBucketCors', { Bucket, ...corsOf(given) }),
    remove: (Bucket, invoke) => invoke('s3', 'DeleteBucketCors', { Bucket }),
  },
};

export const BUCKET_PROPERTIES = ['AccessControl', 'BucketName', 'Tags', ...Object.keys(ASPECTS)];

/** Brings a bucket from one set of properties to another, with one call for each that changed. */
export function applyAspects(
  Bucket: string,
  now: BucketProperties,
  before: BucketProperties,
  context: ResourceContext,
): void {
  for (const name of Object.keys(ASPECTS) as (keyof Separate)[]) {
    applyAspect(Bucket, name, { now: now[name], before: before[name] }, context.invoke);
  }
  applyTags(Bucket, now, context);
}

function applyAspect<Name extends keyof Separate>(
  Bucket: string,
  name: Name,
  { now, before }: { readonly now: Separate[Name] | undefined; readonly before: Separate[Name] | undefined },
  invoke: Invoke,
): void {
  if (isDeepStrictEqual(now, before)) return;
  const { put, remove } = ASPECTS[name];
  if (now === undefined) remove(Bucket, invoke);
  else put(Bucket, now, invoke);
}

function applyTags(Bucket: string, properties: BucketProperties, context: ResourceContext): void {
  const TagSet = tagList(resourceTags(properties, context));
  if (TagSet.length > 0) context.invoke('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet } });
  else context.invoke('s3', 'DeleteBucketTagging', { Bucket });
}

function encryptionOf({
  ServerSideEncryptionConfiguration = [],
}: EncryptionProperty): Pick<PutBucketEncryptionRequest, 'ServerSideEncryptionConfiguration'> {
  const Rules = ServerSideEncryptionConfiguration.map(
    ({ ServerSideEncryptionByDefault, BucketKeyEnabled = false }) => ({
      ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
      BucketKeyEnabled,
    }),
  );
  return { ServerSideEncryptionConfiguration: { Rules } };
}

/** Naming EventBridge is enough to switch it on; `EventBridgeEnabled` is true by default and switches it off. */
function notificationOf({
  EventBridgeConfiguration,
  ...others
}: NotificationProperty): Pick<PutBucketNotificationConfigurationRequest, 'NotificationConfiguration'> {
  const isOn = EventBridgeConfiguration && (EventBridgeConfiguration.EventBridgeEnabled ?? true);
  return { NotificationConfiguration: { ...others, ...(isOn && { EventBridgeConfiguration: {} }) } };
}

function loggingOf({
  DestinationBucketName,
  LogFilePrefix = '',
}: LoggingProperty): Pick<PutBucketLoggingRequest, 'BucketLoggingStatus'> {
  return {
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: DestinationBucketName, TargetPrefix: LogFilePrefix } },
  };
}

function corsOf({ CorsRules = [] }: CorsProperty): Pick<PutBucketCorsRequest, 'CORSConfiguration'> {
  const CORSRules = CorsRules.map(({ Id, MaxAge, ExposedHeaders, ...rule }) => ({
    ...rule,
    ...(Id !== undefined && { ID: Id }),
    ...(MaxAge !== undefined && { MaxAgeSeconds: MaxAge }),
    ...(ExposedHeaders !== undefined && { ExposeHeaders: ExposedHeaders }),
  }));
  return { CORSConfiguration: { CORSRules } };
}
