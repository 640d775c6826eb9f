import type { Command } from 'commander';
import { outputOption, runOptions, withChangeOptions, type Runner } from './command.ts';

const END = "end everybody's notebooks in all labs, with what was made in them, and keep the labs";

export function configure(command: Command, { run, report }: Runner): void {
  withChangeOptions(command.command('end').description(END)).action(async (flags: Record<string, unknown>) =>
    run({
      command: 'class end',
      flags: isChosen(flags) ? flags : { ...flags, all: true },
      options: runOptions(flags),
      action: async (context, options) => {
        const { resetNotebooks } = await import('../actions/notebook/everybody/reset.ts');
        return resetNotebooks(context, options);
      },
    }),
  );
  command
    .command('report <dir>')
    .description('merge the summaries of several runs of one command, such as the shards of a CI matrix')
    .addOption(outputOption())
    .action(async (folder: string, { output }: { readonly output: 'text' | 'json' }) => report({ folder, output }));
  command.addHelpText(
    'after',
    `
A class is several labs in one file: under labs in mlops-lab.yaml, or in a roster that it names. The commands init, tools,
datascience, staging, pipeline, status and teardown take --all, --lab NAME..., --retry-failed SUMMARY and --shard I/N;
docs/classes.md has more.

Examples:
  $ mlops-lab init --all --yes --summary init.json
  $ mlops-lab init --retry-failed init.json --yes
  $ mlops-lab class end
  $ mlops-lab class report summaries`,
  );
}

/** A class ends as a whole, unless labs of it are chosen. */
function isChosen({ lab, shard, retryFailed }: Readonly<Record<string, unknown>>): boolean {
  return [lab, shard, retryFailed].some((choice) => choice !== undefined);
}
