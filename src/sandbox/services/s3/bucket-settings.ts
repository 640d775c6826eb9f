import type {
  PutBucketCorsRequest,
  PutBucketEncryptionRequest,
  PutBucketNotificationConfigurationRequest,
  PutBucketOwnershipControlsRequest,
  PutBucketTaggingRequest,
  PutBucketVersioningRequest,
  PutPublicAccessBlockRequest,
  Tag,
} from '@aws-sdk/client-s3';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, Operation } from '../../kernel/service.ts';
import { malformedXml } from './errors.ts';
import { acceptedLifecycle, revivedLifecycle } from './lifecycle.ts';
import { putBucketLogging } from './logging.ts';
import { defaultEncryption } from './new-bucket.ts';
import { missing, reader, remover, writer } from './settings.ts';
import type { BucketSettings } from './state.ts';
import { checkBucketTags } from './tag-set.ts';

/** Operations on the configurations of a bucket. The actions that IAM knows do not always have the operations' names. */
export const settingOperations: Readonly<Record<string, Operation>> = {
  GetBucketVersioning: reader('versioning', 's3:GetBucketVersioning', () => ({})),
  PutBucketVersioning: writer('versioning', 's3:PutBucketVersioning', acceptedVersioning),

  GetBucketEncryption: reader('encryption', 's3:GetEncryptionConfiguration', defaultEncryption),
  PutBucketEncryption: writer('encryption', 's3:PutEncryptionConfiguration', acceptedEncryption),
  DeleteBucketEncryption: remover('encryption', 's3:PutEncryptionConfiguration'),

  GetPublicAccessBlock: reader(
    'publicAccessBlock',
    's3:GetBucketPublicAccessBlock',
    missing('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'),
  ),
  PutPublicAccessBlock: writer('publicAccessBlock', 's3:PutBucketPublicAccessBlock', acceptedPublicAccessBlock),
  DeletePublicAccessBlock: remover('publicAccessBlock', 's3:PutBucketPublicAccessBlock'),

  GetBucketOwnershipControls: reader(
    'ownershipControls',
    's3:GetBucketOwnershipControls',
    missing('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'),
  ),
  PutBucketOwnershipControls: writer('ownershipControls', 's3:PutBucketOwnershipControls', acceptedOwnership),
  DeleteBucketOwnershipControls: remover('ownershipControls', 's3:PutBucketOwnershipControls'),

  GetBucketLifecycleConfiguration: (input: never, call) => revivedLifecycle(readLifecycle(input, call)),
  PutBucketLifecycleConfiguration: writer('lifecycle', 's3:PutLifecycleConfiguration', acceptedLifecycle),
  DeleteBucketLifecycle: remover('lifecycle', 's3:PutLifecycleConfiguration'),

  GetBucketNotificationConfiguration: reader('notification', 's3:GetBucketNotification', () => ({})),
  PutBucketNotificationConfiguration: writer('notification', 's3:PutBucketNotification', acceptedNotification),

  GetBucketTagging: reader('tagging', 's3:GetBucketTagging', missing('NoSuchTagSet', 'The TagSet does not exist')),
  PutBucketTagging: writer('tagging', 's3:PutBucketTagging', acceptedTagging),
  DeleteBucketTagging: remover('tagging', 's3:PutBucketTagging'),

  GetBucketCors: reader(
    'cors',
    's3:GetBucketCORS',
    missing('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  ),
  PutBucketCors: writer('cors', 's3:PutBucketCORS', acceptedCors),
  DeleteBucketCors: remover('cors', 's3:PutBucketCORS'),

  GetBucketLogging: reader('logging', 's3:GetBucketLogging', () => ({})),
  PutBucketLogging: putBucketLogging,
};

function readLifecycle(input: never, call: Call): object {
  const absent = missing('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
  return reader('lifecycle', 's3:GetLifecycleConfiguration', absent)(input, call);
}

/** Versioning, once on, can be suspended but never taken back. */
function acceptedVersioning(input: PutBucketVersioningRequest): BucketSettings['versioning'] {
  const Status = input.VersioningConfiguration?.Status;
  if (Status !== 'Enabled' && Status !== 'Suspended') {
    throw new AwsError(
      'IllegalVersioningConfigurationException',
      'The Versioning element must be specified with a Status of Enabled or Suspended',
    );
  }
  return { Status };
}

function acceptedEncryption(input: PutBucketEncryptionRequest): BucketSettings['encryption'] {
  const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  const byDefault = rules[0]?.ApplyServerSideEncryptionByDefault;
  if (rules.length !== 1) throw malformedXml();
  if (byDefault?.SSEAlgorithm === 'AES256' && byDefault.KMSMasterKeyID) {
    throw new AwsError(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    );
  }
  const rule = { BucketKeyEnabled: false, ...rules[0] };
  return { ServerSideEncryptionConfiguration: { Rules: [rule] } };
}

function acceptedPublicAccessBlock(input: PutPublicAccessBlockRequest): BucketSettings['publicAccessBlock'] {
  const given = input.PublicAccessBlockConfiguration ?? {};
  return {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: given.BlockPublicAcls ?? false,
      IgnorePublicAcls: given.IgnorePublicAcls ?? false,
      BlockPublicPolicy: given.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: given.RestrictPublicBuckets ?? false,
    },
  };
}

function acceptedOwnership(input: PutBucketOwnershipControlsRequest): BucketSettings['ownershipControls'] {
  const [rule, ...more] = input.OwnershipControls?.Rules ?? [];
  if (!rule?.ObjectOwnership || more.length > 0) throw malformedXml();
  return { OwnershipControls: { Rules: [rule] } };
}

/** Events go to EventBridge alone: queues, topics and functions as targets are no part of the sandbox. */
function acceptedNotification(input: PutBucketNotificationConfigurationRequest): BucketSettings['notification'] {
  const { EventBridgeConfiguration, ...others } = input.NotificationConfiguration ?? {};
  const targets: Readonly<Record<string, readonly unknown[] | undefined>> = others;
  const target = Object.keys(targets).find((name) => own(targets, name)?.length);
  if (target) throw new AwsError('NotImplemented', `the sandbox does not implement S3's ${target}`, 501);
  return EventBridgeConfiguration ? { EventBridgeConfiguration: {} } : undefined;
}

function acceptedTagging(input: PutBucketTaggingRequest, call: Call): BucketSettings['tagging'] {
  const tags: readonly Tag[] = input.Tagging?.TagSet ?? [];
  checkBucketTags(tags, call.via);
  return { TagSet: [...tags] };
}

function acceptedCors(input: PutBucketCorsRequest): BucketSettings['cors'] {
  const rules = input.CORSConfiguration?.CORSRules ?? [];
  if (rules.length === 0) throw malformedXml();
  return { CORSRules: rules };
}
