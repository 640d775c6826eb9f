import { CancelKeyDeletionCommand, DescribeKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOf, type ClientSetup } from '../clients.ts';

/** What a bucket holds cannot be read without its key, which goes with the stack that made it. */
export async function keepKey(
  setup: ClientSetup,
  bucket: string,
  keys: readonly string[],
): Promise<string | undefined> {
  const id = await keyOf(clientOf(S3Client, setup), bucket);
  if (id === undefined || !keys.includes(id)) return undefined;
  const client = clientOf(KMSClient, setup);
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: id }));
  if (KeyMetadata?.KeyState === 'PendingDeletion') await client.send(new CancelKeyDeletionCommand({ KeyId: id }));
  // A key whose deletion was called off is disabled (API reference, CancelKeyDeletion).
  if (KeyMetadata?.KeyState !== 'Enabled') await client.send(new EnableKeyCommand({ KeyId: id }));
  return id;
}

async function keyOf(client: S3Client, Bucket: string): Promise<string | undefined> {
  const { ServerSideEncryptionConfiguration } = await client.send(new GetBucketEncryptionCommand({ Bucket }));
  const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
  return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID?.split('/').at(-1);
}
