import {
  DescribeKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
  type KeyMetadata,
} from '@aws-sdk/client-kms';
import { paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import type { LabSettings } from '../../lab/accounts.ts';
import { resourcePrefix } from '../../lab/names.ts';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { errorName } from '../errors.ts';
import { left, type Found, type Lister, type SoughtLab } from './index.ts';

/** Buckets, keys and parameters. */
export const leftStores: Lister = async (setup, lab) => {
  const lists = await Promise.all([buckets(setup, lab), aliases(setup, lab), keys(setup, lab), parameters(setup, lab)]);
  return lists.flat();
};

async function buckets(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new S3Client(clientConfig(setup));
  const found: Found[] = [];
  const mine = (name: string) => lab.named(name) && name.endsWith(lab.region);
  for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix: resourcePrefix(lab) })) {
    found.push(...Buckets.flatMap(({ Name = '' }) => (mine(Name) ? [left('bucket', Name)] : [])));
  }
  return found;
}

async function aliases(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new KMSClient(clientConfig(setup));
  const found: Found[] = [];
  for await (const { Aliases = [] } of paginateListAliases({ client }, {})) {
    const ours = Aliases.filter(({ AliasName = '' }) => lab.named(AliasName.replace('alias/', '')));
    found.push(...ours.map(({ AliasName = '' }) => left('key alias', AliasName)));
  }
  return found;
}

/** A key goes by itself after its waiting period; AWS does not let anybody have it sooner. */
async function keys(setup: ClientSetup, lab: LabSettings): Promise<Found[]> {
  const client = new KMSClient(clientConfig(setup));
  const ids: string[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    ids.push(...Keys.flatMap(({ KeyId }) => KeyId ?? []));
  }
  const found = await Promise.all(ids.map((id) => describeKey(client, id, lab)));
  return found.flat();
}

async function describeKey(client: KMSClient, id: string, lab: LabSettings): Promise<Found[]> {
  const key = await keyOfLab(client, id, lab);
  if (!key) return [];
  if (key.KeyState !== 'PendingDeletion') return [left('key', id)];
  const reason = `deletes itself on ${key.DeletionDate?.toISOString().slice(0, 10) ?? 'an unknown day'}`;
  return [{ kind: 'key', name: id, reason, expected: true }];
}

/** Keys whose policy lets only others look at them are not the lab's, nor is one that has gone in the meantime. */
async function keyOfLab(client: KMSClient, id: string, lab: LabSettings): Promise<KeyMetadata | undefined> {
  try {
    const { KeyMetadata: key } = await client.send(new DescribeKeyCommand({ KeyId: id }));
    if (key?.KeyManager !== 'CUSTOMER') return undefined;
    const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId: id }));
    return Tags.some(({ TagKey, TagValue }) => TagKey === 'mlops-lab:lab' && TagValue === lab.name) ? key : undefined;
  } catch (error) {
    if (['AccessDeniedException', 'NotFoundException'].includes(errorName(error))) return undefined;
    throw error;
  }
}

async function parameters(setup: ClientSetup, lab: LabSettings): Promise<Found[]> {
  const client = new SSMClient(clientConfig(setup));
  const found: Found[] = [];
  const input = { Path: `/mlops/${lab.name}`, Recursive: true };
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, input)) {
    found.push(...Parameters.map(({ Name = '' }) => left('parameter', Name)));
  }
  return found;
}
