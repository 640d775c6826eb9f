import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketContent } from '../../ports/account-notebooks.ts';
import { errorName } from '../errors.ts';

/** Pages of a thousand: who has more will not miss the exact number. */
const MOST_PAGES = 20;

/** What a bucket holds in all versions; undefined if there is no such bucket. */
export async function contentOf(client: S3Client, Bucket: string): Promise<BucketContent | undefined> {
  let [versions, bytes] = [0, 0];
  let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  for (let pages = 0; pages < MOST_PAGES && from; pages += 1) {
    const page = await pageOf(client, { Bucket, ...from });
    if (!page) return undefined;
    versions += (page.Versions?.length ?? 0) + (page.DeleteMarkers?.length ?? 0);
    bytes += (page.Versions ?? []).reduce((sum, { Size = 0 }) => sum + Size, 0);
    const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    from = IsTruncated ? { KeyMarker, VersionIdMarker } : undefined;
  }
  return { versions, bytes, complete: from === undefined };
}

type Page = Omit<ListObjectVersionsCommandOutput, '$metadata'>;

async function pageOf(client: S3Client, input: ListObjectVersionsCommandInput): Promise<Page | undefined> {
  try {
    return await client.send(new ListObjectVersionsCommand(input));
  } catch (error) {
    if (errorName(error) === 'NoSuchBucket') return undefined;
    throw error;
  }
}
