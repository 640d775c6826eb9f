import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installed } from '../conformance/installed.ts';
import { BINARY, workFolder } from '../support/binary.ts';

const cwd = workFolder();
const folder = join(cwd, 'sandbox');
const { PATH = '' } = process.env;

let sandbox: ChildProcess;
let printed: Record<string, string> = {};

/** What a person pastes: the lines that are no comments. */
async function start(): Promise<ChildProcess> {
  const args = [BINARY, 'sandbox', folder, '--port', '0'];
  const child = spawn(process.execPath, args, { cwd, env: { PATH, HOME: cwd }, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.includes('Staging account')) break;
  }
  const pasted = text.split('\n').filter((line) => line.startsWith('export '));
  const pairs = pasted.flatMap((line) => line.split(' ').slice(1));
  printed = Object.fromEntries(pairs.map((pair) => [pair.replace(/=.*/s, ''), pair.replace(/^[^=]*=/, '')]));
  return child;
}

beforeAll(async () => {
  sandbox = await start();
});
afterAll(async () => {
  sandbox.kill('SIGTERM');
  await once(sandbox, 'exit');
});

const url = () => printed.AWS_ENDPOINT_URL ?? '';
const keys = () => ({
  accessKeyId: printed.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: printed.AWS_SECRET_ACCESS_KEY ?? '',
});

describe('the keys that `mlops-lab sandbox` prints', () => {
  it('let the SDK in, and are in a file that is its owner’s alone', async () => {
    const config = { endpoint: url(), region: 'us-east-1', credentials: keys() };
    const s3 = new S3Client(config);
    await s3.send(new CreateBucketCommand({ Bucket: 'sdk' }));
    await s3.send(new PutObjectCommand({ Bucket: 'sdk', Key: 'a b+ü', Body: 'content' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'sdk', Key: 'a b+ü' }));
    expect(await Body?.transformToString()).toBe('content');
    const state = join(folder, 'state.ndjson');
    expect(readFileSync(state, 'utf8')).toContain(keys().secretAccessKey);
    expect(statSync(state).mode & 0o077).toBe(0);
  });

  it('are no use with another secret', async () => {
    const credentials = { ...keys(), secretAccessKey: 'x' };
    const sts = new STSClient({ endpoint: url(), region: 'us-east-1', credentials, maxAttempts: 1 });
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });

  it('let a client in that signs as version 2 of the SDK for JavaScript does', async () => {
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const answer = await fetch(url(), { method: 'POST', body, headers: signedAsVersion2(body) });
    expect(await answer.text()).toContain('<Account>111111111111</Account>');
  });

  it.runIf(installed('aws', 'the keys are not tried with the AWS CLI'))('let the AWS CLI in', () => {
    const whoAmI = ['sts', 'get-caller-identity', '--query', 'Account', '--output', 'text'];
    const { stdout, stderr } = spawnSync('aws', whoAmI, {
      cwd,
      env: { PATH, HOME: cwd, ...printed },
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '111111111111\n', stderr: '' });
  });

  const hasBoto3 =
    installed('python3', 'the keys are not tried with boto3') &&
    spawnSync('python3', ['-c', 'import boto3']).status === 0;
  it.runIf(hasBoto3)('let boto3 in, with headers, chunks, trailers and URLs', () => {
    const { stdout, stderr } = spawnSync('python3', ['-c', BOTO3], {
      cwd,
      env: { PATH, HOME: cwd, ...printed },
      encoding: 'utf8',
    });
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: 'well', stderr: '' });
  });
});

const BOTO3 = `
import boto3, io, json, urllib.request
from botocore.config import Config
s3 = boto3.client("s3", config=Config(signature_version="s3v4"))
s3.create_bucket(Bucket="boto")
for key in ("a b", "ü+%", "x//y", "plain"):
    s3.put_object(Bucket="boto", Key=key, Body=key.encode(), Metadata={"note": "two  words"})
    assert s3.get_object(Bucket="boto", Key=key)["Body"].read() == key.encode()
s3.upload_fileobj(io.BytesIO(b"z" * 9_000_000), "boto", "parts", ExtraArgs={"ChecksumAlgorithm": "CRC32"})
assert s3.head_object(Bucket="boto", Key="parts")["ContentLength"] == 9_000_000
assert [o["Key"] for o in s3.list_objects_v2(Bucket="boto", Prefix="a b")["Contents"]] == ["a b"]
url = s3.generate_presigned_url("get_object", Params={"Bucket": "boto", "Key": "a b"})
assert urllib.request.urlopen(url).read() == b"a b"
put = s3.generate_presigned_url("put_object", Params={"Bucket": "boto", "Key": "put"})
urllib.request.urlopen(urllib.request.Request(put, data=b"put", method="PUT"))
assert s3.get_object(Bucket="boto", Key="put")["Body"].read() == b"put"
boto3.client("ssm").put_parameter(Name="p", Value="v", Type="String")
assert boto3.client("lambda").list_functions()["Functions"] == []
assert len(boto3.client("ec2").describe_vpcs()["Vpcs"]) == 1
boto3.client("iam").create_user(UserName="u", Tags=[{"Key": "k", "Value": "v"}])
c = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/LabAdministrator", RoleSessionName="session")["Credentials"]
spoke = boto3.Session(c["AccessKeyId"], c["SecretAccessKey"], c["SessionToken"])
assert spoke.client("sts").get_caller_identity()["Account"] == "222222222222"
print("well")
`;

/** aws-sdk 2, `lib/signers/v4.js`: neither the type nor the length of the body is signed, nor its hash sent. */
function signedAsVersion2(body: string): Record<string, string> {
  const { host } = new URL(url());
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const canonical = ['POST', '/', '', `host:${host}`, `x-amz-date:${time}`, '', 'host;x-amz-date', sha256(body)];
  const scope = [time.slice(0, 8), 'us-east-1', 'sts', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${keys().secretAccessKey}`);
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical.join('\n'))].join('\n');
  const signature = hmac(key, text).toString('hex');
  return {
    'x-amz-date': time,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    authorization: `AWS4-HMAC-SHA256 Credential=${keys().accessKeyId}/${scope.join('/')}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
}
