import type { Channel } from '@aws-sdk/client-sagemaker';

import { AwsError } from '../../../kernel/aws-error.ts';
import { labelled, readCsv, type Dataset } from '../../../xgboost/dataset.ts';
import { UserError } from '../../../xgboost/failures.ts';
import { invalid } from '../errors.ts';
import type { Actor } from '../roles.ts';
import { s3Location } from '../s3-location.ts';

const CHANNELS = ['train', 'validation'];

/** Checks the channels of a request, and as SageMaker does that there is something where each of them points. */
export function expectInput(channels: readonly Channel[] | undefined, actor: Actor): void {
  if (!channels?.some(({ ChannelName }) => ChannelName === 'train')) invalid('The channel train is required.');
  for (const channel of channels) {
    const { ChannelName = '', ContentType } = channel;
    if (!CHANNELS.includes(ChannelName)) invalid(`The sandbox's XGBoost knows no channel ${ChannelName}.`);
    if (!/^(text\/csv|csv)\s*(;.*)?$/i.test(ContentType ?? '')) {
      invalid(`The sandbox's XGBoost reads text/csv only, and channel ${ChannelName} has content type ${ContentType}.`);
    }
    expectObjects(uriOf(channel), actor);
  }
}

function expectObjects(uri: string, actor: Actor): void {
  const { place, principal } = actor;
  const { bucket } = s3Location(uri, place.cloud.endpoint);
  const nothing = (because: string) =>
    invalid(
      `No S3 objects found under S3 URL "${uri}" given in input data source. ` +
        `Please ensure that the bucket exists in the selected region (${place.region}), ` +
        'that objects exist under that S3 prefix, ' +
        `and that the role "${principal.roleArn}" has "s3:ListBucket" permissions on bucket "${bucket}".${because}`,
    );
  try {
    if (keysUnder(uri, actor).length > 0) return;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    nothing(` Error message from S3: ${error.message}`);
  }
  nothing('');
}

/** The data of a channel, which the role of the job downloads; undefined without such a channel. */
export function channelData(name: string, channels: readonly Channel[] | undefined, actor: Actor): Dataset | undefined {
  const channel = channels?.find(({ ChannelName }) => ChannelName === name);
  if (!channel) return undefined;
  const uri = uriOf(channel);
  const { bucket } = s3Location(uri, actor.place.cloud.endpoint);
  const texts = keysUnder(uri, actor).map((key) => download(bucket, key, actor));
  if (texts.length === 0) throw new UserError(`Data download failed:No S3 objects found under S3 URL "${uri}"`);
  return parsed(texts);
}

function download(bucket: string, key: string, actor: Actor): string {
  try {
    const { Body } = actor.invoke('s3', 'GetObject', { Bucket: bucket, Key: key });
    return Buffer.from(Body).toString();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const what = `Unable to download object s3://${bucket}/${key} (${error.code}: ${error.message})`;
    throw new UserError(`Data download failed:${what}`);
  }
}

function parsed(texts: readonly string[]): Dataset {
  try {
    const cells = readCsv(texts.map((text) => text.trim()).join('\n'));
    if ((cells[0]?.length ?? 0) < 2) throw new Error('a row needs a label and at least one feature');
    return labelled(cells);
  } catch (error) {
    throw new UserError(`Failed to load csv data with exception:\n${error instanceof Error ? error.message : ''}`);
  }
}

function keysUnder(uri: string, actor: Actor): string[] {
  const { bucket, key } = s3Location(uri, actor.place.cloud.endpoint);
  const input = { Bucket: bucket, Prefix: key };
  const { Contents = [] } = actor.invoke('s3', 'ListObjectsV2', input);
  return Contents.flatMap(({ Key }) => (Key === undefined || Key.endsWith('/') ? [] : Key));
}

function uriOf({ ChannelName, DataSource }: Channel): string {
  return DataSource?.S3DataSource?.S3Uri ?? invalid(`The channel ${ChannelName} has no S3DataSource.`);
}
