import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, staging, STAGING, TOOLS, tools, type Ask } from '../kms/accounts.ts';

const HERE = { CreateBucketConfiguration: { LocationConstraint: REGION } };

let cloud: Cloud;
let s3: Ask;
let theirs: Ask;

beforeEach(() => {
  cloud = aCloud(s3Service);
  s3 = asking(cloud, 's3', tools);
  theirs = asking(cloud, 's3', staging);
});

function refused(code: string, status?: number, message?: string | RegExp): unknown {
  return expect.objectContaining({
    code,
    ...(status && { status }),
    ...(message && { message: expect.stringMatching(message) as unknown }),
  });
}

describe('a bucket', () => {
  it('is made closed, encrypted and without ACLs', () => {
    s3('CreateBucket', { Bucket: 'models', ...HERE });
    expect(s3('HeadBucket', { Bucket: 'models' })).toMatchObject({ BucketRegion: REGION });
    expect(s3('GetBucketEncryption', { Bucket: 'models' })).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(s3('GetPublicAccessBlock', { Bucket: 'models' })).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
    expect(s3('GetBucketOwnershipControls', { Bucket: 'models' })).toEqual({
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect(cloud.inventory(TOOLS)).toEqual(['arn:aws:s3:::models']);
    expect(cloud.inventory(STAGING)).toEqual([]);
  });

  it.each(['ab', 'Models', 'a..b', '10.0.0.1', '-models', 'xn--models', 'models-s3alias', 'a'.repeat(64)])(
    'cannot be called %s',
    (Bucket) => {
      expect(() => s3('CreateBucket', { Bucket, ...HERE })).toThrow(refused('InvalidBucketName'));
    },
  );

  it('has its name to itself, over all accounts and regions', () => {
    s3('CreateBucket', { Bucket: 'models', ...HERE });
    expect(() => s3('CreateBucket', { Bucket: 'models', ...HERE })).toThrow(refused('BucketAlreadyOwnedByYou', 409));
    expect(() => theirs('CreateBucket', { Bucket: 'models', ...HERE })).toThrow(refused('BucketAlreadyExists', 409));
  });

  it('can be made again in us-east-1 by its owner, and stays as it is', () => {
    const virginia = asking(cloud, 's3', tools, 'us-east-1');
    virginia('CreateBucket', { Bucket: 'models' });
    virginia('PutObject', { Bucket: 'models', Key: 'a' });
    virginia('CreateBucket', { Bucket: 'models' });
    expect(virginia('ListObjectsV2', { Bucket: 'models' })).toMatchObject({ KeyCount: 1 });
  });

  it('is made in the region that the request is sent to', () => {
    expect(() => s3('CreateBucket', { Bucket: 'models' })).toThrow(refused('IllegalLocationConstraintException'));
    const virginia = asking(cloud, 's3', tools, 'us-east-1');
    virginia('CreateBucket', { Bucket: 'far-away', ...HERE });
    expect(virginia('GetBucketLocation', { Bucket: 'far-away' })).toEqual({ LocationConstraint: REGION });
    expect(() => virginia('ListObjectsV2', { Bucket: 'far-away' })).toThrow(refused('PermanentRedirect', 301));
    virginia('CreateBucket', { Bucket: 'models' });
    expect(virginia('GetBucketLocation', { Bucket: 'models' })).toEqual({});
  });

  it('that nobody made is not there', () => {
    expect(() => s3('HeadBucket', { Bucket: 'none' })).toThrow(refused('NotFound', 404));
    expect(() => s3('DeleteBucket', { Bucket: 'none' })).toThrow(refused('NoSuchBucket', 404));
  });

  it('is listed for its owner, page by page and by prefix', () => {
    for (const Bucket of ['lab-b', 'lab-a', 'other']) s3('CreateBucket', { Bucket, ...HERE });
    const names = (page: { Buckets?: { Name: string }[] }) => page.Buckets?.map(({ Name }) => Name);
    const first = s3<{ Buckets: { Name: string }[]; ContinuationToken: string }>('ListBuckets', { MaxBuckets: 2 });
    expect(names(first)).toEqual(['lab-a', 'lab-b']);
    expect(names(s3('ListBuckets', { MaxBuckets: 2, ContinuationToken: first.ContinuationToken }))).toEqual(['other']);
    expect(names(s3('ListBuckets', { Prefix: 'lab-', BucketRegion: REGION }))).toEqual(['lab-a', 'lab-b']);
    expect(names(theirs('ListBuckets'))).toEqual([]);
  });

  it('is only deleted when nothing is in it, older versions and delete markers included', () => {
    const text = 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
    s3('CreateBucket', { Bucket: 'models', ...HERE });
    s3('PutBucketVersioning', { Bucket: 'models', VersioningConfiguration: { Status: 'Enabled' } });
    const { VersionId } = s3('PutObject', { Bucket: 'models', Key: 'a' });
    expect(() => s3('DeleteBucket', { Bucket: 'models' })).toThrow(refused('BucketNotEmpty', 409, text));
    const marker = s3('DeleteObject', { Bucket: 'models', Key: 'a' });
    expect(() => s3('DeleteBucket', { Bucket: 'models' })).toThrow(refused('BucketNotEmpty', 409, text));
    s3('DeleteObject', { Bucket: 'models', Key: 'a', VersionId });
    expect(() => s3('DeleteBucket', { Bucket: 'models' })).toThrow(refused('BucketNotEmpty', 409, text));
    s3('DeleteObject', { Bucket: 'models', Key: 'a', VersionId: marker['VersionId'] });
    s3('DeleteBucket', { Bucket: 'models' });
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });
});

describe('settings', () => {
  beforeEach(() => s3('CreateBucket', { Bucket: 'models', ...HERE }));

  it.each([
    ['GetBucketPolicy', 'NoSuchBucketPolicy'],
    ['GetBucketTagging', 'NoSuchTagSet'],
    ['GetBucketLifecycleConfiguration', 'NoSuchLifecycleConfiguration'],
    ['GetBucketCors', 'NoSuchCORSConfiguration'],
  ])('%s of a new bucket answers %s', (operation, code) => {
    expect(() => s3(operation, { Bucket: 'models' })).toThrow(refused(code, 404));
  });

  it('that sends its log elsewhere names a bucket of the same account and region', () => {
    const logged = (TargetBucket: string) =>
      s3('PutBucketLogging', {
        Bucket: 'models',
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: 'models/' } },
      });
    expect(() => logged('nowhere')).toThrow(refused('InvalidTargetBucketForLogging', 400));
    logged('models');
    expect(s3('GetBucketLogging', { Bucket: 'models' })).toEqual({
      LoggingEnabled: { TargetBucket: 'models', TargetPrefix: 'models/' },
    });
    s3('PutBucketLogging', { Bucket: 'models', BucketLoggingStatus: {} });
    expect(s3('GetBucketLogging', { Bucket: 'models' })).toEqual({});
  });

  it('can be put, read and deleted', () => {
    const TagSet = [{ Key: 'lab', Value: 'one' }];
    s3('PutBucketTagging', { Bucket: 'models', Tagging: { TagSet } });
    expect(s3('GetBucketTagging', { Bucket: 'models' })).toEqual({ TagSet });
    s3('DeleteBucketTagging', { Bucket: 'models' });
    s3('DeletePublicAccessBlock', { Bucket: 'models' });
    s3('DeleteBucketOwnershipControls', { Bucket: 'models' });
    expect(() => s3('GetBucketTagging', { Bucket: 'models' })).toThrow(refused('NoSuchTagSet'));
    expect(() => s3('GetPublicAccessBlock', { Bucket: 'models' })).toThrow(
      refused('NoSuchPublicAccessBlockConfiguration'),
    );
    expect(() => s3('GetBucketOwnershipControls', { Bucket: 'models' })).toThrow(
      refused('OwnershipControlsNotFoundError'),
    );
  });

  it('keep dates of lifecycle rules over a restart', () => {
    const date = new Date('2027-01-01T00:00:00Z');
    const Rules = [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Date: date } }];
    s3('PutBucketLifecycleConfiguration', { Bucket: 'models', LifecycleConfiguration: { Rules } });
    const state = JSON.parse(cloud.world.snapshot()) as { slices: Record<string, Record<string, object>> };
    Object.assign(
      cloud.world.slice({ name: 's3', initial: () => ({}) }, 'everyone', 'global'),
      state.slices['s3']?.['everyone/global'],
    );
    expect(s3('GetBucketLifecycleConfiguration', { Bucket: 'models' })).toMatchObject({ Rules });
  });

  it.each([
    ['PutBucketVersioning', { VersioningConfiguration: {} }, 'IllegalVersioningConfigurationException'],
    ['PutBucketEncryption', { ServerSideEncryptionConfiguration: { Rules: [] } }, 'MalformedXML'],
    ['PutBucketLifecycleConfiguration', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled' }] } }, 'MalformedXML'],
    [
      'PutBucketLifecycleConfiguration',
      { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Filter: {} }] } },
      'InvalidRequest',
    ],
    [
      'PutBucketTagging',
      {
        Tagging: {
          TagSet: [
            { Key: 'a', Value: '1' },
            { Key: 'a', Value: '2' },
          ],
        },
      },
      'InvalidTag',
    ],
    ['PutBucketPolicy', { Policy: 'text' }, 'MalformedPolicy'],
  ])('%s refuses %j', (operation, input, code) => {
    expect(() => s3(operation, { Bucket: 'models', ...input })).toThrow(refused(code));
  });
});

describe('a bucket policy', () => {
  const allow = (AWS: unknown, Action: string | string[], Resource: string | string[]) => ({
    Effect: 'Allow',
    Principal: { AWS },
    Action,
    Resource,
  });

  function put(...Statement: object[]) {
    s3('PutBucketPolicy', { Bucket: 'models', Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  }

  beforeEach(() => {
    s3('CreateBucket', { Bucket: 'models', ...HERE });
    s3('PutObject', { Bucket: 'models', Key: 'a/model', Body: Buffer.from('x') });
  });

  it('lets another account in, for what it names and no more', () => {
    expect(() => theirs('GetObject', { Bucket: 'models', Key: 'a/model' })).toThrow(
      refused(
        'AccessDenied',
        403,
        /not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::models\/a\/model"/,
      ),
    );
    put(allow(staging.roleArn, 's3:GetObject', 'arn:aws:s3:::models/a/*'));
    expect(theirs('GetObject', { Bucket: 'models', Key: 'a/model' })).toMatchObject({ ContentLength: 1 });
    expect(() => theirs('PutObject', { Bucket: 'models', Key: 'a/model' })).toThrow(refused('AccessDenied', 403));
    expect(() => theirs('GetObject', { Bucket: 'models', Key: 'b' })).toThrow(refused('AccessDenied', 403));
  });

  it('decides whether a stranger learns that a key is missing', () => {
    put(allow(STAGING, 's3:GetObject', 'arn:aws:s3:::models/*'));
    expect(() => theirs('GetObject', { Bucket: 'models', Key: 'none' })).toThrow(refused('AccessDenied', 403));
    put(allow(STAGING, ['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::models/*', 'arn:aws:s3:::models']));
    expect(() => theirs('GetObject', { Bucket: 'models', Key: 'none' })).toThrow(refused('NoSuchKey', 404));
  });

  it('can deny the owner, which DeleteObjects tells object by object', () => {
    put({ ...allow('*', 's3:DeleteObject', 'arn:aws:s3:::models/a/*'), Effect: 'Deny' });
    const Objects = [{ Key: 'a/model' }, { Key: 'b' }];
    expect(s3('DeleteObjects', { Bucket: 'models', Delete: { Objects } })).toMatchObject({
      Deleted: [{ Key: 'b' }],
      Errors: [{ Key: 'a/model', Code: 'AccessDenied' }],
    });
  });

  it('that asks for TLS and for encryption is met or not by the request', () => {
    const insecure = { Bool: { 'aws:SecureTransport': 'false' } };
    const unencrypted = { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } };
    put(
      { ...allow('*', 's3:*', 'arn:aws:s3:::models/*'), Effect: 'Deny', Condition: insecure },
      { ...allow('*', 's3:PutObject', 'arn:aws:s3:::models/*'), Effect: 'Deny', Condition: unencrypted },
    );
    expect(() => s3('PutObject', { Bucket: 'models', Key: 'k' })).toThrow(
      refused('AccessDenied', 403, /explicit deny/),
    );
    s3('PutObject', { Bucket: 'models', Key: 'k', ServerSideEncryption: 'AES256' });
  });

  it('can tie reading to the tags of an object', () => {
    const Condition = { StringEquals: { 's3:ExistingObjectTag/servicecatalog:provisioning': 'true' } };
    put({ ...allow(STAGING, 's3:GetObject', 'arn:aws:s3:::models/*'), Condition });
    expect(() => theirs('GetObject', { Bucket: 'models', Key: 'a/model' })).toThrow(refused('AccessDenied'));
    const TagSet = [{ Key: 'servicecatalog:provisioning', Value: 'true' }];
    s3('PutObjectTagging', { Bucket: 'models', Key: 'a/model', Tagging: { TagSet } });
    expect(theirs('GetObject', { Bucket: 'models', Key: 'a/model' })).toMatchObject({ TagCount: 1 });
  });

  it('cannot open the bucket to everybody while public policies are blocked', () => {
    const everybody = allow('*', 's3:GetObject', 'arn:aws:s3:::models/*');
    expect(() => put(everybody)).toThrow(refused('AccessDenied', 403, /BlockPublicPolicy/));
    put({ ...everybody, Condition: { StringEquals: { 'aws:PrincipalAccount': STAGING } } });
    const PublicAccessBlockConfiguration = { BlockPublicPolicy: false, RestrictPublicBuckets: true };
    s3('PutPublicAccessBlock', { Bucket: 'models', PublicAccessBlockConfiguration });
    put(everybody);
    expect(s3('GetBucketPolicyStatus', { Bucket: 'models' })).toEqual({ PolicyStatus: { IsPublic: true } });
    expect(() => theirs('GetObject', { Bucket: 'models', Key: 'a/model' })).toThrow(refused('AccessDenied'));
    s3('DeletePublicAccessBlock', { Bucket: 'models' });
    expect(theirs('GetObject', { Bucket: 'models', Key: 'a/model' })).toMatchObject({ ContentLength: 1 });
  });

  it('speaks only of its own bucket', () => {
    expect(() => put(allow(STAGING, 's3:GetObject', 'arn:aws:s3:::other/*'))).toThrow(
      refused('MalformedPolicy', 400, 'Policy has invalid resource'),
    );
  });

  it.each([
    ['an object', 's3:GetObject', 'arn:aws:s3:::models'],
    ['a bucket', 's3:ListBucket', 'arn:aws:s3:::models/*'],
    ['parts of an upload', 's3:AbortMultipartUpload', 'arn:aws:s3:::models'],
    ['a setting about objects', 's3:GetBucketObjectLockConfiguration', 'arn:aws:s3:::models/*'],
  ])('names no action on %s for resources that are none', (_what, action, resource) => {
    const mismatch = refused('MalformedPolicy', 400, /^Action does not apply to any resource\(s\) in statement$/);
    expect(() => put(allow(STAGING, action, resource))).toThrow(mismatch);
    expect(() =>
      put(allow(STAGING, ['s3:*', action], [resource, 'arn:aws:s3:::models', 'arn:aws:s3:::models/*'])),
    ).not.toThrow();
  });

  it('is JSON from its first byte on', () => {
    const Policy = ` {"Statement":[${JSON.stringify(allow(STAGING, 's3:GetObject', 'arn:aws:s3:::models/*'))}]}`;
    expect(() => s3('PutBucketPolicy', { Bucket: 'models', Policy })).toThrow(
      refused('MalformedPolicy', 400, "Policies must be valid JSON and the first byte must be '{'"),
    );
  });

  it('that locks everybody out can be mended by the root user', () => {
    put({ ...allow('*', 's3:*', ['arn:aws:s3:::models', 'arn:aws:s3:::models/*']), Effect: 'Deny' });
    expect(() => s3('DeleteBucketPolicy', { Bucket: 'models' })).toThrow(refused('AccessDenied'));
    const root: Principal = { kind: 'root', account: TOOLS, arn: `arn:aws:iam::${TOOLS}:root`, userId: TOOLS };
    asking(cloud, 's3', root)('DeleteBucketPolicy', { Bucket: 'models' });
    expect(() => s3('GetBucketPolicy', { Bucket: 'models' })).toThrow(refused('NoSuchBucketPolicy'));
  });

  it('is of no use against another owner than expected', () => {
    expect(() => s3('ListObjectsV2', { Bucket: 'models', ExpectedBucketOwner: STAGING })).toThrow(
      refused('AccessDenied'),
    );
  });
});
