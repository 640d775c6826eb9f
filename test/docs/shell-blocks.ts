import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const PAGES = ['README.md', 'docs/events.md', 'docs/lab-guide.md', 'docs/sandbox.md'] as const;

/** One ```` ```sh ```` block of a page, with what a comment before it says. */
export interface ShellBlock {
  readonly line: number;
  readonly script: string;
  /** Where it begins anew, instead of where the block before it ended. */
  readonly place?: string;
  /** Why it is not run. */
  readonly omitted?: string;
}

const MARK = /^<!-- (?<kind>in|not run): ?(?<says>.*?) ?-->$/;

/** The blocks of a page, in its order. */
export function shellBlocks(text: string): ShellBlock[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const [, indent] = /^( *)```sh$/.exec(line) ?? [];
    if (indent === undefined) return [];
    const end = lines.indexOf(`${indent}\`\`\``, at);
    const script = lines.slice(at + 1, end).map((each) => each.slice(indent.length));
    return [{ line: at + 1, script: script.join('\n'), ...markBefore(lines.slice(0, at)) }];
  });
}

/** A mark stands on its own line, directly before the block or with a blank line between. */
function markBefore(lines: readonly string[]): Pick<ShellBlock, 'place' | 'omitted'> {
  const last = lines.findLast((line) => line.trim() !== '')?.trim() ?? '';
  const { kind, says = '' } = MARK.exec(last)?.groups ?? {};
  if (kind === 'in') return { place: says };
  return kind === undefined ? {} : { omitted: says };
}

/** Blocks that go on from one another, from where one begins anew to the next. */
export interface Stretch {
  readonly page: string;
  readonly place: string;
  readonly blocks: readonly ShellBlock[];
}

export const EMPTY = 'an empty folder';

export function stretchesOf(page: string, text = readPage(page)): Stretch[] {
  const stretches: { page: string; place: string; blocks: ShellBlock[] }[] = [];
  for (const block of shellBlocks(text).filter(({ omitted }) => omitted === undefined)) {
    const begun = stretches.at(-1);
    if (begun && block.place === undefined) begun.blocks.push(block);
    else stretches.push({ page, place: block.place ?? EMPTY, blocks: [block] });
  }
  return stretches;
}

export function readPage(page: string): string {
  return readFileSync(resolve(import.meta.dirname, '../..', page), 'utf8');
}

const OTHERS = /(?:^|\$\(|\| )(aws|jq|sha256sum)\b/gm;

/** The programs besides ours that a stretch runs. */
export function programsOf({ blocks }: Stretch): string[] {
  const named = blocks.flatMap(({ script }) => [...script.matchAll(OTHERS)].map(([, program = '']) => program));
  return [...new Set(named)];
}
