import { InvalidArgumentError, Option, type Command } from 'commander';
import { lineUpTo } from '../actions/course/line.ts';
import { TASKS, type Task } from '../lab/course/tasks.ts';
import { withOutputOptions, type Runner } from './command.ts';
import { withHelp, type HelpText } from './help-text.ts';

export function configure(command: Command, runner: Runner): void {
  configureNew(command.command('new'), runner);
  withHelp(withOutputOptions(command.command('check')), ABOUT_CHECK)
    .description('check a course, and show what a first model of it reaches')
    .argument('<course>', 'its folder, or a name of "course list"')
    .action(async (course: string, { output }: Output) =>
      runner.courses({ verb: 'check', command: 'course check', course, output }),
    );
  withHelp(withOutputOptions(command.command('list')), ABOUT_LIST)
    .description('list the courses that the package brings along')
    .action(async ({ output }: Output) => runner.courses({ verb: 'list', command: 'course list', output }));
  withHelp(command, ABOUT);
}

interface Output {
  readonly output: 'text' | 'json';
}

interface NewFlags extends Output {
  readonly from?: string;
  readonly label?: string;
  readonly task?: Task;
  readonly drop?: readonly string[];
  readonly title?: string;
  readonly question?: string;
  readonly by?: string;
  readonly licence?: string;
}

function configureNew(command: Command, { courses }: Runner): void {
  withHelp(withOutputOptions(command), ABOUT_NEW)
    .description('propose a course from a table: what it asks, its data, and a notebook')
    .argument('<dir>', 'folder for the course, which must not exist or be empty')
    .option('--from <file>', 'the table: CSV with a header')
    .option('--label <column>', 'the column that is to be predicted')
    .addOption(new Option('--task <task>', 'what kind of answer it is').choices(TASKS))
    .option('--drop <column...>', 'columns to leave out')
    .option('--title <text>', 'what the course is called', line(80))
    .option('--question <text>', 'the question that its models answer', line(200))
    .option('--by <text>', 'who made the data', line(200))
    .option('--licence <id>', 'licence of the data, as an SPDX identifier', line(80))
    .action(async (folder: string, { drop = [], ...flags }: NewFlags) =>
      courses({ verb: 'new', command: 'course new', folder, drop, ...flags }),
    );
}

function line(most: number): (text: string) => string {
  return (text) => {
    const verdict = lineUpTo(most)(text);
    if (verdict !== true) throw new InvalidArgumentError(verdict);
    return text.trim();
  };
}

const ABOUT: HelpText = {
  about: `
A course is what a lab teaches: a question, a table that answers it, and notebooks. The setting "course" chooses one.`,
  examples: [
    ['mlops-lab course list'],
    ['mlops-lab course new ./birds --from birds.csv --label body_mass_g'],
    ['mlops-lab course check ./birds'],
    ['mlops-lab init --sandbox --course ./birds --yes'],
  ],
};

const ABOUT_NEW: HelpText = {
  about: `
Asks on a terminal for what flags leave open, and writes nothing before it is whole. docs/courses.md tells how each choice is
made, and which tables are refused.`,
  examples: [['mlops-lab course new ./birds --from birds.csv --label body_mass_g']],
};

const ABOUT_CHECK: HelpText = {
  about: `
Changes nothing, and asks AWS nothing. It checks all that "init" checks, fits a model with the usual hyperparameters by the
XGBoost of the sandbox, and compares it with the same guess for every row.`,
  examples: [['mlops-lab course check penguins'], ['mlops-lab course check ./birds --output json']],
};

const ABOUT_LIST: HelpText = {
  examples: [['mlops-lab course list'], ['mlops-lab course list --output json']],
};
