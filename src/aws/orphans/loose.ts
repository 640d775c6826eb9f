import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteAliasCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { LooseKind } from '../../lab/loose-kinds.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { errorName } from '../errors.ts';
import { deleteBucket } from './buckets.ts';

type Delete = (setup: ClientSetup, name: string) => Promise<unknown>;

/** The shortest waiting period that KMS allows, as in the templates. */
const WAITING_DAYS = 7;

const DELETERS: Readonly<Record<LooseKind, Delete>> = {
  bucket: (setup, name) => deleteBucket(clientOf(S3Client, setup), setup.clock, name),
  key: (setup, KeyId) =>
    clientOf(KMSClient, setup).send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: WAITING_DAYS })),
  'key alias': (setup, name) => clientOf(KMSClient, setup).send(new DeleteAliasCommand({ AliasName: `alias/${name}` })),
  'log group': (setup, logGroupName) =>
    clientOf(CloudWatchLogsClient, setup).send(new DeleteLogGroupCommand({ logGroupName })),
  parameter: (setup, Name) => clientOf(SSMClient, setup).send(new DeleteParameterCommand({ Name })),
};

/** Lists show for a while what is gone; a key is gone once its waiting period has begun. */
const GONE = new Set([
  'NotFoundException',
  'ResourceNotFoundException',
  'ParameterNotFound',
  'KMSInvalidStateException',
]);

/** False if it was gone. */
export async function deleteLoose(setup: ClientSetup, kind: LooseKind, name: string): Promise<boolean> {
  try {
    return (await DELETERS[kind](setup, name)) !== false;
  } catch (error) {
    if (GONE.has(errorName(error))) return false;
    throw error;
  }
}
