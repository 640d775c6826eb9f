import type { Command } from 'commander';
import { outputOption, type Runner } from './command.ts';

export function configure(command: Command, { report }: Runner): void {
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
  $ mlops-lab class report summaries`,
  );
}
