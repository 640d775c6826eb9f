import {
  DescribeKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { GetBucketTaggingCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { ListTagsForResourceCommand, paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import type { LabSettings } from '../../lab/accounts.ts';
import { namePrefix, stackBuckets } from '../../lab/names.ts';
import { OWNER_TAG, ownerOf, type Tags } from '../../lab/owner.ts';
import { isNotebookBucket } from '../../lab/notebook-names.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { errorName } from '../errors.ts';
import { KnownTags } from '../known-tags.ts';
import { listed } from '../lists.ts';
import { tagRecord, tagsUnlessGone } from '../tag-records.ts';
import { left, named, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** Buckets, keys and parameters. */
export const leftStores: Listers = { buckets, 'key aliases': aliases, keys, parameters };

/** A bucket of another region answers only there, and does not belong to this lab. */
async function buckets(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(S3Client, setup);
  const found: Candidate[] = [];
  const given = (name: string) => stackBuckets(lab, lab.role).includes(name) || isNotebookBucket(lab, name);
  const here = { Prefix: namePrefix(lab), BucketRegion: lab.region };
  for await (const { Buckets = [] } of paginateListBuckets({ client }, here)) {
    for (const { Name = '' } of Buckets) {
      found.push(...named(lab, left('bucket', Name), { tags: () => bucketTags(client, Name), given: given(Name) }));
    }
  }
  return found;
}

function bucketTags(client: S3Client, Bucket: string): Promise<Tags> {
  return tagsUnlessGone(async () => tagRecord((await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet));
}

const ALIAS = 'alias/';

async function aliases(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(KMSClient, setup);
  const pages = () => paginateListAliases({ client }, {});
  const ids = await listed(setup, 'key aliases', pages, ({ Aliases }) =>
    Aliases?.map(({ AliasName = '' }) => AliasName),
  );
  return ids
    .filter((id) => id.startsWith(ALIAS))
    .flatMap((id) => named(lab, left('key alias', id.slice(ALIAS.length)), { id }));
}

/** A key is deleted after its waiting period; AWS does not allow that any sooner. */
async function keys(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(KMSClient, setup);
  const { knownTags = new KnownTags() } = setup;
  const pages = () => paginateListKeys({ client }, {});
  const ids = await listed(setup, 'keys', pages, ({ Keys }) => Keys?.flatMap(({ KeyId }) => KeyId ?? []));
  const found = await Promise.all(
    ids.map(async (id) => {
      const tags = () => knownTags.of(id, async () => (await unlessHidden(() => keyTags(client, id))) ?? {});
      return (await isOthers(lab, tags)) ? [] : describeKey(client, id, tags);
    }),
  );
  return found.flat();
}

/** Keys have no names: which are of the lab, or seem to be, their tags alone tell. What cannot be read may be its. */
async function isOthers(lab: SoughtLab, tags: () => Promise<Tags>): Promise<boolean> {
  const read = await tags().catch(() => undefined);
  return read !== undefined && read[OWNER_TAG] !== ownerOf(lab);
}

async function describeKey(client: KMSClient, id: string, tags: () => Promise<Tags>): Promise<Candidate[]> {
  const key = await unlessHidden(async () => (await client.send(new DescribeKeyCommand({ KeyId: id }))).KeyMetadata);
  if (key?.KeyManager !== 'CUSTOMER') return [];
  if (key.KeyState !== 'PendingDeletion') return [{ ...left('key', id), tags, alike: false }];
  const deletedOn = key.DeletionDate?.toISOString();
  const reason = `deletes itself on ${deletedOn?.slice(0, 10) ?? 'an unknown day'}`;
  return [{ kind: 'key', name: id, reason, expected: true, tags, alike: false, ...(deletedOn && { deletedOn }) }];
}

async function keyTags(client: KMSClient, KeyId: string): Promise<Tags> {
  return tagRecord((await client.send(new ListResourceTagsCommand({ KeyId }))).Tags);
}

/**
 * The lab's keys delegate access to IAM. A key whose policy denies us is not the lab's, nor is one deleted in the
 * meantime.
 */
async function unlessHidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (errorName(error) === 'NotFoundException' || isShutOutByKey(error)) return undefined;
    throw error;
  }
}

function isShutOutByKey(error: unknown): boolean {
  return errorName(error) === 'AccessDeniedException' && /resource-based policy/.test((error as Error).message);
}

async function parameters(setup: ClientSetup, lab: LabSettings): Promise<Candidate[]> {
  const client = clientOf(SSMClient, setup);
  const found: Candidate[] = [];
  const input = { Path: `/mlops/${lab.name}`, Recursive: true };
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, input)) {
    const names = Parameters.map(({ Name = '' }) => Name);
    found.push(
      ...names.map((name) => ({ ...left('parameter', name), tags: () => parameterTags(client, name), alike: true })),
    );
  }
  return found;
}

function parameterTags(client: SSMClient, ResourceId: string): Promise<Tags> {
  const input = { ResourceType: 'Parameter', ResourceId } as const;
  return tagsUnlessGone(async () => tagRecord((await client.send(new ListTagsForResourceCommand(input))).TagList));
}
