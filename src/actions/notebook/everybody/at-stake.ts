import type { NotebooksAtStake, TeardownItem } from '../../../events.ts';
import type { LabSettings } from '../../../lab/accounts.ts';
import type { DoomedNotebook, DoomedNotebooks } from './read.ts';

/** What people lose with their notebooks, and what no longer costs; undefined if there are none. */
export function atStake(notebooks: readonly DoomedNotebook[], now: number): NotebooksAtStake | undefined {
  if (notebooks.length === 0) return undefined;
  return {
    notebooks: notebooks.length,
    people: new Set(notebooks.map(({ owner }) => owner)).size,
    bytes: notebooks.reduce((sum, { content }) => sum + (content?.bytes ?? 0), 0),
    counted: notebooks.every(({ content }) => content?.complete !== false),
    running: runningOf(notebooks, now),
    ...(notebooks.some(({ leavesBucket }) => leavesBucket) && { bucketsStay: true }),
  };
}

/** Whatever is not at rest is billed. */
const AT_REST = new Set(['Stopped', 'Failed', 'Deleting']);

function runningOf(notebooks: readonly DoomedNotebook[], now: number): NotebooksAtStake['running'] {
  const running = notebooks.flatMap(({ state }) => (state && !AT_REST.has(state.status) ? [state] : []));
  const types = [...new Set(running.map(({ instanceType = 'unknown' }) => instanceType))].sort();
  return types.map((instanceType) => {
    const same = running.filter((state) => (state.instanceType ?? 'unknown') === instanceType);
    const milliseconds = same.reduce((sum, { since = now }) => sum + Math.max(0, now - since), 0);
    return { instanceType, notebooks: same.length, hours: Math.floor(milliseconds / 3_600_000) };
  });
}

/** By owner, with what is lost. */
export function notebookItems(
  lab: Pick<LabSettings, 'accounts'>,
  notebooks: readonly DoomedNotebook[],
): TeardownItem[] {
  const account = 'datascience';
  const accountId = lab.accounts[account].id;
  return notebooks.flatMap(({ launched, owner, parts, emptyBucket, state, content }) => {
    const runs = state && [state.status, state.instanceType].filter(Boolean).join(' on ');
    const detail = [`of ${owner}`, launched.status, runs].filter(Boolean).join(', ');
    const product: TeardownItem = {
      account,
      accountId,
      kind: 'provisioned product',
      name: launched.name,
      detail,
      owner,
    };
    const bucket = parts.bucket ?? emptyBucket;
    if (!bucket || !content) return [product];
    const versions = `${String(content.versions)} object ${content.versions === 1 ? 'version' : 'versions'}`;
    const held = `of ${owner}, ${content.complete ? '' : 'more than '}${versions}, deleted with it`;
    return [product, { account, accountId, kind: 'bucket', name: bucket, detail: held, owner }];
  });
}

export function doomedItems(lab: Pick<LabSettings, 'accounts'>, { notebooks, runs }: DoomedNotebooks): TeardownItem[] {
  const account = 'datascience';
  const accountId = lab.accounts[account].id;
  return [...notebookItems(lab, notebooks), ...runs.map((run) => ({ account, accountId, ...run }) as const)];
}
