import { Help, type Argument, type Command, type Option } from 'commander';
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
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => void written.push(text) }).outputHelp();
  const [, ...behind] = written;
  const paragraphs = behind
    .join('\n')
    .trim()
    .split(/\n{2,}/);
  return paragraphs.filter((each) => each !== '' && !each.startsWith('More: ')).flatMap(paragraphOf);
}

/** Indented lines are tables and examples; all others fill a paragraph. */
function paragraphOf(text: string): string[] {
  const blocks: string[][] = [];
  for (const line of text.split('\n')) {
    const before = blocks.at(-1);
    if (before && isIndented(line) === isIndented(before[0] ?? '')) before.push(line);
    else blocks.push([line]);
  }
  return blocks.map((lines) =>
    isIndented(lines[0] ?? '') ? verbatim(lines.map((line) => line.slice(2))) : paragraph(lines.join('\n')),
  );
}

function isIndented(line: string): boolean {
  return line.startsWith('  ');
}

/** What begins with a value and a colon is about that value as it is written. */
function sentence(text: string): string {
  if (/^\w+:/.test(text)) return `${text}.`;
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
