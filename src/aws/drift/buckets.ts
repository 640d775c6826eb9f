import { GetBucketPolicyCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { clientOf, type ClientSetup } from '../clients.ts';
import { commonPrefix, unlessGone, type Readers } from './reader.ts';

export function bucketReaders(setup: ClientSetup): Readers {
  const client = clientOf(S3Client, setup);
  return {
    'AWS::S3::Bucket': { all: (names) => buckets(client, setup.region, names) },
    'AWS::S3::BucketPolicy': {
      one: (Bucket) =>
        unlessGone(['NoSuchBucket', 'NoSuchBucketPolicy'], () => client.send(new GetBucketPolicyCommand({ Bucket }))),
    },
  };
}

/** Lists buckets, since somebody else may own one by the name of a deleted one. */
async function buckets(client: S3Client, BucketRegion: string, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const input = { Prefix: commonPrefix(names), BucketRegion };
  for await (const { Buckets = [] } of paginateListBuckets({ client }, input)) {
    for (const { Name = '' } of Buckets) found.add(Name);
  }
  return found;
}
