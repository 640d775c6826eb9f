import type { ChapterEnd, Life } from './life.ts';
import type { End } from './process.ts';

export interface Difference {
  /** The chapter of the disturbed life; undefined if it was not reached. */
  readonly chapter: ChapterEnd | undefined;
  readonly what: string;
}

/** What differs first between a disturbed life and one that was left alone; undefined if nothing does. */
export function firstDifference(calm: Life, disturbed: Life): Difference | undefined {
  for (const [index, expected] of calm.entries()) {
    const chapter = disturbed[index];
    const what = inChapter(expected, chapter);
    if (what !== undefined) return { chapter, what: `${expected.chapter}: ${what}` };
  }
  return undefined;
}

function inChapter(calm: ChapterEnd, disturbed: ChapterEnd | undefined): string | undefined {
  if (!disturbed) return 'not reached';
  const [expected, reached] = [calm, disturbed].map(endOf);
  if (reached !== expected) return `ended as "${reached ?? ''}" instead of "${expected ?? ''}"`;
  for (const [account, resources] of Object.entries(calm.accounts)) {
    const found = disturbed.accounts[account] ?? [];
    const [lost] = without(resources, found);
    if (lost !== undefined) return `lost in account ${account}: ${lost}`;
    const [left] = without(found, resources);
    if (left !== undefined) return `left in account ${account}: ${left}`;
  }
  return undefined;
}

/** Each as often as it occurs. */
function without(these: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return these.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function endOf({ processes }: ChapterEnd): string {
  return described(processes.at(-1)?.end);
}

export function described(end: End | undefined): string {
  switch (end?.kind) {
    case 'outcome': {
      const { status, release, error } = end.outcome;
      return [status === 'unchanged' ? 'succeeded' : status, release?.outcome, error?.message]
        .filter(Boolean)
        .join(': ');
    }
    case 'error':
      return end.error.message;
    default:
      return end?.kind ?? 'never begun';
  }
}
