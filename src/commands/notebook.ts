import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ActionContext, RunOptions } from '../actions/context.ts';
import type { Outcome } from '../actions/outcome.ts';
import { withHelp, type HelpText } from './help-text.ts';
import { AS, runFor, runOptions, withCommonOptions, type Runner } from './command.ts';

type Act = (
  context: ActionContext,
  options: RunOptions,
  name: string,
  flags: Readonly<Record<string, unknown>>,
) => Promise<Outcome>;

const DRY_RUN = ['--dry-run', 'show what would be done, change nothing'] as const;

export function configure(command: Command, runner: Runner): void {
  withHelp(command, HELP);
  configureLaunch(command, runner);
  configureLooks(command, runner);
  configurePower(command, runner);
  configureTerminate(command, runner);
}

const HELP: HelpText = {
  about: `
Notebooks are launched from Service Catalog, in the role of the data scientists, as one does it in the console; each
person sees and changes their own. An administrator helps somebody else with --as, and with --all or --owner lists or ends
the notebooks of everybody or of one person in the role of the account's administrator.`,
  examples: [
    ['mlops-lab notebook launch --team research --size small'],
    ['mlops-lab notebook open research-ada --browser'],
    ['mlops-lab notebook terminate research-ada --yes'],
    ['mlops-lab notebook stop research-ada --as ada'],
    ['mlops-lab notebook list --all'],
    ['mlops-lab notebook terminate --owner ada'],
  ],
};

function configureLaunch(command: Command, runner: Runner): void {
  const launch = subcommand(command, 'launch [name]', 'launch a notebook and wait until it is in service')
    .option('--team <team>', 'team to tag it with')
    .option('--size <size>', 'small, medium or large')
    .option('--volume <gigabytes>', 'size of the volume that keeps its files while it is stopped')
    .option('--idle-minutes <minutes>', 'idle time after which it stops itself')
    .option('--cost-center <name>', 'its cost center: research or production')
    .option(...DRY_RUN)
    .option('-y, --yes', 'ask nothing: the defaults of the product apply');
  withHelp(launch, {
    about: `
NAME is derived from the team and the person unless it is given. Whoever launches by a name that stands already finds
it: the command waits for a launch that is under way, and has nothing to do once it is done. A launch that failed is
cleared away before the next one. What is left out is asked for on a terminal, or decided by the product.`,
  });
  onCall(launch, runner, async (context, options, name, flags) => {
    const { launchNotebook } = await import('../actions/notebook/launch.ts');
    const parameters = {
      TeamName: text(flags.team),
      NotebookSize: text(flags.size),
      VolumeSizeInGB: text(flags.volume),
      IdleMinutes: text(flags.idleMinutes),
    };
    return launchNotebook(context, options, {
      name: name || undefined,
      parameters,
      costCenter: text(flags.costCenter),
    });
  });
}

function configureLooks(command: Command, runner: Runner): void {
  const list = withOthers(subcommand(command, 'list', 'list your notebooks and their status'), 'list');
  onCall(list, runner, async (context, _options, _name, flags) => {
    if (isForOthers(flags)) {
      const { listEverybodys } = await import('../actions/notebook/everybody/list.ts');
      return listEverybodys(context, text(flags.owner));
    }
    const { listNotebooks } = await import('../actions/notebook/list.ts');
    return listNotebooks(context);
  });
  const open = subcommand(command, 'open <name>', 'print an address that lets you into a notebook').option(
    '--browser',
    'open it in the browser instead of printing it',
  );
  withHelp(open, {
    about: `
The address can be opened for five minutes. Whoever has it gets into the notebook, so treat it like a password. It goes
to stdout and nowhere else; with --output json in an event of the type "secret".`,
  });
  onCall(open, runner, async (context, _options, name, flags) => {
    const { openNotebook } = await import('../actions/notebook/open.ts');
    return openNotebook(context, { name, browser: flags.browser === true });
  });
}

function configurePower(command: Command, runner: Runner): void {
  const descriptions = {
    stop: 'stop a notebook and wait for it; its files stay',
    start: 'start a stopped notebook and wait until it is in service',
  };
  for (const operation of ['stop', 'start'] as const) {
    const power = subcommand(command, `${operation} <name>`, descriptions[operation]).option(...DRY_RUN);
    onCall(power, runner, async (context, options, name) => {
      const { powerNotebook } = await import('../actions/notebook/power.ts');
      return powerNotebook(context, options, { name, operation });
    });
  }
}

function configureTerminate(command: Command, runner: Runner): void {
  const what = 'terminate a notebook with its volume and its bucket';
  const terminate = withOthers(subcommand(command, 'terminate [name]', what), 'terminate')
    .hook('preAction', expectChoice)
    .option(...DRY_RUN)
    .option('-y, --yes', 'do it without asking');
  withHelp(terminate, {
    about: `
Stops the notebook, empties its bucket and terminates the product. What was submitted to the pipeline stays.
With --all or --owner whoever launched them does not matter, and what was made in them goes, too: endpoints, models, training
jobs, logs. Exit code 5 means that one of them could not be ended; the result names it with the reason.`,
  });
  onCall(terminate, runner, async (context, options, name, flags) => {
    if (isForOthers(flags)) {
      const { resetNotebooks } = await import('../actions/notebook/everybody/reset.ts');
      return resetNotebooks(context, options, { owner: text(flags.owner) });
    }
    const { terminateNotebook } = await import('../actions/notebook/terminate.ts');
    return terminateNotebook(context, options, name);
  });
}

/** For administrators. */
function withOthers(command: Command, verb: string): Command {
  return command
    .addOption(new Option('--all', `${verb} the notebooks of everybody, for administrators`).conflicts(['owner', 'as']))
    .addOption(
      new Option('--owner <name>', `${verb} the notebooks that this person launched`)
        .argParser(readOwner)
        .conflicts('as'),
    );
}

function readOwner(text: string): string {
  if (text.trim()) return text;
  throw new InvalidArgumentError('It is the name or the address of a person.');
}

function isForOthers({ all, owner }: Readonly<Record<string, unknown>>): boolean {
  return all === true || typeof owner === 'string';
}

/** Exactly one of the ways to say which. */
function expectChoice(command: Command): void {
  const named = command.args.length > 0;
  if (named !== isForOthers(command.opts())) return;
  const what = named ? `'${String(command.args[0])}' is named beside --all or --owner` : 'no notebook is named';
  command.error(`error: ${what}: give a name, or --all, or --owner with the name of a person`);
}

function subcommand(command: Command, usage: string, description: string): Command {
  return withCommonOptions(command.command(usage).description(description)).option('--as <name>', AS);
}

function onCall(command: Command, { run }: Runner, act: Act): void {
  command.action(async () => {
    const flags = command.opts<Record<string, unknown>>();
    const [name = ''] = command.args;
    // Elsewhere --all chooses labs; here it is about the people of one.
    const { all, ...others } = flags;
    await run({
      command: `notebook ${command.name()}`,
      flags: others,
      options: runOptions(flags),
      action: (context, options) => act(runFor(context, flags), options, name, flags),
    });
  });
}

function text(flag: unknown): string | undefined {
  return typeof flag === 'string' ? flag : undefined;
}
