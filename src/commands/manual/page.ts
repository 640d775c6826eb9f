import type { Command } from 'commander';
import { SETTING_FLAGS } from '../../config/flags.ts';
import { EXIT_MEANINGS } from '../../error-codes/reference.ts';
import { EXIT } from '../../error-codes/exit-codes.ts';
import { OPTION_HEADINGS } from '../help.ts';
import { COMMAND_NAMES } from '../entries.ts';
import { commandLine } from '../index.ts';
import { bold, entry, escaped, heading, paragraph, verbatim } from './roff.ts';
import { commandSections, optionEntries } from './section.ts';

const nothing = () => Promise.resolve();

/** None of the commands is run. */
const RUNNER = {
  run: nothing,
  serve: nothing,
  report: nothing,
  roster: nothing,
  courses: nothing,
  completion: nothing,
  names: nothing,
};

/** docs/mlops-lab.1: what help tells, as one page for `man`. */
export async function manualPage(version: string): Promise<string> {
  return pageOf(await commandLine(COMMAND_NAMES, version, RUNNER), version);
}

function pageOf(program: Command, version: string): string {
  const commands = program
    .createHelp()
    .visibleCommands(program)
    .filter((each) => each.name() !== 'help');
  const topic = (name: keyof typeof OPTION_HEADINGS) =>
    program.commands
      .filter((each) => each.name() === name)
      .flatMap((each) => optionEntries(each, OPTION_HEADINGS[name]));
  return [
    '.\\" Generated from the help of the commands by `npm run docs`.',
    `.TH MLOPS\\-LAB 1 "" "mlops\\-lab ${escaped(version)}" "User Commands"`,
    // Names of options and stacks are not to be broken at hyphens.
    '.nh',
    '.ad l',
    heading('Name'),
    'mlops\\-lab \\- three AWS accounts as a self\\-service MLOps lab, and back into empty accounts',
    heading('Synopsis'),
    `${bold('mlops-lab')} \\fIcommand\\fR [\\fIoptions\\fR]`,
    '.br',
    `${bold('mlops-lab help')} [\\fIcommand\\fR]`,
    heading('Description'),
    ...DESCRIPTION.map(paragraph),
    verbatim(['$ mlops-lab init --sandbox --yes']),
    heading('Commands'),
    ...commands.flatMap((command) => commandSections(command, 'mlops-lab')),
    heading('Options of many commands'),
    ...topic('options'),
    heading('Settings'),
    paragraph(
      'Options of every command that works on a lab; each is also a line of mlops-lab.yaml and a variable (ENVIRONMENT).',
    ),
    ...topic('settings'),
    heading('Exit status'),
    ...Object.entries(EXIT_MEANINGS).map(([name, means]) =>
      entry(bold(String(EXIT[name as keyof typeof EXIT])), `${means.charAt(0).toUpperCase()}${means.slice(1)}.`),
    ),
    heading('Environment'),
    ...Object.entries(VARIABLES).map(([name, means]) => entry(bold(name), means)),
    entry(SETTING_FLAGS.map(({ env }) => bold(env)).join(', '), 'The settings, each by a variable.'),
    heading('Files'),
    ...Object.entries(FILES).map(([name, means]) => entry(`\\fI${escaped(name)}\\fR`, means)),
    heading('See also'),
    paragraph(
      'The pages in docs/ of the package: lab-guide.md for administrators, instructors and data scientists, configuration.md, classes.md, events.md, errors.md, permissions.md, security.md and sandbox.md.',
    ),
    '',
  ].join('\n');
}

const DESCRIPTION = [
  'Deploys CloudFormation stacks into a Tools, a Data Scientist and a Staging account, in the right order. Data scientists then launch SageMaker notebooks from Service Catalog by themselves and submit data or models; a pipeline trains, judges and releases them, or says why not. A teardown takes everything down again and lists what is left: nothing.',
  'Everything can be rehearsed without an AWS account, in a sandbox that comes along:',
];

const VARIABLES = {
  MLOPS_LAB_SANDBOX: 'The folder of a rehearsal, as by --sandbox.',
  MLOPS_LAB_CONFIG: 'The settings file, as by --config.',
  MLOPS_LAB_OUTPUT: 'The format of the output, as by --output.',
  MLOPS_LAB_ACCESSIBLE: 'Where it is 1, nothing is redrawn, choices are numbered, and rows of tables are lists.',
  MLOPS_LAB_DEBUG: 'Where it is 1, an error has its stack trace.',
  'NO_COLOR, FORCE_COLOR': 'Whether there are colours; --color decides over both.',
  'HTTPS_PROXY, HTTP_PROXY, NO_PROXY': 'The way through a proxy.',
  'AWS_PROFILE and others':
    'Mean what they mean to the AWS SDK, for the way into an account without a profile of its own.',
} as const;

const FILES = {
  'mlops-lab.yaml': 'The settings of the lab, or of a class of labs. It holds no secret.',
  '.mlops-lab/sandbox': 'The sandbox of a rehearsal.',
  '~/.aws/config, ~/.aws/credentials': 'The profiles that lead into accounts, as for the AWS CLI.',
} as const;
