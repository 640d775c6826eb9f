import type { Argument, Command, Option } from 'commander';
import { own } from '../../own.ts';

/** What a value may be: words that are fixed, names that are asked for when they are wanted, or anything, such as a file. */
export type Values = readonly string[] | 'labs' | 'notebooks' | 'courses' | 'anything';

export interface KnownOption {
  /** `--yes`, and `-y` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Absent where it takes none. */
  readonly values?: Values;
}

/** Something that may be typed, with what it is. */
export interface Described {
  readonly name: string;
  readonly description: string;
}

/** A command as a shell has to know it. */
export interface KnownCommand {
  /** `notebook launch`; empty for the program itself. */
  readonly path: string;
  readonly subcommands: readonly Described[];
  readonly options: readonly KnownOption[];
  /** Of its first argument. */
  readonly argument?: Values;
}

/** The program and all that is below it, without what is hidden. */
export function knownCommands(program: Command): KnownCommand[] {
  return below(program, []);
}

function below(command: Command, above: readonly string[]): KnownCommand[] {
  const help = command.createHelp();
  const inner = help.visibleCommands(command).filter((each) => each.name() !== 'help');
  const [argument] = command.registeredArguments;
  const known = {
    path: above.join(' '),
    subcommands: inner.map((each) => ({ name: each.name(), description: each.description() })),
    options: [...command.options.filter(({ hidden }) => !hidden).map(knownOption), HELP],
    ...(argument && { argument: ofArgument(argument, above) }),
  };
  return [known, ...inner.flatMap((each) => below(each, [...above, each.name()]))];
}

const HELP: KnownOption = { names: ['--help', '-h'], description: 'display help for command' };

function knownOption(option: Option): KnownOption {
  const names = [option.long, option.short].filter((name) => name !== undefined);
  const takesValue = option.required || option.optional;
  return { names, description: option.description, ...(takesValue && { values: ofOption(option) }) };
}

/** The options whose values are names of something. */
const NAMED: Readonly<Record<string, Values>> = { '--lab': 'labs', '--course': 'courses' };

/** `<true|false>` names its choices itself. */
function ofOption({ long, flags, argChoices }: Option): Values {
  const [, named] = /<(\w+(?:\|\w+)+)>/.exec(flags) ?? [];
  return argChoices ?? named?.split('|') ?? own(NAMED, long ?? '') ?? 'anything';
}

/** A notebook is launched by a new name, and all else is done with one that is there. */
function ofArgument(argument: Argument, [command, verb]: readonly string[]): Values {
  if (argument.argChoices) return argument.argChoices;
  if (command === 'course' && verb === 'check') return 'courses';
  return command === 'notebook' && verb !== 'launch' ? 'notebooks' : 'anything';
}

/** What may be typed after an option: the option as a pattern over `path:--option`, and its values. */
export interface Rule {
  readonly patterns: readonly string[];
  readonly values: Values;
}

/** The options that take values. What an option takes in every command that knows it is said once: `*:--output`. */
export function rulesOf(commands: readonly KnownCommand[]): Rule[] {
  const uses = commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, values }) =>
      values === undefined ? [] : names.map((name) => ({ path, name, values: JSON.stringify(values) })),
    ),
  );
  const rules = new Map<string, Set<string>>();
  for (const { path, name, values } of uses) {
    const isSame = uses.every((other) => other.name !== name || other.values === values);
    const patterns = rules.get(values) ?? new Set();
    rules.set(values, patterns.add(`${isSame ? '*' : path}:${name}`));
  }
  return [...rules].map(([values, patterns]) => ({ patterns: [...patterns], values: JSON.parse(values) as Values }));
}

/** The steps down the tree as `path name`, beginning with a blank at the program. */
export function stepsOf(commands: readonly KnownCommand[]): string[] {
  return commands.flatMap(({ path, subcommands }) => subcommands.map(({ name }) => `${path} ${name}`));
}

/** Each name of an option by itself. */
export function describedNames({ names, description }: KnownOption): Described[] {
  return names.map((name) => ({ name, description }));
}

/** As a case of bash and zsh: everything is taken literally but the star at the beginning. */
export function casePattern(texts: readonly string[]): string {
  return texts.map((text) => (text.startsWith('*') ? `*'${text.slice(1)}'` : `'${text}'`)).join(' | ');
}
