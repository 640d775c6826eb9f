import { Option, type Command } from 'commander';
import { LOGIN_FORMATS, type LoginFormat } from '../actions/login/formats.ts';
import { withHelp } from './help-text.ts';
import { AS, runFor, runOptions, withClassOptions, type Run, type Runner } from './command.ts';

type Flags = Readonly<Record<string, unknown>>;

export function configure(command: Command, { run }: Runner): void {
  const format = new Option(
    '--format <format>',
    'temporary credentials for other tools instead of a link; csv: both, for everybody',
  );
  withClassOptions(command)
    .addOption(format.choices([...LOGIN_FORMATS, 'csv']).conflicts('open'))
    .option('--open', 'open the link in the browser instead of printing it')
    .addOption(new Option('--as <name>', AS).conflicts(['all', 'shard', 'retryFailed']))
    .option('--file <file>', 'where csv goes, for you alone to read, instead of stdout')
    .hook('preAction', expectOne)
    .action(async (flags: Flags) => run(flags.format === 'csv' ? await ofEverybody(flags) : ofOne(flags)));
  configureHelp(command);
}

function ofOne(flags: Flags): Run {
  return {
    command: 'login',
    flags,
    options: runOptions(flags),
    bare: flags.format === 'process',
    action: async (context) => {
      const { login } = await import('../actions/login/index.ts');
      return login(runFor(context, flags), {
        format: flags.format as LoginFormat | undefined,
        open: flags.open === true,
      });
    },
  };
}

async function ofEverybody(flags: Flags): Promise<Run> {
  const { loginOfEverybody } = await import('../actions/login/everybody.ts');
  const { inLab, conclude } = loginOfEverybody({ file: typeof flags.file === 'string' ? flags.file : undefined });
  return {
    command: 'login',
    flags,
    options: runOptions(flags),
    action: (context) => inLab(runFor(context, flags)),
    conclude,
  };
}

/** A link or keys alone do not say whose they are. */
function expectOne(command: Command): void {
  const { format, file, all, shard, retryFailed, lab, summary } = command.opts<Flags>();
  if (format === 'csv') return;
  const several = all === true || [shard, retryFailed, summary].some((choice) => choice !== undefined);
  if (several || (Array.isArray(lab) && lab.length > 1)) {
    command.error('error: links and keys of several people need --format csv, which says whose each is');
  }
  if (file !== undefined) command.error("error: option '--file <file>' needs --format csv");
}

function configureHelp(command: Command): void {
  withHelp(command, {
    about: `
Assumes the role of the data scientists with the credentials of the Data Scientist account, and prints a link that signs
in to the console within 15 minutes. Where AWS refuses that, it says why and prints the link that switches roles, for
those who are signed in to AWS already.

It is a session of yours: of your IAM user's name, or of your own session's. An administrator makes a link for somebody
else with --as: for a person of the settings by name or address, or for any other name. Whoever opens it is that data
scientist, and reaches the notebooks of that name and no others.

With --format csv there is a line for each person of the settings, or of each lab that is chosen, with a link and keys under
their own name. The links can be opened for 15 minutes, so make the table when everybody is there.

Only what was asked for goes to stdout, and it is a secret: nothing of it is stored, and with --output json it stands on
a line of the type "secret", never in an event or in the result. Credentials last an hour, or four where access keys of
an IAM user lead to the role directly.

  env         export lines for sh, bash or zsh
  fish        the same for fish
  powershell  for PowerShell
  cmd         for the command prompt of Windows
  process     what credential_process of the AWS CLI and SDKs takes; prints nothing else, whatever --output says
  json        as in the answers of AWS STS
  csv         a table of people, with a link and export lines for each`,
    examples: [
      ['mlops-lab login --open'],
      ['mlops-lab login --as ada@example.com'],
      ['mlops-lab login --all --format csv --file logins.csv'],
      ['eval "$(mlops-lab login --format env)"'],
      ['mlops-lab login --format fish | source'],
      ['mlops-lab login --format powershell | Out-String | Invoke-Expression'],
      [
        'aws configure set credential_process "mlops-lab login --format process --config $PWD/mlops-lab.yaml" --profile scientist',
      ],
    ],
  });
}
