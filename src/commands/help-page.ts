import { Help, type Command } from 'commander';
import { fits, NO_WIDTH, pageOf, type Parts } from './help-layout.ts';
import { exampleLines, helpTextOf, paragraphsOf } from './help-text.ts';

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
  return {
    top: Help.prototype.formatHelp.call(helper, command, helper).trimEnd(),
    settings: isWhole(command) ? [] : (text.settings ?? []),
    more: text.more ?? [],
    about: paragraphsOf(text),
    examples: exampleLines(text),
    width: helper.helpWidth ?? NO_WIDTH,
  };
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

/** The command that tells everything: `mlops-lab notebook help launch`. */
function wholeHelpOf(command: Command): string[] {
  return command.parent ? [`${namesOf(command.parent)} help ${command.name()}`] : [];
}

function namesOf(command: Command): string {
  return command.parent ? `${namesOf(command.parent)} ${command.name()}` : command.name();
}
