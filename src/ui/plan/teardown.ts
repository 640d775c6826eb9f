import type { LabEvent, NotebooksAtStake, TeardownItem } from '../../events.ts';
import { byAccount } from '../text/by-account.ts';
import { type Cell, table, UNCUT, widest, wrap } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { savedLines } from '../text/cost.ts';
import { count, size } from '../../lab/quantities.ts';

type TeardownPlan = Extract<LabEvent, { type: 'teardown-plan' }>;

/** What a teardown deletes. Nothing is cut: who agrees to it has to see all of it. */
export function teardownPlanLines(
  items: readonly TeardownItem[],
  { notebooks, saved }: Pick<TeardownPlan, 'notebooks' | 'saved'>,
  width: number,
  paint: Paint,
): string[] {
  if (items.length === 0) return ['Nothing to delete', ''];
  const accounts = byAccount(items).flatMap(({ title, entries }) => [title, ...itemLines(entries, width, paint)]);
  const stakes = notebooks ? stakeLines(notebooks).flatMap((line) => wrap(line, width, 2)) : [];
  return [paint.strong('To be deleted'), ...accounts, ...stakes, ...(saved ? savedLines(saved, width) : []), ''];
}

/** A detail that does not fit beside its item follows below, in full. */
function itemLines(items: readonly TeardownItem[], width: number, paint: Paint): string[] {
  const heads = items.map(({ kind, name }): Cell[] => [{ text: `- ${kind}`, paint: paint.bad }, name]);
  const rows = items.map(({ detail }, at) => [...(heads[at] ?? []), detail]);
  if (widest(rows) <= width) return table(rows, UNCUT);
  const lines = table(heads, UNCUT);
  return items.flatMap(({ detail }, at) => [lines[at] ?? '', ...(detail ? wrap(detail, width, 6) : [])]);
}

function stakeLines({ notebooks, people, bytes, counted, running, bucketsStay }: NotebooksAtStake): string[] {
  const persons = `${String(people)} ${people === 1 ? 'person' : 'people'}`;
  const held = `${counted ? '' : 'more than '}${size(bytes)} in their buckets`;
  const lost = bucketsStay
    ? 'volumes go with them, buckets with something in them stay'
    : `${held}: volumes and buckets go with them`;
  const whose = `${count(notebooks, 'notebook')} of ${persons}${bucketsStay ? ': ' : ', '}${lost}`;
  return [whose, ...(running.length > 0 ? [`Of these run: ${running.map(runs).join(', ')}`] : [])];
}

function runs({ instanceType, notebooks, hours }: NotebooksAtStake['running'][number]): string {
  const time = hours > 0 ? `, running for ${count(hours, 'hour')} together at least` : '';
  return `${String(notebooks)} × ${instanceType}${time}`;
}
