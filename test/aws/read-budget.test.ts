import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { clientOf } from '../../src/aws/clients.ts';
import { newConnections } from '../../src/aws/connections.ts';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';

it('lets many labs read one account at the rate that it allows, and none is throttled', async () => {
  const account = { id: '111111111111' };
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [account], begin: Date.UTC(2026, 0, 5) });
  const { clock, requestHandler } = sandbox;
  const connections = newConnections(clock);
  const credentials = Object.assign(() => Promise.resolve(sandbox.credentialsFor(account)), {
    memoized: true as const,
  });
  const clients = Array.from({ length: 10 }, () => {
    const { budget } = connections.readersOf(account.id, 'us-east-1');
    return clientOf(CloudFormationClient, { region: 'us-east-1', credentials, requestHandler, clock, budget });
  });
  const began = clock.now();
  const reads = Array.from({ length: 13 }, () => clients.map((client) => client.send(new DescribeStacksCommand({}))));
  const attempts = (await Promise.all(reads.flat())).map(({ $metadata }) => $metadata.attempts);
  expect(new Set(attempts)).toEqual(new Set([1]));
  // Of 130 reads 30 are free at the beginning.
  expect((clock.now() - began) / 1000).toBe(20);
});
