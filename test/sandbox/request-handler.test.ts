import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';

it('leaves room between requests for all else that the process hears', async () => {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: '111111111111' }], begin: 0 });
  const credentials = sandbox.credentialsFor({ id: '111111111111' });
  const { requestHandler } = sandbox;
  const client = new CloudFormationClient({ region: 'us-east-1', credentials, requestHandler });
  let answered = 0;
  const asked = Array.from({ length: 20 }, async () => {
    await client.send(new DescribeStacksCommand({}));
    answered += 1;
  });
  const heardAfter = new Set<number>();
  while (answered < asked.length) {
    await new Promise(setImmediate);
    heardAfter.add(answered);
  }
  await Promise.all(asked);
  expect(heardAfter.size).toBeGreaterThan(15);
});
