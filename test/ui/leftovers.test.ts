import { expect, it } from 'vitest';
import type { Leftover, ResultEvent } from '../../src/events.ts';
import { ACCOUNTS } from './events.ts';
import { transcript } from './transcript.ts';

const TOOLS = { account: 'tools', accountId: '111111111111', expected: false } as const;

const LEFT: readonly Leftover[] = [
  {
    ...TOOLS,
    kind: 'stack',
    name: 'pre-reqs',
    reason: 'it is protected',
    next: [{ say: 'take that away', command: 'aws cloudformation …' }],
  },
  { ...TOOLS, kind: 'bucket', name: 'b', reason: 'still exists', within: 'pre-reqs' },
  { ...TOOLS, kind: 'role', name: 'r', reason: 'still exists' },
];

async function shown(result: Partial<ResultEvent>): Promise<string> {
  const event = { type: 'result', command: 'teardown', status: 'failed', leftovers: LEFT, ...result } as const;
  return (await transcript([...ACCOUNTS, event])).stdout;
}

it('what is left is told with what mends it, and what goes with a stack is counted', async () => {
  const text = await shown({});
  expect(text).toMatch(
    /✖ Tools \(111111111111\): 3 left\n {4}✖ stack +pre-reqs +it is protected\n {6}→ take that away: aws/,
  );
  expect(text).toMatch(/✖ role +r +still exists\n {4}· 1 resource in its stack, which goes with it/);
  expect(text).toContain('✔ Staging (333333333333): nothing is left');
});

it('nothing is said of accounts that were not to be cleared', async () => {
  expect(await shown({ only: ['tools'] })).not.toMatch(/Staging|Data Scientist/);
});

it('strangers are counted in a line', async () => {
  const { account, accountId } = TOOLS;
  const stranger = { account, accountId, kind: 'rule', name: 'mlops-lab-starter' } as const;
  expect(await shown({ lookAlikes: [stranger] })).toContain("· 1 resource looks like the lab's and is not; left alone");
  expect(await shown({ lookAlikes: [stranger, stranger] })).toContain('· 2 resources look like');
  expect(await shown({ lookAlikes: [] })).not.toContain('left alone');
});
