import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';

const ACCOUNT = { id: '111111111111' };
const SECONDS = 20;
const GROUP = 'Resources: { Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: g } } }';

function sandboxThatLags(...calls: string[]) {
  const faults = calls.map((call): Fault => ({ kind: 'lag', call, seconds: SECONDS }));
  const begin = Date.UTC(2026, 0, 5);
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [ACCOUNT], faults, begin });
  const setup = {
    region: 'us-east-1',
    credentials: sandbox.credentialsFor(ACCOUNT),
    requestHandler: sandbox.requestHandler,
    maxAttempts: 1,
  };
  return { sandbox, setup, pass: (seconds: number) => sandbox.cloud.advanceTo(sandbox.clock.now() + seconds * 1000) };
}

/** Looks every second; what was seen, each once, and after how many seconds the last of it. */
async function seenOverTime(look: () => Promise<string>, pass: (seconds: number) => void) {
  const seen: string[] = [];
  let last = 0;
  for (let second = 0; second <= 3 * SECONDS; second += 1) {
    const now = await look();
    if (now !== seen.at(-1)) {
      seen.push(now);
      last = second;
    }
    pass(1);
  }
  return { seen, last };
}

describe('a read that lags', () => {
  it('shows each state later, in order, and never one that was shown before', async () => {
    const { setup, pass } = sandboxThatLags('cloudformation:DescribeStacks');
    const client = new CloudFormationClient(setup);
    const { StackId } = await client.send(new CreateStackCommand({ StackName: 'shop', TemplateBody: GROUP }));
    const look = async () => {
      try {
        return (await client.send(new DescribeStacksCommand({ StackName: StackId }))).Stacks?.[0]?.StackStatus ?? '';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    const { seen } = await seenOverTime(look, pass);
    expect(seen.at(-1)).toBe('CREATE_COMPLETE');
    expect(seen[0]).toMatch(/does not exist/);
    expect(seen).toEqual([...new Set(seen)]);
  });

  it('is believed in the end: it is behind by no more than it is told', async () => {
    const { setup, pass } = sandboxThatLags('s3:ListBuckets');
    const client = new S3Client(setup);
    await client.send(new CreateBucketCommand({ Bucket: 'new-bucket' }));
    const look = async () => String((await client.send(new ListBucketsCommand({}))).Buckets?.length);
    const { seen, last } = await seenOverTime(look, pass);
    expect(seen).toEqual(['0', '1']);
    expect(last).toBeLessThanOrEqual(SECONDS);
  });

  it('lets the same client see by another call what this one does not show yet', async () => {
    const { setup } = sandboxThatLags('s3:ListBuckets');
    const client = new S3Client(setup);
    await client.send(new CreateBucketCommand({ Bucket: 'new-bucket' }));
    await client.send(new HeadBucketCommand({ Bucket: 'new-bucket' }));
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toEqual([]);
  });

  it('leaves alone what is strongly consistent, whatever it is told to mean', async () => {
    const { setup } = sandboxThatLags('*');
    const client = new S3Client(setup);
    await client.send(new CreateBucketCommand({ Bucket: 'new-bucket' }));
    await client.send(new HeadBucketCommand({ Bucket: 'new-bucket' }));
    expect((await new STSClient(setup).send(new GetCallerIdentityCommand({}))).Account).toBe(ACCOUNT.id);
  });

  it('is in the trail at the time at which it was asked', async () => {
    const { setup, sandbox, pass } = sandboxThatLags('iam:*');
    pass(100);
    await new IAMClient(setup).send(new ListRolesCommand({}));
    const entry = sandbox.cloud.trail.entries().findLast(({ operation }) => operation === 'ListRoles');
    expect(entry?.time).toBe(new Date(sandbox.clock.now()).toISOString());
  });
});
