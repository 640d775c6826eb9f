import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { errorName } from '../errors.ts';
import { unlessGone, type Condition, type Readers } from './reader.ts';

const GONE = ['NotFoundException'];

export function keyReaders(setup: ClientSetup): Readers {
  const client = new KMSClient(clientConfig(setup));
  return {
    'AWS::KMS::Key': { one: (id) => keyCondition(client, id) },
    'AWS::KMS::Alias': { one: (KeyId) => unlessGone(GONE, () => client.send(new DescribeKeyCommand({ KeyId }))) },
  };
}

async function keyCondition(client: KMSClient, KeyId: string): Promise<Condition> {
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    switch (KeyMetadata?.KeyState) {
      case 'PendingDeletion':
      case 'PendingReplicaDeletion':
        return 'pending-deletion';
      case 'Disabled':
        return 'disabled';
      default:
        return 'present';
    }
  } catch (error) {
    if (GONE.includes(errorName(error))) return 'deleted';
    throw error;
  }
}
