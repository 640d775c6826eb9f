import type { Command } from 'commander';

/** A command line to copy, and what it is for. */
export type Example = readonly [command: string, purpose?: string];

/** What the help of a command tells behind its options. */
export interface HelpText {
  /** Paragraphs with an empty line between them, the one first that matters most. Indented lines stay as they are. */
  readonly about?: string;
  readonly examples?: readonly Example[];
  /** The names of the settings that the command is about. */
  readonly settings?: readonly string[];
  /** The commands that tell more. */
  readonly more?: readonly string[];
}

const TEXTS = new WeakMap<Command, HelpText>();

/** Adds to what the help of a command tells. */
export function withHelp(command: Command, text: HelpText): Command {
  TEXTS.set(command, { ...helpTextOf(command), ...text });
  return command;
}

export function helpTextOf(command: Command): HelpText {
  return TEXTS.get(command) ?? {};
}

export function paragraphsOf({ about = '' }: HelpText): string[] {
  return about.trim() === '' ? [] : about.replace(/^\n+|\n+$/g, '').split(/\n{2,}/);
}

/** The lines of examples, with purposes below each other. */
export function exampleLines({ examples = [] }: HelpText): string[] {
  const longest = Math.max(...examples.filter(([, purpose]) => purpose).map(([command]) => command.length));
  return examples.map(([command, purpose]) => (purpose ? `${command.padEnd(longest)}    ${purpose}` : command));
}
