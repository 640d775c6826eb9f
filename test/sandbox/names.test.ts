import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, GetRoleCommand, IAMClient, ListRoleTagsCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AddTagsToResourceCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryBlobs } from '../../src/sandbox/kernel/blobs.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { own, put } from '../../src/own.ts';
import { sign } from '../support/signing.ts';

const ACCOUNT = { id: '111111111111' };
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** What every object has anyway. */
const EVERYBODYS = Object.getOwnPropertyNames(Object.prototype);
const name = fc.constantFrom(...EVERYBODYS);

function open(saved?: string, blobs = memoryBlobs()): Sandbox {
  return openSandbox({ storage: memoryStorage(saved, blobs), accounts: [ACCOUNT], begin: Date.UTC(2026, 0, 5) });
}

function clients(sandbox: Sandbox) {
  const { requestHandler } = sandbox;
  const config = { region: 'us-east-1', requestHandler, credentials: sandbox.credentialsFor(ACCOUNT), maxAttempts: 1 };
  return {
    s3: new S3Client(config),
    ssm: new SSMClient(config),
    iam: new IAMClient(config),
    cloudFormation: new CloudFormationClient(config),
  };
}

describe('a name that every object has', () => {
  it('is no member of a dictionary until somebody puts it there, and then is one as any other', () => {
    fc.assert(
      fc.property(name, fc.anything(), (key, value) => {
        const dictionary: Record<string, unknown> = {};
        expect(own(dictionary, key)).toBeUndefined();
        put(dictionary, key, value);
        expect(Object.keys(dictionary)).toEqual([key]);
        expect(own(dictionary, key)).toBe(value);
        expect(Object.getPrototypeOf(dictionary)).toBe(Object.prototype);
      }),
    );
  });

  it.each(EVERYBODYS)('%s is nobody’s before it is made, and is what it was made afterwards', async (key) => {
    const blobs = memoryBlobs();
    const sandbox = open(undefined, blobs);
    const { s3, ssm, iam } = clients(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket: 'objects' }));
    await expect(s3.send(new GetObjectCommand({ Bucket: 'objects', Key: key }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(ssm.send(new GetParameterCommand({ Name: key }))).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await expect(iam.send(new GetRoleCommand({ RoleName: key }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await s3.send(
      new PutObjectCommand({ Bucket: 'objects', Key: key, Body: 'content', Metadata: { [key.toLowerCase()]: 'x' } }),
    );
    await ssm.send(new PutParameterCommand({ Name: key, Value: 'value', Type: 'String' }));
    await iam.send(new CreateRoleCommand({ RoleName: key, AssumeRolePolicyDocument: TRUST }));
    await iam.send(new TagRoleCommand({ RoleName: key, Tags: [{ Key: key, Value: 'tag' }] }));
    const Tags = [{ Key: key, Value: 'tag' }];
    await ssm.send(new AddTagsToResourceCommand({ ResourceType: 'Parameter', ResourceId: key, Tags }));
    sandbox.cloud.advanceTo(sandbox.clock.now() + 10_000);
    const again = clients(open(sandbox.cloud.world.snapshot(), blobs));
    for (const world of [clients(sandbox), again]) {
      const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: 'objects', Key: key }));
      expect(await Body?.transformToString()).toBe('content');
      const { Contents = [] } = await world.s3.send(new ListObjectsV2Command({ Bucket: 'objects' }));
      expect(Contents.map(({ Key }) => Key)).toEqual([key]);
      expect((await world.ssm.send(new GetParameterCommand({ Name: key }))).Parameter).toMatchObject({
        Name: key,
        Value: 'value',
      });
      expect((await world.iam.send(new GetRoleCommand({ RoleName: key }))).Role).toMatchObject({ RoleName: key });
      expect((await world.iam.send(new ListRoleTagsCommand({ RoleName: key }))).Tags).toEqual(Tags);
    }
    await s3.send(new DeleteObjectCommand({ Bucket: 'objects', Key: key }));
    expect((await s3.send(new ListObjectsV2Command({ Bucket: 'objects' }))).KeyCount).toBe(0);
  });

  it.each(['constructor', 'valueof'])('%s is a bucket', async (bucket) => {
    const { s3 } = clients(open());
    await expect(s3.send(new HeadBucketCommand({ Bucket: bucket }))).rejects.toMatchObject({ name: 'NotFound' });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  });

  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'])(
    '%s is a resource, a parameter, a mapping and an output of a stack',
    async (key) => {
      const sandbox = open();
      const { cloudFormation } = clients(sandbox);
      const send = (template: object) =>
        cloudFormation.send(new CreateStackCommand({ StackName: 'stack', TemplateBody: JSON.stringify(template) }));
      const topic = { Type: 'AWS::SNS::Topic', Properties: {} };
      const naming = (value: object) => ({ Resources: { Topic: { ...topic, Properties: { DisplayName: value } } } });
      for (const value of [{ Ref: key }, { 'Fn::GetAtt': [key, 'Arn'] }]) {
        await expect(send(naming(value))).rejects.toMatchObject({ name: 'ValidationError' });
      }
      await send({
        Parameters: { [`${key}1`]: { Type: 'String', Default: 'd' } },
        Mappings: { [key]: { [key]: { [key]: 'mapped' } } },
        Resources: {
          [key]: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::FindInMap': [key, key, key] } } },
        },
        Outputs: { [key]: { Value: { Ref: key } } },
      });
      sandbox.cloud.advanceTo(sandbox.clock.now() + 600_000);
      const { StackResources } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: 'stack' }));
      expect(StackResources).toMatchObject([{ LogicalResourceId: key, ResourceStatus: 'CREATE_COMPLETE' }]);
    },
  );

  it.each(EVERYBODYS)('%s is no service, no operation and no condition key', async (key) => {
    const sandbox = open();
    const keys = sandbox.credentialsFor(ACCOUNT);
    const answers = async (service: string, headers: Record<string, string>, body: string) => {
      const url = 'http://127.0.0.1/';
      const signed = await sign({ method: 'POST', url, headers, body }, { keys, service });
      const request = { ...signed, hostname: '127.0.0.1', path: '/', query: {}, body: Buffer.from(body) };
      return (await sandbox.gateway.handle(request, () => Promise.resolve(), Date.now)).status;
    };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const json = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${key}` };
    expect(await answers(key, form, '')).toBe(501);
    expect(await answers('iam', form, `Action=${key}&Version=2010-05-08`)).toBe(400);
    expect(await answers('kms', json, '{}')).toBe(400);
  });
});
