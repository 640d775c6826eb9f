import { beforeEach, describe, expect, it } from 'vitest';

import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, tools, type Ask } from '../kms/accounts.ts';

const Bucket = 'models';

interface Page {
  readonly Contents?: { readonly Key: string }[];
  readonly CommonPrefixes?: { readonly Prefix: string }[];
  readonly Versions?: { readonly Key: string; readonly VersionId: string; readonly IsLatest: boolean }[];
  readonly DeleteMarkers?: { readonly Key: string; readonly VersionId: string }[];
  readonly IsTruncated?: boolean;
  readonly NextContinuationToken?: string;
  readonly NextMarker?: string;
  readonly NextKeyMarker?: string;
  readonly NextVersionIdMarker?: string;
}

let s3: Ask;

beforeEach(() => {
  s3 = asking(aCloud(s3Service), 's3', tools);
  s3('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
});

function fill(...keys: string[]) {
  return keys.map((Key) => String(s3('PutObject', { Bucket, Key, Body: Buffer.from(Key) })['VersionId']));
}

function shown({ Contents = [], CommonPrefixes = [] }: Page): string[] {
  return [...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix)];
}

/** All that a listing gives, page by page. */
function pages(operation: string, input: object, next: (page: Page) => object): Page[] {
  const page = s3<Page>(operation, { Bucket, ...input });
  return page.IsTruncated ? [page, ...pages(operation, { ...input, ...next(page) }, next)] : [page];
}

describe('objects', () => {
  beforeEach(() => fill('b/2', 'a', 'c', 'b/1', 'b/x/3', 'd'));

  it.each([
    [{}, ['a', 'b/1', 'b/2', 'b/x/3', 'c', 'd']],
    [{ Prefix: 'b/' }, ['b/1', 'b/2', 'b/x/3']],
    [{ Delimiter: '/' }, ['a', 'c', 'd', 'b/']],
    [{ Delimiter: '/', Prefix: 'b/' }, ['b/1', 'b/2', 'b/x/']],
    [{ StartAfter: 'b/2' }, ['b/x/3', 'c', 'd']],
    [{ MaxKeys: 0 }, []],
  ])('are listed in order: %j', (input, expected) => {
    expect(shown(s3('ListObjectsV2', { Bucket, ...input }))).toEqual(expected);
  });

  it('come in pages, groups counting as one entry each', () => {
    const listed = pages('ListObjectsV2', { MaxKeys: 2, Delimiter: '/' }, ({ NextContinuationToken }) => ({
      ContinuationToken: NextContinuationToken,
    }));
    expect(listed.map(shown)).toEqual([
      ['a', 'b/'],
      ['c', 'd'],
    ]);
    expect(listed.map((page) => 'KeyCount' in page && page.KeyCount)).toEqual([2, 2]);
  });

  it('come in pages in the older listing, too', () => {
    const listed = pages('ListObjects', { MaxKeys: 3, Delimiter: '/' }, ({ NextMarker }) => ({ Marker: NextMarker }));
    expect(listed.map(shown)).toEqual([['a', 'c', 'b/'], ['d']]);
  });

  it('have their names encoded on demand', () => {
    fill('z & ü/1');
    const input = { Prefix: 'z', EncodingType: 'url' };
    expect(shown(s3('ListObjectsV2', { Bucket, ...input }))).toEqual(['z%20%26%20%C3%BC/1']);
  });

  it('are not found with a made-up token', () => {
    expect(() => s3('ListObjectsV2', { Bucket, ContinuationToken: 'x' })).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  });
});

describe('versions', () => {
  it('are listed newest first, page by page, until nothing is left to delete', () => {
    s3('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } });
    const [a1, b1, a2] = fill('a', 'b/1', 'a');
    const marker = String(s3('DeleteObject', { Bucket, Key: 'a' })['VersionId']);
    const listed = pages('ListObjectVersions', { MaxKeys: 1 }, ({ NextKeyMarker, NextVersionIdMarker }) => ({
      KeyMarker: NextKeyMarker,
      VersionIdMarker: NextVersionIdMarker,
    }));
    const entries = listed.flatMap(({ Versions = [], DeleteMarkers = [] }) => [...Versions, ...DeleteMarkers]);
    expect(entries.map(({ VersionId }) => VersionId)).toEqual([marker, a2, a1, b1]);
    expect(s3('ListObjectVersions', { Bucket, Delimiter: '/' })).toMatchObject({
      CommonPrefixes: [{ Prefix: 'b/' }],
      DeleteMarkers: [{ Key: 'a', IsLatest: true }],
    });
    expect(s3('ListObjectVersions', { Bucket, KeyMarker: 'a' })).toMatchObject({ Versions: [{ Key: 'b/1' }] });
    s3('DeleteObjects', { Bucket, Delete: { Objects: entries.map(({ Key, VersionId }) => ({ Key, VersionId })) } });
    s3('DeleteBucket', { Bucket });
  });

  it('are not found from a version marker alone', () => {
    expect(() => s3('ListObjectVersions', { Bucket, VersionIdMarker: 'x' })).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  });
});
