import type { Command } from 'commander';
import { STACK_IDS, STACKS, type StackId } from '../lab/stacks.ts';
import { reportOption, runOptions, withChangeOptions, type Runner } from './command.ts';

/** A command that deploys the whole lab, or one account's part. */
export function configureDeployment(command: Command, { run }: Runner): void {
  const name = command.name();
  withChangeOptions(command.addOption(reportOption())).action(async (flags: Record<string, unknown>) =>
    run({
      command: name,
      flags,
      options: runOptions(flags),
      guides: name === 'init',
      action: async (context, options) => {
        const { deploy } = await import('../actions/deploy/index.ts');
        return deploy(context, stacksOf(name), options);
      },
    }),
  );
}

function stacksOf(command: string): readonly StackId[] {
  return command === 'init' ? STACK_IDS : STACK_IDS.filter((id) => STACKS[id].command === command);
}
