import type { Command } from 'commander';
import { runOptions, withChangeOptions, type Runner } from './command.ts';

export function configure(command: Command, { run }: Runner): void {
  withChangeOptions(command).action(async (flags: Record<string, unknown>) =>
    run({
      command: command.name(),
      flags,
      options: runOptions(flags),
      action: async (context, options) => {
        const { teardown } = await import('../actions/teardown/index.ts');
        return teardown(context, options);
      },
    }),
  );
  command.addHelpText(
    'after',
    `
Stops the pipeline and deletes what it made (endpoints, models, training jobs, model packages, their logs). Then deletes
the lab's stacks in the order in which they can go, empties their buckets of all versions, and lists each account to
prove that nothing is left. What the lab did not create is never touched. Exit code 5 means that something is left; the
result names it. Keys stay in AWS's waiting period of seven days and then delete themselves. What would stop it halfway is
looked for first: termination protection, notebooks that are still launched from Service Catalog (only the launch role
can end them), things of others in the lab's network or portfolios, what cannot be listed. Where there is any of it, all
of it is named with its remedy, and nothing is deleted.

Examples:
  $ mlops-lab teardown --dry-run
  $ mlops-lab teardown --yes`,
  );
}
