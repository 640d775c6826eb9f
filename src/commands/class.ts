import { InvalidArgumentError, Option, type Command } from 'commander';
import { withHelp, type HelpText } from './help-text.ts';
import {
  runOptions,
  sandboxOption,
  withChangeOptions,
  withClassOptions,
  withOutputOptions,
  type Runner,
} from './command.ts';

const END = "end everybody's notebooks in all labs, with what was made in them, and keep the labs";

const STATUS = 'show what each person has come to: notebook, submission, and what became of it';

export function configure(command: Command, runner: Runner): void {
  const { run, report } = runner;
  withHelp(withClassOptions(command.command('status').description(STATUS)), ABOUT_STATUS).action(
    async (flags: Record<string, unknown>) =>
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
  withOutputOptions(command.command('report <dir>'))
    .description('merge the summaries of several runs of one command, such as the shards of a CI matrix')
    .action(async (folder: string, { output }: { readonly output: 'text' | 'json' }) => report({ folder, output }));
  configureRoster(command, runner);
  withHelp(command, {
    about: `
A class is several labs in one file: under labs in mlops-lab.yaml, or in a roster that it names. The commands init, tools,
datascience, staging, pipeline, status, handout and teardown take --all, --lab NAME..., --retry-failed SUMMARY and
--shard I/N; docs/classes.md has more.`,
    examples: [
      ['mlops-lab init --all --yes --summary init.json'],
      ['mlops-lab init --retry-failed init.json --yes'],
      ['mlops-lab class roster --organizational-unit ou-ab12-11111111 --file roster.csv'],
      ['mlops-lab class status'],
      ['mlops-lab class end'],
      ['mlops-lab class report summaries'],
    ],
  });
}

function configureRoster(command: Command, { roster }: Runner): void {
  const unit = new Option('--organizational-unit <id>', 'the unit whose accounts are meant, with all units below it');
  const proposal = withOutputOptions(command.command('roster'))
    .description('propose a roster from the accounts of AWS Organizations')
    .addOption(unit.argParser(unitId).makeOptionMandatory())
    .option('--file <file>', 'write it into a new file instead of stdout')
    .option('--profile <name>', 'profile of the AWS configuration files that leads to the management account')
    .addOption(sandboxOption());
  withHelp(proposal, ABOUT_ROSTER).action(async (flags: RosterFlags) => {
    const { organizationalUnit, file, profile, output } = flags;
    await roster({ unit: organizationalUnit, file, profile, output, flags: { ...flags } });
  });
}

interface RosterFlags {
  readonly organizationalUnit: string;
  readonly file?: string;
  readonly profile?: string;
  readonly output: 'text' | 'json';
}

/** Organizations API reference, ListAccountsForParent. */
function unitId(text: string): string {
  if (/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/.test(text)) return text;
  throw new InvalidArgumentError('It is the id of a unit, such as ou-ab12-11111111, or of the root, such as r-ab12.');
}

const ABOUT_ROSTER: HelpText = {
  about: `
Asks as the management account of the organization, or as one that it lets read it, and changes nothing. An account is the
Tools, Data Scientist or Staging account of a lab

  by tags   mlops-lab:account=tools, datascience or staging, and mlops-lab:lab=NAME (or several names)
  by name   NAME-tools, NAME-datascience, NAME-staging; spaces, dots and underscores do as well

where tags decide over names. An account without the name of a lab, such as "staging" alone, is that of all labs which have none
of their own. What is suspended, or says neither, is left out and named. Write the people into it afterwards.`,
  examples: [
    ['mlops-lab class roster --organizational-unit ou-ab12-11111111 > roster.csv'],
    ['mlops-lab class roster --organizational-unit ou-ab12-11111111 --file roster.csv --profile management'],
  ],
};

const ABOUT_STATUS: HelpText = {
  about: `
Changes nothing, and asks AWS: Service Catalog who launched a notebook, SageMaker in which state that is, and the pipeline what
was submitted, whose it is by its own account, and how far it came. Nothing of this shows a mere sign-in: a dash says that
nothing else shows one either. Whoever launched or submitted something and is not among the people of the settings is listed
with a *.`,
  examples: [
    ['mlops-lab class status'],
    ['mlops-lab class status --lab ada grace'],
    ['mlops-lab class status --output json'],
  ],
};

/** A class is meant as a whole, unless labs of it are chosen. */
function ofClass(flags: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { lab, shard, retryFailed } = flags;
  return [lab, shard, retryFailed].some((choice) => choice !== undefined) ? flags : { ...flags, all: true };
}
