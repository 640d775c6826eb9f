import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox } from '../../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../../src/sandbox/server.ts';
import { memoryStorage } from '../../../src/sandbox/storage.ts';

const ACCOUNT = '111111111111';
const DROPPED = { kind: 'drop', call: 'sts:GetSessionToken' } as const;

describe('a sandbox on loopback', () => {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: ACCOUNT }], faults: [DROPPED], begin: 0 });
  const credentials = sandbox.credentialsFor({ id: ACCOUNT });
  const signed = (service: string, accessKeyId = credentials.accessKeyId) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260105/us-east-1/${service}/aws4_request, Signature=x`,
  });
  let server: RunningServer;
  beforeAll(async () => {
    server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  });
  afterAll(() => server.close());

  const asked = async (path: string, init: RequestInit) => {
    const answer = await fetch(server.url + path, init);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const form = (body: string, service: string) => asked('/', { method: 'POST', headers: signed(service), body });

  it('keeps objects under the keys they were sent with', async () => {
    const s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials });
    await s3.send(new CreateBucketCommand({ Bucket: 'keys' }));
    const keys = ['../up', 'a/../b', 'a//b', './c', '+ %2F?&#', 'ü'];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: 'keys', Key, Body: Key }));
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'keys' }));
    expect(Contents.map(({ Key }) => Key).sort()).toEqual([...keys].sort());
    for (const Key of keys) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'keys', Key }));
      expect(await Body?.transformToString()).toBe(Key);
    }
  });

  it('answers many at once', async () => {
    const sts = new STSClient({ endpoint: server.url, region: 'us-east-1', credentials });
    const answers = await Promise.all(Array.from({ length: 50 }, () => sts.send(new GetCallerIdentityCommand({}))));
    expect(new Set(answers.map(({ Account }) => Account))).toEqual(new Set([ACCOUNT]));
  });

  it('says what it does not have', async () => {
    expect(await form('Action=DescribeInstances&Version=2016-11-15', 'ec2')).toMatchObject({
      status: 501,
      text: expect.stringContaining(
        '<Message>the sandbox does not implement ec2:DescribeInstances</Message>',
      ) as string,
    });
    expect(await form('Action=ListQueues', 'sqs')).toMatchObject({
      status: 501,
      text: expect.stringContaining('the sandbox has no service sqs') as string,
    });
    const unsupported = { 'x-amz-target': 'TrentService.GetParametersForImport' };
    const answer = await asked('/', { method: 'POST', headers: { ...signed('kms'), ...unsupported }, body: '{}' });
    expect(answer.status).toBe(501);
    expect(JSON.parse(answer.text)).toMatchObject({
      __type: 'NotImplemented',
      message: 'the sandbox does not implement kms:GetParametersForImport',
    });
  });

  it('says what makes no sense', async () => {
    expect(await form('Action=Nonsense', 'sts')).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>InvalidAction</Code>') as string,
    });
    expect(await asked('/', { method: 'POST', body: '' })).toMatchObject({
      status: 403,
      text: expect.stringContaining('<Code>MissingAuthenticationToken</Code>') as string,
    });
    expect(await asked('/bucket/%zz', { headers: signed('s3') })).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>InvalidURI</Code>') as string,
    });
    expect(await asked('/', { method: 'PATCH', headers: signed('s3') })).toMatchObject({ status: 405 });
  });

  it('does not know keys that nobody issued, in the words of each protocol', async () => {
    const code = async (service: string, body: string, headers: Record<string, string> = {}) =>
      (await asked('/', { method: 'POST', body, headers: { ...signed(service, 'AKIANOBODY'), ...headers } })).text;
    expect(await code('sts', 'Action=GetCallerIdentity')).toContain('<Code>InvalidClientTokenId</Code>');
    expect(await code('ec2', 'Action=DescribeVpcs')).toContain('<Code>AuthFailure</Code>');
    expect(await code('kms', '{}', { 'x-amz-target': 'TrentService.ListKeys' })).toContain(
      'UnrecognizedClientException',
    );
    const listing = await asked('/', { headers: signed('s3', 'AKIANOBODY') });
    expect(listing.text).toContain('<Code>InvalidAccessKeyId</Code>');
  });

  it('answers HEAD without a body', async () => {
    const { status, text } = await asked('/nobody-has-this', { method: 'HEAD', headers: signed('s3') });
    expect({ status, text }).toEqual({ status: 404, text: '' });
  });

  it('breaks the connection where a fault says so', async () => {
    await expect(form('Action=GetSessionToken', 'sts')).rejects.toThrow('fetch failed');
  });
});
