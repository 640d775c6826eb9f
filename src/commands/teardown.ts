import { Option, type Command } from 'commander';
import { runOptions, withChangeOptions, type Runner } from './command.ts';

const NOTEBOOKS_ONLY = new Option(
  '--notebooks-only',
  'end the notebooks of everybody with all they made, and keep the lab',
).conflicts('keepNotebooks');

export function configure(command: Command, { run }: Runner): void {
  withChangeOptions(command)
    .addOption(NOTEBOOKS_ONLY)
    .addOption(new Option('--keep-notebooks', 'refuse while a notebook is launched'))
    .action(async (flags: Record<string, unknown>) =>
      run({
        command: command.name(),
        flags,
        options: runOptions(flags),
        action: async (context, options) => {
          if (flags.notebooksOnly === true) {
            const { resetNotebooks } = await import('../actions/notebook/everybody/reset.ts');
            return resetNotebooks(context, options);
          }
          const { teardown } = await import('../actions/teardown/index.ts');
          return teardown(context, { ...options, keepNotebooks: flags.keepNotebooks === true });
        },
      }),
    );
  command.addHelpText(
    'after',
    `
Stops the pipeline and deletes what it made (endpoints, models, training jobs, model packages, their logs). Ends the
notebooks of everybody, whoever launched them, with their volumes and buckets. Then deletes the lab's stacks in the order in which they can go, empties their buckets of all versions, and lists each account to
prove that nothing is left. What the lab did not create is never touched. Exit code 5 means that something is left; the
result names it. Keys stay in AWS's waiting period of seven days and then delete themselves. What would stop it halfway is
looked for first: termination protection, things of others in the lab's network or portfolios, what cannot be listed. Where
there is any of it, all of it is named with its remedy, and nothing is deleted.

Between two classes --notebooks-only ends the notebooks and what was made in them, and the lab stays as it is.

Examples:
  $ mlops-lab teardown --dry-run
  $ mlops-lab teardown --notebooks-only
  $ mlops-lab teardown --yes`,
  );
}
