import type { Command } from 'commander';
import { wholeProgram } from './whole-program.ts';

function pathsOf(command: Command, path: readonly string[] = []): string[][] {
  const inner = command.commands.flatMap((each) => pathsOf(each, [...path, each.name()]));
  return path.length === 0 ? inner : [[...path], ...inner];
}

/** What nobody types, and the topics, which are no commands. */
const HIDDEN = ['complete', 'options', 'settings'];

/** The commands that have a help, such as `notebook launch`. */
export const HELP_PATHS = pathsOf(await wholeProgram()).filter(([name = '']) => !HIDDEN.includes(name));

/** The examples of a help text, without the words beside them. */
export function examplesIn(help: string): string[] {
  return [...help.matchAll(/^ +\$ (.*)$/gm)].map(([, example = '']) => example.split(/ {2,}/)[0] ?? '');
}
