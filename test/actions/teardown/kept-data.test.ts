import { describe, expect, it } from 'vitest';
import { Failures } from '../../../src/actions/teardown/failures.ts';
import { keptBuckets, keptData } from '../../../src/actions/teardown/keep-data.ts';
import type { Doomed } from '../../../src/actions/teardown/read.ts';
import type { Leftover } from '../../../src/events.ts';
import { fakeContext, stackOf } from '../../support/fake-context.ts';
import { LAB } from '../../support/lab.ts';

const NOTEBOOK = `mlops-lab--nb-6c9a96f2-${LAB.accounts.datascience.id}-us-east-1`;
const SUBMISSIONS = 'mlops-lab--submissions-111111111111-us-east-1';
const CATALOG = 'mlops-lab--catalog-111111111111-us-east-1';

function left(kind: string, name: string, within?: string): Leftover {
  const accountId = LAB.accounts.datascience.id;
  const reason = 'still exists';
  return { account: 'datascience', accountId, kind, name, reason, expected: false, ...(within && { within }) };
}

/** A Data Scientist account with a notebook's bucket, two keys of which one encrypts it, and a log group. */
function account(standsPrerequisites = true) {
  const leftovers = [left('bucket', NOTEBOOK), left('key', 'k1'), left('key', 'k2'), left('log group', 'l')];
  const none = { leftovers: () => Promise.resolve({ leftovers: [] }) };
  const asked: (readonly string[])[] = [];
  const keepKey = (bucket: string, keys: readonly string[]) => {
    asked.push(keys);
    return Promise.resolve(bucket === NOTEBOOK ? 'k2' : undefined);
  };
  const { context } = fakeContext({
    tools: none,
    datascience: { leftovers: () => Promise.resolve({ leftovers }), orphans: () => Promise.resolve({ keepKey }) },
    staging: none,
  });
  const stacks = standsPrerequisites ? [{ id: 'prerequisites', stack: stackOf({ name: 'pre-reqs' }) }] : [];
  return { context, asked, doomed: { stacks } as unknown as Doomed };
}

describe('what is kept with the data', () => {
  it.each<[string, Leftover, string | undefined]>([
    ['the bucket of a notebook', left('bucket', NOTEBOOK), 'kept with what is in it'],
    ['what only has the name of one', left('log group', NOTEBOOK), undefined],
    ['a bucket that was not there', left('bucket', 'other'), undefined],
    ['the key of the bucket', left('key', 'k2'), `kept, since it encrypts ${NOTEBOOK}`],
    ['another key', left('key', 'k1'), undefined],
    ['what has the id of the key', left('log group', 'k2'), undefined],
    ['the bucket of submissions', left('bucket', SUBMISSIONS, 'pre-reqs'), 'kept with what is in it'],
    ['another bucket of that stack', left('bucket', CATALOG, 'pre-reqs'), 'kept for its buckets'],
    ['what is no bucket of that stack', left('key', SUBMISSIONS, 'pre-reqs'), 'kept for its buckets'],
    ['that stack itself', left('stack', 'pre-reqs'), 'kept for its buckets'],
    ['what another stack has', left('bucket', SUBMISSIONS, 'other'), undefined],
  ])('is said of %s', async (_, asked, reason) => {
    const { context, doomed } = account();
    const kept = await keptData(context, doomed, new Failures());
    expect(kept(asked)?.reason).toBe(reason);
  });

  it('says how to get what is in a bucket, and asks for its key among those of its account', async () => {
    const { context, doomed, asked } = account();
    const kept = await keptData(context, doomed, new Failures());
    const args = ['s3', 'sync', `s3://${NOTEBOOK}`, NOTEBOOK, '--region', 'us-east-1'];
    expect(kept(left('bucket', NOTEBOOK))?.remedy).toMatchObject([{ command: { program: 'aws', args } }]);
    expect(asked).toEqual([['k1', 'k2']]);
  });

  it('is no stack where the one with the data is not there', async () => {
    const { context, doomed } = account(false);
    const kept = await keptData(context, doomed, new Failures());
    expect(kept(left('stack', 'pre-reqs'))).toBeUndefined();
  });

  it('are the buckets of notebooks that are wanted', async () => {
    const { context } = account();
    expect(await keptBuckets(context, new Set([NOTEBOOK, 'l', 'k1']))).toMatchObject([
      { kind: 'bucket', name: NOTEBOOK, kept: true, expected: true, reason: 'kept with what is in it' },
    ]);
    expect(await keptBuckets(context, new Set(['other']))).toEqual([]);
  });
});
