import { CloudFormationClient, CreateStackCommand, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { s3ObjectOf } from '../../../src/sandbox/kernel/s3-url.ts';
import { openSandbox } from '../../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../../src/sandbox/server.ts';
import { memoryStorage } from '../../../src/sandbox/storage/index.ts';

const ACCOUNT = '111111111111';
const TEMPLATE = JSON.stringify({ Description: 'mine', Resources: { T: { Type: 'AWS::SNS::Topic' } } });

describe('addresses that clients derive from the endpoint', () => {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: ACCOUNT }], begin: 0 });
  let server: RunningServer;
  let client: object;
  beforeAll(async () => {
    server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
    const credentials = sandbox.credentialsFor({ id: ACCOUNT });
    client = { endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 };
    const s3 = new S3Client({ ...client, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
    await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'a/my stack.json', Body: TEMPLATE }));
  });
  afterAll(() => server.close());

  const port = () => new URL(server.url).port;

  it.each([
    ['by path', () => `${server.url}/templates/a/my%20stack.json`],
    ['by path, with the name of this machine', () => `http://localhost:${port()}/templates/a/my%20stack.json`],
    ['with the bucket in the host', () => `http://templates.localhost:${port()}/a/my%20stack.json`],
    ['with the service in the host', () => `http://templates.s3.localhost:${port()}/a/my%20stack.json`],
    ['with the service alone in the host', () => `http://s3.localhost:${port()}/templates/a/my%20stack.json`],
    ["as AWS's", () => 'https://templates.s3.us-east-1.amazonaws.com/a/my%20stack.json'],
  ])('lead to templates %s', async (_how, address) => {
    const cloudFormation = new CloudFormationClient(client);
    const { Description } = await cloudFormation.send(new ValidateTemplateCommand({ TemplateURL: address() }));
    expect(Description).toBe('mine');
  });

  it.each([
    ['another port', () => `http://127.0.0.1:${String(Number(port()) + 1)}/templates/a/my%20stack.json`],
    ['another machine', () => `http://192.168.0.1:${port()}/templates/a/my%20stack.json`],
    ['a path that cannot be decoded', () => `${server.url}/templates/%zz`],
  ])('do not with %s', async (_what, address) => {
    const cloudFormation = new CloudFormationClient(client);
    await expect(
      cloudFormation.send(new CreateStackCommand({ StackName: 'shop', TemplateURL: address() })),
    ).rejects.toThrow('TemplateURL must be a supported URL.');
  });

  it('lead to buckets of other regions, for clients that follow redirects', async () => {
    const far = new S3Client({ ...client, region: 'eu-west-1', forcePathStyle: true });
    await far.send(new CreateBucketCommand({ Bucket: 'far-away' }));
    await far.send(new PutObjectCommand({ Bucket: 'far-away', Key: 'k', Body: 'x' }));
    const near = { ...client, forcePathStyle: true };
    const read = new GetObjectCommand({ Bucket: 'far-away', Key: 'k' });
    const { Body } = await new S3Client({ ...near, followRegionRedirects: true }).send(read);
    expect(await Body?.transformToString()).toBe('x');
    await expect(new S3Client(near).send(read)).rejects.toMatchObject({
      name: 'PermanentRedirect',
      Endpoint: 'far-away.s3.eu-west-1.amazonaws.com',
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    });
  });

  it('are told of what was uploaded in parts', async () => {
    const s3 = new S3Client({ ...client, forcePathStyle: true });
    const object = { Bucket: 'templates', Key: 'b/parts.json' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    const { ETag } = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: TEMPLATE }));
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    const { Location } = await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
    expect(Location).toBe(`${server.url}/templates/b%2Fparts.json`);
    expect(s3ObjectOf(Location ?? '', server.url)).toEqual({ bucket: object.Bucket, key: object.Key });
  });
});

it('no address on loopback is S3 within a process', () => {
  expect(s3ObjectOf('http://127.0.0.1:4566/templates/a')).toBeUndefined();
  expect(s3ObjectOf('http://localhost/templates/a')).toBeUndefined();
});
