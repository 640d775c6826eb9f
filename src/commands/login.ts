import { Option, type Command } from 'commander';
import { LOGIN_FORMATS, type LoginFormat } from '../actions/login/formats.ts';
import { AS, runFor, runOptions, withCommonOptions, type Runner } from './command.ts';

export function configure(command: Command, { run }: Runner): void {
  const format = new Option('--format <format>', 'temporary credentials for other tools instead of a link');
  withCommonOptions(command)
    .addOption(format.choices(LOGIN_FORMATS).conflicts('open'))
    .option('--open', 'open the link in the browser instead of printing it')
    .option('--as <name>', AS)
    .action(async (flags: Record<string, unknown>) =>
      run({
        command: command.name(),
        flags,
        options: runOptions(flags),
        quiet: flags.format === 'process',
        action: async (context) => {
          const { login } = await import('../actions/login/index.ts');
          return login(runFor(context, flags), {
            format: flags.format as LoginFormat | undefined,
            open: flags.open === true,
          });
        },
      }),
    );
  command.addHelpText(
    'after',
    `
Assumes the role of the data scientists with the credentials of the Data Scientist account, and prints a link that signs
in to the console within 15 minutes. Where AWS refuses that, it says why and prints the link that switches roles, for
those who are signed in to AWS already.

It is a session of yours: of your IAM user's name, or of your own session's. An administrator makes a link for somebody
else with --as; whoever opens it is that data scientist, and reaches the notebooks of that name and no others.

Only what was asked for goes to stdout, and it is a secret: nothing of it is stored, and with --output json it stands on
a line of the type "secret", never in an event or in the result. Credentials last an hour, or four where access keys of
an IAM user lead to the role directly.

  env      export lines for a shell
  process  what credential_process of the AWS CLI and SDKs takes; prints nothing else, whatever --output says
  json     as in the answers of AWS STS

Examples:
  $ mlops-lab login --open
  $ mlops-lab login --as ada@example.com
  $ eval "$(mlops-lab login --format env)"
  $ aws configure set credential_process "mlops-lab login --format process --config $PWD/mlops-lab.yaml" --profile scientist`,
  );
}
