import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import { runOptions, withClassOptions, type Runner } from './command.ts';

export function configure(command: Command, { run }: Runner): void {
  withClassOptions(command).action(async (flags: Record<string, unknown>) =>
    run({
      command: command.name(),
      flags,
      options: runOptions(flags),
      action: async (context) => {
        const { status } = await import('../actions/status/index.ts');
        return status(context);
      },
    }),
  );
  withHelp(command, {
    about: `
Changes nothing. "template" and "parameters" say whether a stack still is what this version of mlops-lab would deploy. What
updates could not delete, and so left behind without a stack, is listed too.`,
    examples: [['mlops-lab status --output json']],
  });
}
