import type { Command } from 'commander';
import { COMMAND_NAMES } from '../../src/commands/entries.ts';
import { commandLine } from '../../src/commands/index.ts';

const nothing = () => Promise.resolve();

/** The program with all of its commands, which do nothing. */
export function wholeProgram(): Promise<Command> {
  return commandLine(COMMAND_NAMES, '0', {
    run: nothing,
    serve: nothing,
    roster: nothing,
    courses: nothing,
    report: nothing,
    completion: nothing,
    names: nothing,
  });
}
