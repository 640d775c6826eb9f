import { Option, type Command } from 'commander';
import type { TeardownChoice } from '../actions/teardown/notebooks.ts';
import { ACCOUNT_ROLES } from '../lab/accounts.ts';
import { withHelp } from './help-text.ts';
import { runOptions, withChangeOptions, type Runner } from './command.ts';

const NOTEBOOKS_ONLY = new Option(
  '--notebooks-only',
  "end everybody's notebooks with all they made; keep the lab",
).conflicts('keepNotebooks');

const ONLY = new Option('--only <account>', 'clear one account; what the others need stays')
  .choices(ACCOUNT_ROLES)
  .conflicts('notebooksOnly');

const KEEP_DATA = new Option('--keep-data', 'leave the buckets with the work of people, still readable');

const REPORT = new Option('--report <file>', 'write what went and what is left: FILE.html, FILE.json').conflicts([
  'dryRun',
  'notebooksOnly',
]);

function choiceOf({ keepNotebooks, keepData, only }: Record<string, unknown>): TeardownChoice {
  const chosen = ACCOUNT_ROLES.filter((role) => role === only);
  return {
    keepNotebooks: keepNotebooks === true,
    keepData: keepData === true,
    ...(chosen.length > 0 && { only: chosen }),
  };
}

export function configure(command: Command, { run }: Runner): void {
  withChangeOptions(command)
    .addOption(NOTEBOOKS_ONLY)
    .addOption(new Option('--keep-notebooks', 'refuse while a notebook is launched'))
    .addOption(ONLY)
    .addOption(KEEP_DATA)
    .addOption(REPORT)
    .action(async (flags: Record<string, unknown>) =>
      run({
        command: command.name(),
        flags,
        options: runOptions(flags),
        action: async (context, options) => {
          if (flags.notebooksOnly === true) {
            const { resetNotebooks } = await import('../actions/notebook/everybody/reset.ts');
            return resetNotebooks(context, options, { keepData: flags.keepData === true });
          }
          const { teardown } = await import('../actions/teardown/index.ts');
          return teardown(context, { ...options, ...choiceOf(flags) });
        },
      }),
    );
  withHelp(command, {
    about: `
Stops the pipeline and deletes what it made (endpoints, models, training jobs, model packages, their logs). Ends the
notebooks of everybody, whoever launched them, with their volumes and buckets. Then deletes the lab's stacks in the order
in which they can go, empties their buckets of all versions, and lists each account to prove that nothing is left. What
the lab did not create is never touched (docs/ownership.md). Keys stay in AWS's waiting period of seven days and then
delete themselves.

What cannot go stays, with what it needs, and the rest goes: a stack with termination protection, a network or portfolio
that has things of others in it, what cannot be read. The plan tells it beforehand. The result names what is left, why, and
what mends it, with exit code 5; after that the same command finishes.

--report FILE writes what was deleted, when and by whom, what is left and why, and when the keys delete themselves: a page
that needs nothing else if FILE ends in .html, for programs if it ends in .json, both (FILE.html, FILE.json) if in neither.
Of several labs each has its own, with its name in it: teardown-ada.html.

--keep-data leaves the stack with the buckets of submissions and trained models, and the buckets of notebooks with the key
that encrypts them; empty buckets go. The result names each with the command that fetches what is in it. A later init goes on
with that stack; a teardown without --keep-data deletes all of it.

Between two classes --notebooks-only ends the notebooks and what was made in them, and the lab stays as it is. With
--keep-data the buckets of notebooks stay, too; the next teardown without it deletes them.`,
    examples: [
      ['mlops-lab teardown --dry-run'],
      ['mlops-lab teardown --notebooks-only'],
      ['mlops-lab teardown --only datascience'],
      ['mlops-lab teardown --yes --report teardown.html'],
    ],
  });
}
