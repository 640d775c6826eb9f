import type { Command } from 'commander';
import type { Runner } from './command.ts';
import { COMMANDS, PURPOSE } from './entries.ts';
import { helpPage, isWhole } from './help-page.ts';
import { withHelp } from './help-text.ts';
import { LabCommand } from './lab-command.ts';
import { BEGINNING, MORE, programHelp } from './program-help.ts';

/** The command line, with the options of the commands that the arguments name. */
export async function commandLine(args: readonly string[], version: string, runner: Runner): Promise<Command> {
  const program = new LabCommand('mlops-lab')
    .description(PURPOSE)
    .version(version)
    .showHelpAfterError('(run with --help for what there is)')
    .exitOverride()
    .configureHelp({
      formatHelp: (command, helper) => (isBrief(command) ? programHelp(helper.helpWidth) : helpPage(command, helper)),
    });
  withHelp(program, { about: BEGINNING, more: MORE });
  for (const { name, description, hidden = false, load } of COMMANDS) {
    const command = program.command(name, { hidden }).description(description);
    if (args.includes(name)) (await load()).configure(command, runner);
  }
  return program;
}

function isBrief(command: Command): boolean {
  return !command.parent && !isWhole(command);
}
