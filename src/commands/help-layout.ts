import { fold, wrap } from '../ui/text/layout.ts';

/** Beyond this lines are hard to read. */
const WIDEST = 100;

/** Lines of a small terminal. */
const SCREEN = 24;

/** Some terminals say that they have no columns. */
export const NO_WIDTH = 80;

/** How wide help is on a terminal of so many columns. */
export function helpWidth(columns: number | undefined): number {
  return columns ? Math.min(Math.max(columns, 40), WIDEST) : NO_WIDTH;
}

/** What the help of a command is made of. */
export interface Parts {
  /** Usage, arguments, options and commands. */
  readonly top: string;
  readonly settings: readonly string[];
  readonly more: readonly string[];
  readonly about: readonly string[];
  readonly examples: readonly string[];
  readonly width: number;
}

export function pageOf({ top, settings, more, about, examples, width }: Parts): string {
  const named = (heading: string, names: readonly string[]) =>
    names.length > 0 ? [wrap(`${heading}: ${names.join(', ')}`, width, 0)] : [];
  const heading = examples.length > 1 ? 'Examples:' : 'Example:';
  return joined([
    top.split('\n').flatMap((line) => fold(line, width)),
    ...named('Settings', settings),
    ...named('More', more),
    ...about.map((paragraph) => folded(paragraph, width)),
    ...(examples.length > 0 ? [[heading, ...examples.map((example) => `  $ ${example}`)]] : []),
  ]);
}

/** Paragraphs of lines, with an empty line between them. */
export function joined(paragraphs: readonly (readonly string[])[]): string {
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Prose fills the lines of the terminal; what is indented stays, as tables and files do. */
function folded(paragraph: string, width: number): string[] {
  return blocksOf(paragraph).flatMap((lines) =>
    isProse(lines[0] ?? '') ? wrap(lines.join(' '), width, 0) : lines.flatMap((line) => fold(line, width)),
  );
}

/** The lines of a paragraph, in turns of prose and what is indented. */
export function blocksOf(paragraph: string): string[][] {
  const blocks: string[][] = [];
  for (const line of paragraph.split('\n')) {
    const before = blocks.at(-1);
    if (before && isProse(line) === isProse(before[0] ?? '')) before.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

export function isProse(line: string): boolean {
  return !line.startsWith('  ');
}

/** Whether it fits a small terminal. */
export function fits(page: string): boolean {
  return page.trimEnd().split('\n').length <= SCREEN;
}
