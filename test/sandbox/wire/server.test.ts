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
import { memoryStorage } from '../../../src/sandbox/storage/index.ts';
import { send, sign, type Keys, type Unsigned } from '../../support/signing.ts';

const ACCOUNT = '111111111111';
const DROPPED = { kind: 'drop', call: 'sts:GetSessionToken' } as const;

describe('a sandbox on loopback', () => {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: ACCOUNT }], faults: [DROPPED], begin: 0 });
  const credentials = sandbox.credentialsFor({ id: ACCOUNT });
  let server: RunningServer;
  beforeAll(async () => {
    server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  });
  afterAll(() => server.close());

  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const JSON_BODY = { 'content-type': 'application/x-amz-json-1.1' };
  const asked = async (path: string, request: Omit<Unsigned, 'url'>, service: string, keys: Keys = credentials) => {
    const hashed =
      service === 's3' ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...request.headers } : request.headers;
    const unsigned = { ...request, url: server.url + path, ...(hashed && { headers: hashed }) };
    const answer = await send(await sign(unsigned, { keys, service }));
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const form = (body: string, service: string) => asked('/', { method: 'POST', headers: FORM, body }, service);

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
    const headers = { ...JSON_BODY, 'x-amz-target': 'TrentService.GetParametersForImport' };
    const answer = await asked('/', { method: 'POST', headers, body: '{}' }, 'kms');
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
    expect(await form('Version=2011-06-15', 'sts')).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>MissingAction</Code>') as string,
    });
    expect(await asked('/bucket/%zz', {}, 's3')).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>InvalidURI</Code>') as string,
    });
    expect(await asked('/', { method: 'PATCH' }, 's3')).toMatchObject({ status: 405 });
  });

  it('reads bodies of the types that each protocol has, and of no others', async () => {
    const text = { 'content-type': 'text/plain;charset=UTF-8' };
    const whoAmI = { method: 'POST', headers: text, body: 'Action=GetCallerIdentity&Version=2011-06-15' };
    expect((await asked('/', whoAmI, 'sts')).text).toContain('<Code>MissingAction</Code>');
    const keys = { method: 'POST', headers: { ...text, 'x-amz-target': 'TrentService.ListKeys' }, body: '{}' };
    expect((await asked('/', keys, 'kms')).text).toContain('UnknownOperationException');
    const create = { method: 'POST', headers: text, body: '{}' };
    expect(await asked('/2015-03-31/functions', create, 'lambda')).toMatchObject({ status: 415 });
  });

  it('does not know keys that nobody issued, in the words of each protocol', async () => {
    const nobody = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'secret' };
    const code = async (service: string, body: string, headers: Record<string, string> = FORM) =>
      (await asked('/', { method: 'POST', body, headers }, service, nobody)).text;
    expect(await code('sts', 'Action=GetCallerIdentity')).toContain('<Code>InvalidClientTokenId</Code>');
    expect(await code('ec2', 'Action=DescribeVpcs')).toContain('<Code>AuthFailure</Code>');
    expect(await code('kms', '{}', { ...JSON_BODY, 'x-amz-target': 'TrentService.ListKeys' })).toContain(
      'UnrecognizedClientException',
    );
    const listing = await asked('/', {}, 's3', nobody);
    expect(listing.text).toContain('<Code>InvalidAccessKeyId</Code>');
  });

  it('answers HEAD without a body', async () => {
    const { status, text } = await asked('/nobody-has-this', { method: 'HEAD' }, 's3');
    expect({ status, text }).toEqual({ status: 404, text: '' });
  });

  it('breaks the connection where a fault says so', async () => {
    await expect(form('Action=GetSessionToken', 'sts')).rejects.toThrow('fetch failed');
  });
});
