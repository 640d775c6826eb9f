import { Help, type Command } from 'commander';
import { fold, wrap } from '../ui/text/layout.ts';
import { exampleLines, helpTextOf, paragraphsOf } from './help-text.ts';

/** Beyond this lines are hard to read. */
const WIDEST = 100;

/** Lines of a small terminal. */
const SCREEN = 24;

/** Some terminals say that they have no columns. */
export function helpWidth(columns: number | undefined): number {
  return columns ? Math.min(Math.max(columns, 40), WIDEST) : 80;
}

/** What the help of a command is made of. */
interface Parts {
  /** Usage, arguments, options and commands. */
  readonly top: string;
  readonly parts: readonly string[];
  readonly settings: readonly string[];
  readonly more: readonly string[];
  readonly about: readonly string[];
  readonly examples: readonly string[];
  readonly width: number;
}

/**
 * The help of a command. `help COMMAND` tells everything. `COMMAND --help` leaves out what would not fit a screen: all but the first
 * paragraph about the command, then that one, then examples from the last. Where nothing fits, only the first goes.
 */
export function helpPage(command: Command, helper: Help): string {
  const parts = partsOf(command, helper);
  const everything = pageOf(parts);
  return isWhole(command) || fits(everything) ? everything : briefPage(parts, wholeHelpOf(command));
}

/** Whether it was asked for by `help`, at the program or at the command above. */
export function isWhole(command: Command): boolean {
  return command.parent ? isWhole(command.parent) : command.args.includes('help');
}

function partsOf(command: Command, helper: Help): Parts {
  const text = helpTextOf(command);
  const { parts = [], settings = [] } = isWhole(command) ? {} : text;
  return {
    top: topOf(command, helper, parts),
    parts,
    settings,
    more: text.more ?? [],
    about: paragraphsOf(text),
    examples: exampleLines(text),
    width: helper.helpWidth ?? 80,
  };
}

/** With a list of commands that are on one line, the program's own two options are known: one of them was just used. */
function topOf(command: Command, helper: Help, parts: readonly string[]): string {
  const isListed = (each: Command) => each.name() !== 'help' && !parts.includes(each.name());
  const visibleCommands = () => helper.visibleCommands(command).filter(isListed);
  const lists = parts.length > 0 ? { visibleCommands, visibleOptions: () => [] } : {};
  const drawn = Object.assign(Object.create(helper) as Help, lists);
  return Help.prototype.formatHelp.call(drawn, command, drawn).trimEnd();
}

function briefPage(parts: Parts, whole: readonly string[]): string {
  const { about, examples, more } = parts;
  const shown = (paragraphs: number, most: number) =>
    pageOf({
      ...parts,
      more: [...whole, ...more],
      about: about.slice(0, paragraphs),
      examples: examples.slice(0, most),
    });
  const first = shown(1, examples.length);
  const others = [...examples.keys(), examples.length].map((less) => shown(0, examples.length - less));
  return [first, ...others].find(fits) ?? first;
}

/** The command that tells everything, `mlops-lab notebook help launch`; the program's own help names it anyhow. */
function wholeHelpOf(command: Command): string[] {
  return command.parent ? [`${namesOf(command.parent)} help ${command.name()}`] : [];
}

function namesOf(command: Command): string {
  return command.parent ? `${namesOf(command.parent)} ${command.name()}` : command.name();
}

function pageOf({ top, parts, settings, more, about, examples, width }: Parts): string {
  const named = (heading: string, names: readonly string[]) =>
    names.length > 0 ? [wrap(`${heading}: ${names.join(', ')}`, width, 0)] : [];
  const heading = examples.length > 1 ? 'Examples:' : 'Example:';
  const paragraphs = [
    top.split('\n').flatMap((line) => fold(line, width)),
    ...named('Parts of init', parts),
    ...named('Settings', settings),
    ...named('More', more),
    ...about.map((paragraph) => folded(paragraph, width)),
    ...(examples.length > 0 ? [[heading, ...examples.map((example) => `  $ ${example}`)]] : []),
  ];
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

function fits(page: string): boolean {
  return page.trimEnd().split('\n').length <= SCREEN;
}
