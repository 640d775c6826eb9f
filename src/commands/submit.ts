import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import { reportOption, runOptions, withClassOptions, type Runner } from './command.ts';

export function configure(command: Command, { run }: Runner): void {
  withClassOptions(command.argument('[path]', 'what to submit (default: the data of the lab)'))
    .option('--as <name>', 'its name (default: of its manifest or path)')
    .option('--description <text>', 'what it is, in your words')
    .option('--hyperparameter <name=value>', 'hyperparameter for training; may be repeated', gathered)
    .option('--watch', 'follow the release stage by stage to its end')
    .option('--again', 'submit also what is in the pipeline already, or was released last')
    .addOption(reportOption())
    .option('--dry-run', 'check it and the way there, upload nothing')
    .action(async (path: string | undefined, { as: name, ...flags }: Record<string, unknown>) =>
      run({
        command: command.name(),
        flags,
        options: runOptions(flags),
        action: async (context, options) => {
          const { submit } = await import('../actions/submit/index.ts');
          return submit(context, options, {
            path,
            name: text(name),
            description: text(flags.description),
            hyperparameters: (flags.hyperparameter ?? []) as string[],
            watch: flags.watch === true,
            again: flags.again === true,
          });
        },
      }),
    );
  withHelp(command, {
    about: `
PATH is a folder with train.csv or model.tar.gz (and a manifest.json if there is one), a .csv, a .tar.gz with one model
file, or a submission.zip that is packed already. It is checked here by the rules that the pipeline checks it by, and
uploaded in the role of the data scientists. A model is gbtree, dart or gblinear, saved with Booster.save_model. With
--watch the exit code is 0 once the model serves in production, and 1 when it was stopped, with the reason.

With --all or several labs each pipeline gets the same submission; --watch then waits for all of them.
What you have in the pipeline already, or released last, is not submitted again without --again: the same command, interrupted
and run again, goes on with it or tells how it ended. What failed is.

A submission.zip may be packed by Finder or Explorer, with one folder around its files and what those add.

train.csv names its columns in the first line, in any order; they are those of the lab's course, such as of penguins
body_mass_g, bill_length_mm, bill_depth_mm, flipper_length_mm, male, chinstrap and gentoo.
Hyperparameters may have the names of XGBoost's other interfaces, such as learning_rate or n_estimators.
A manifest.json may say all that the options say:
  {"name": "deep-trees", "description": "…", "hyperparameters": {"max_depth": 5, "num_round": 200}}`,
    examples: [
      ['mlops-lab submit --watch', 'the data of the lab'],
      ['mlops-lab submit measures.csv --hyperparameter max_depth=5'],
      ['mlops-lab submit model.tar.gz --as deep-trees --watch'],
      ['mlops-lab submit --all --watch', 'try the pipelines of a class'],
    ],
  });
}

function gathered(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function text(flag: unknown): string | undefined {
  return typeof flag === 'string' ? flag : undefined;
}
