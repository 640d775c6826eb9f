import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { ACCOUNT, awsAt, type Aws } from './aws.ts';
import { CASES } from './cases/index.ts';
import { outcomeOf, type Outcome } from './conformance-case.ts';

describe('the sandbox answers as AWS documents', () => {
  it.each(CASES)('$title', async (conformanceCase) => {
    const outcome = await inFreshSandbox((aws) => outcomeOf(conformanceCase, aws));
    expect(outcome).toEqual(conformanceCase.expected);
  });

  it('in cases that have names of their own', () => {
    const titles = CASES.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

/** Over loopback, as any other program would; each case in accounts that nobody has used yet. */
async function inFreshSandbox(run: (aws: Aws) => Promise<Outcome>): Promise<Outcome> {
  const accounts = [{ id: ACCOUNT }];
  const sandbox = openSandbox({ storage: memoryStorage(), accounts, begin: Date.UTC(2026, 0, 5) });
  const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  try {
    return await run(awsAt({ url: server.url, credentials: sandbox.credentialsFor({ id: ACCOUNT }) }));
  } finally {
    await server.close();
  }
}
