import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { clientOf, type ClientSetup } from '../../src/aws/clients.ts';
import type { Credentials } from '../../src/aws/credentials.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];

function opened(faults: readonly Fault[] = []): Sandbox {
  const accounts = ACCOUNTS.map((id) => ({ id }));
  return openSandbox({ storage: memoryStorage(), accounts, faults, begin: Date.UTC(2026, 0, 5) });
}

function setupOf({ clock, requestHandler }: Sandbox, load: () => Promise<Credentials>): ClientSetup {
  const credentials = Object.assign(load, { memoized: true as const });
  return { region: 'us-east-1', credentials, requestHandler, clock };
}

/** One for each account, all over the same way to AWS. */
function setups(sandbox: Sandbox): ClientSetup[] {
  return ACCOUNTS.map((id) => setupOf(sandbox, () => Promise.resolve(sandbox.credentialsFor({ id }))));
}

const callers = (all: readonly ClientSetup[], command = () => new GetCallerIdentityCommand({})) =>
  Promise.all(all.map(async (setup) => (await clientOf(STSClient, setup).send(command())).Account));

describe('calls of several accounts at once', () => {
  it('are each signed by their own account', async () => {
    const all = setups(opened());
    expect(await callers(all)).toEqual(ACCOUNTS);
    const buckets = all.map(async (setup, each) => {
      const s3 = clientOf(S3Client, setup);
      await s3.send(new CreateBucketCommand({ Bucket: `bucket-${String(each)}` }));
      return (await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name);
    });
    expect(await Promise.all(buckets)).toEqual([['bucket-0'], ['bucket-1'], ['bucket-2']]);
  });

  it('are so when they are sent again', async () => {
    const throttled = opened([{ kind: 'throttle', call: 'sts:GetCallerIdentity', times: 4 }]);
    expect(await callers(setups(throttled))).toEqual(ACCOUNTS);
  });

  it('are so when all send the same command', async () => {
    const command = new GetCallerIdentityCommand({});
    expect(await callers(setups(opened()), () => command)).toEqual(ACCOUNTS);
  });
});

it('signs each attempt with what the credentials are by then', async () => {
  const sandbox = opened([{ kind: 'throttle', call: 'sts:GetCallerIdentity', times: 1 }]);
  const signed: string[] = [];
  const handle: typeof sandbox.requestHandler.handle = (request) => {
    signed.push(/Credential=([^/]+)/.exec(request.headers['authorization'] ?? '')?.[1] ?? '');
    return sandbox.requestHandler.handle(request);
  };
  let keys = sandbox.credentialsFor({ id: '111111111111' });
  const watched = { ...sandbox, requestHandler: { ...sandbox.requestHandler, handle } };
  const setup = setupOf(watched, () => {
    const now = keys;
    if (signed.length > 0) keys = sandbox.credentialsFor({ id: '222222222222' });
    return Promise.resolve(signed.length > 0 ? keys : now);
  });
  await clientOf(STSClient, setup).send(new GetCallerIdentityCommand({}));
  expect(signed).toHaveLength(2);
  expect(signed[0]).not.toBe(signed[1]);
});

it('sends nothing for somebody without credentials', async () => {
  const sandbox = opened();
  const setup = setupOf(sandbox, () => Promise.reject(new Error('no credentials')));
  await expect(clientOf(STSClient, setup).send(new GetCallerIdentityCommand({}))).rejects.toThrow('no credentials');
});
