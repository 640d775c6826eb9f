import { createHash, createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { printedKeys } from './printed-keys.ts';

const { folder, env } = printedKeys();

const url = () => env().AWS_ENDPOINT_URL ?? '';
const keys = () => ({
  accessKeyId: env().AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env().AWS_SECRET_ACCESS_KEY ?? '',
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
});

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
