import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import { reportOption, runOptions, withCommonOptions, type Runner } from './command.ts';

export function configure(command: Command, { run }: Runner): void {
  withCommonOptions(command)
    .option('--execution <id>', 'answer only this release; if another one is waiting, answer nothing')
    .option('--reject', 'stop the release instead of approving it')
    .option('--comment <text>', 'the reason; kept in the history of the pipeline')
    .addOption(reportOption())
    .option('--dry-run', 'show what is waiting, answer nothing')
    .option('-y, --yes', 'answer without asking')
    .action(async (flags: Record<string, unknown>) =>
      run({
        command: command.name(),
        flags,
        options: runOptions(flags),
        action: async (context, options) => {
          const { approve } = await import('../actions/approve/index.ts');
          const comment = typeof flags.comment === 'string' ? flags.comment : undefined;
          const executionId = typeof flags.execution === 'string' ? flags.execution : undefined;
          return approve(context, options, { reject: flags.reject === true, comment, executionId });
        },
      }),
    );
  withHelp(command, {
    about: `
Answers the release that waits for an approval before production, after showing its submission and how its model did on
the hold-out data. Where none waits there is nothing to do, and the exit code is 0. While other releases wait behind it,
--yes needs --execution too, so that no model is released that nobody meant.`,
    examples: [
      ['mlops-lab approve'],
      ['mlops-lab approve --dry-run --report release.html', 'a page to decide by'],
      ['mlops-lab approve --execution 11111111-aaaa-4bbb-8ccc-222222222222 --yes'],
      ['mlops-lab approve --reject --comment "worse on small birds" --yes'],
    ],
  });
}
