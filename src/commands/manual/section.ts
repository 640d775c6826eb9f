import { Help, type Argument, type Command, type Option } from 'commander';
import { blocksOf, isProse } from '../help-layout.ts';
import { exampleLines, helpTextOf, paragraphsOf } from '../help-text.ts';
import { bold, entry, escaped, paragraph, subheading, usage, verbatim } from './roff.ts';

/** What a command does, takes and knows, as its help tells it. */
export function commandSections(command: Command, above: string): string[] {
  const path = `${above} ${command.name()}`;
  const inner = command.commands.filter((each) => each.name() !== 'help');
  const own = [
    subheading(path),
    ...(inner.length === 0 ? [synopsis(command, path)] : []),
    paragraph(sentence(command.description())),
    ...command.registeredArguments.filter(({ description }) => description !== '').map(argumentEntry),
    ...optionEntries(command),
    ...textOf(command),
  ];
  return [...own, ...inner.flatMap((each) => commandSections(each, path))];
}

/** The options of a command that stand under a heading of their own in help; without one, those that are its own. */
export function optionEntries(command: Command, heading?: string): string[] {
  const help = new Help();
  return help
    .visibleOptions(command)
    .filter(({ helpGroupHeading, long }) => helpGroupHeading === heading && long !== '--help')
    .map((option: Option) => entry(usage(option.flags), sentence(help.optionDescription(option))));
}

function synopsis(command: Command, path: string): string {
  return `${bold(path)} [\\fIoptions\\fR] ${usage(command.registeredArguments.map(argumentName).join(' '))}`.trimEnd();
}

function argumentName(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function argumentEntry(argument: Argument): string {
  return entry(`\\fI${escaped(argument.name())}\\fR`, sentence(new Help().argumentDescription(argument)));
}

/** What stands behind the options in help, without what points to other help. */
function textOf(command: Command): string[] {
  const text = helpTextOf(command);
  const examples = exampleLines(text).map((example) => `$ ${example}`);
  return [
    ...paragraphsOf(text).flatMap(blocksOf).map(blockOf),
    ...(examples.length > 0 ? [paragraph('Examples:'), verbatim(examples)] : []),
  ];
}

function blockOf(lines: readonly string[]): string {
  return isProse(lines[0] ?? '') ? paragraph(lines.join('\n')) : verbatim(lines.map((line) => line.slice(2)));
}

/** What begins with a value and a colon is about that value as it is written. */
function sentence(text: string): string {
  if (/^\w+:/.test(text)) return `${text}.`;
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
