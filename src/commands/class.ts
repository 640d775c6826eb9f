import type { Command } from 'commander';
import { outputOption, runOptions, withChangeOptions, withClassOptions, type Runner } from './command.ts';

const END = "end everybody's notebooks in all labs, with what was made in them, and keep the labs";

const STATUS = 'show what each person has come to: notebook, submission, and what became of it';

export function configure(command: Command, { run, report }: Runner): void {
  withClassOptions(command.command('status').description(STATUS))
    .addHelpText('after', ABOUT_STATUS)
    .action(async (flags: Record<string, unknown>) =>
      run({
        command: 'class status',
        flags: ofClass(flags),
        options: runOptions(flags),
        action: async (context) => {
          const { classStatus } = await import('../actions/class/people/index.ts');
          return classStatus(context);
        },
      }),
    );
  withChangeOptions(command.command('end').description(END)).action(async (flags: Record<string, unknown>) =>
    run({
      command: 'class end',
      flags: ofClass(flags),
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
  $ mlops-lab class status
  $ mlops-lab class end
  $ mlops-lab class report summaries`,
  );
}

const ABOUT_STATUS = `
Changes nothing, and asks AWS: Service Catalog who launched a notebook, SageMaker in which state that is, and the pipeline what
was submitted, whose it is by its own account, and how far it came. Nothing of this shows a mere sign-in: a dash says that
nothing else shows one either. Whoever launched or submitted something and is not among the people of the settings is listed
with a *.

Examples:
  $ mlops-lab class status
  $ mlops-lab class status --lab ada bob
  $ mlops-lab class status --output json`;

/** A class is meant as a whole, unless labs of it are chosen. */
function ofClass(flags: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { lab, shard, retryFailed } = flags;
  return [lab, shard, retryFailed].some((choice) => choice !== undefined) ? flags : { ...flags, all: true };
}
