import { fold, wrap } from './layout.ts';

/** Beyond this lines are hard to read. */
const WIDEST = 100;

/** Some terminals say that they have no columns. */
export function helpWidth(columns: number | undefined): number {
  return columns ? Math.min(Math.max(columns, 40), WIDEST) : 80;
}

/** A help text whose paragraphs fill the lines of a terminal. Examples stay whole, since they are copied. */
export function foldHelp(text: string, width: number): string {
  const blocks: string[][] = [];
  for (const line of text.split('\n')) {
    const before = blocks.at(-1);
    if (before && isProse(line) && isProse(before[0] ?? '')) before.push(line);
    else blocks.push([line]);
  }
  return blocks.flatMap((lines) => folded(lines, width)).join('\n');
}

const SCREEN = 24;

/**
 * A help text that would not fit a screen, without what can be left out: all but the first paragraph about the command, and
 * that one as well where it suffices. `whole` is the command that tells everything.
 */
export function briefHelp(text: string, whole: string): string {
  const paragraphs = text.split('\n\n');
  const more = paragraphs.findIndex((each) => each.startsWith('More: '));
  if (more < 0 || fits(text)) return text;
  const without = (first: number) =>
    paragraphs
      .filter((each, at) => at < first || /^Examples?:/.test(each))
      .map((each, at) => (at === more ? each.replace('More: ', `More: ${whole}, `) : each))
      .join('\n\n');
  const [some, none] = [without(more + 2), without(more + 1)];
  return !fits(some) && fits(none) ? none : some;
}

function fits(text: string): boolean {
  return text.trimEnd().split('\n').length <= SCREEN;
}

function folded(lines: readonly string[], width: number): string[] {
  const [first = ''] = lines;
  if (isProse(first)) return wrap(lines.join(' '), width, 0);
  return first.trimStart().startsWith('$') ? [first] : fold(first, width);
}

function isProse(line: string): boolean {
  return /^\S/.test(line);
}
