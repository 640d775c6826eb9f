import type { Leftover } from '../../events.ts';
import { resourcePrefix } from '../../lab/names.ts';
import type { StackId } from '../../lab/stacks.ts';
import { aws, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { keepingBucket } from '../notebook/everybody/read.ts';
import type { Failures } from './failures.ts';
import { listLeftovers } from './leftovers.ts';
import { looseAmong } from './loose.ts';
import type { Doomed } from './read.ts';
import type { Blocker } from './reason.ts';

/** The stack with the buckets of what people submitted and of the models trained from it. With it stays their key. */
const HOLDS_DATA: StackId = 'prerequisites';

function dataStack({ stacks }: Doomed): string | undefined {
  return stacks.find(({ id }) => id === HOLDS_DATA)?.stack.name;
}

/** What `--keep-data` keeps of the stacks. */
export function dataStays(doomed: Doomed): Blocker[] {
  const what = 'it has the buckets of submissions and trained models, and their key';
  return dataStack(doomed) === undefined ? [] : [{ keeps: HOLDS_DATA, what, remedy: [] }];
}

/** What the plan does not have. `goes` are what it has. */
export function tellDataStays({ ui }: ActionContext, doomed: Doomed, goes: Doomed): void {
  const stack = dataStack(doomed);
  const { length } = goes.notebooks.filter(({ leavesBucket }) => leavesBucket);
  const parts = [
    stack && `stack ${stack} with the buckets of submissions and trained models`,
    length > 0 && (length === 1 ? 'the bucket of a notebook' : `the buckets of ${String(length)} notebooks`),
  ];
  const named = parts.filter(Boolean).join(', and ');
  if (named) ui.emit({ type: 'notice', level: 'info', message: `kept, with what is in them and their keys: ${named}` });
}

/** The same without the buckets of notebooks, and without what an earlier run kept. */
export function withoutData(doomed: Doomed): Doomed {
  return {
    ...doomed,
    notebooks: doomed.notebooks.map(keepingBucket),
    loose: doomed.loose.filter(({ kind }) => kind !== 'bucket' && kind !== 'key'),
  };
}

export interface Explanation {
  readonly reason: string;
  readonly remedy: readonly Step[];
}

/** Why something is kept, and how to get what is in it; undefined if it is not kept. */
export type Kept = (left: Leftover) => Explanation | undefined;

export const NOTHING_KEPT: Kept = () => undefined;

/** Keeps the keys of the buckets that stay without a stack, and knows what is kept. */
export async function keptData(context: ActionContext, doomed: Doomed, failures: Failures): Promise<Kept> {
  let kept = NOTHING_KEPT;
  await failures.keeping([], async () => {
    kept = await keepAmong(context, doomed, (await listLeftovers(context)).leftovers);
  });
  return kept;
}

/** The buckets of notebooks that stand without a stack, as far as `wanted`: what is in them, and how to get it. */
export async function keptBuckets(context: ActionContext, wanted: ReadonlySet<string>): Promise<Leftover[]> {
  const { leftovers } = await listLeftovers(context);
  const buckets = looseAmong(context, leftovers).filter(({ kind, name }) => kind === 'bucket' && wanted.has(name));
  return buckets.map((left) => {
    const { reason, remedy } = withContent(context, left.name);
    return { ...left, reason, next: context.showSteps(remedy), kept: true, expected: true };
  });
}

async function keepAmong(context: ActionContext, doomed: Doomed, leftovers: readonly Leftover[]): Promise<Kept> {
  const buckets = looseAmong(context, leftovers).filter(({ kind }) => kind === 'bucket');
  const keys = await keysOf(context, buckets, leftovers);
  const stack = dataStack(doomed);
  return (left) => {
    const { kind, name, within = name } = left;
    if (kind === 'bucket' && buckets.some((each) => each.name === name)) return withContent(context, name);
    if (kind === 'key' && keys.has(name))
      return { reason: `kept, since it encrypts ${String(keys.get(name))}`, remedy: [] };
    if (within !== stack) return undefined;
    return kind === 'bucket' && isData(context, name)
      ? withContent(context, name)
      : { reason: 'kept for its buckets', remedy: [] };
  };
}

/** By their ids: the bucket that each encrypts. */
async function keysOf(
  { cloud }: ActionContext,
  buckets: readonly Leftover[],
  leftovers: readonly Leftover[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  for (const { account, name } of buckets) {
    const orphans = await cloud[account].orphans();
    const own = leftovers.filter((left) => left.kind === 'key' && left.account === account).map((key) => key.name);
    const key = await orphans.keepKey(name, own);
    if (key !== undefined) keys.set(key, name);
  }
  return keys;
}

/** The others hold what the lab's own package has, and logs. */
function isData({ lab }: ActionContext, bucket: string): boolean {
  return ['submissions', 'artifacts'].some((what) => bucket.startsWith(`${resourcePrefix(lab)}${what}-`));
}

function withContent({ lab }: ActionContext, bucket: string): Explanation {
  const args = ['s3', 'sync', `s3://${bucket}`, bucket, '--region', lab.region];
  const say = 'get what is in it, with credentials of that account';
  return { reason: 'kept with what is in it', remedy: [{ say, command: aws(...args) }] };
}
