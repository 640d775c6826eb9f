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
 * A help text that would not fit a screen, without what can be left out: all but the first paragraph about the command, then that
 * one, then examples from the last. `whole` is the command that tells everything. Where nothing fits, only the first goes.
 */
export function briefHelp(text: string, whole: string, width: number): string {
  if (fits(text)) return text;
  const { before, more, about, examples } = partsOf(text.trimEnd().split('\n\n'));
  const [heading = '', ...lines] = examples.split('\n');
  const shown = (paragraphs: number, most: number) => {
    const some = most > 0 ? [[heading, ...lines.slice(0, most)].join('\n')] : [];
    const pointer = `More: ${[whole, ...more].join(', ')}`;
    return foldHelp([...before, pointer, ...about.slice(0, paragraphs), ...some].join('\n\n'), width);
  };
  const [first, ...others] = [shown(1, lines.length), ...lines.map((_, less) => shown(0, lines.length - less))];
  return `${[first, ...others, shown(0, 0)].find(fits) ?? first}\n`;
}

interface Parts {
  /** Usage, arguments, options and commands. */
  readonly before: readonly string[];
  /** What the help points to already. */
  readonly more: readonly string[];
  readonly about: readonly string[];
  readonly examples: string;
}

function partsOf(paragraphs: readonly string[]): Parts {
  const isExamples = (paragraph: string) => /^Examples?:/.test(paragraph);
  const pointer = paragraphs.findIndex((each) => each.startsWith(MORE));
  const end = pointer < 0 ? paragraphs.findLastIndex((each) => /^(Options|Commands):$/m.test(each)) + 1 : pointer;
  const after = paragraphs.slice(pointer < 0 ? end : pointer + 1);
  return {
    before: paragraphs.slice(0, end),
    more: pointer < 0 ? [] : [(paragraphs[pointer] ?? '').slice(MORE.length).replaceAll('\n', ' ')],
    about: after.filter((each) => !isExamples(each)),
    examples: after.find(isExamples) ?? '',
  };
}

const MORE = 'More: ';

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
