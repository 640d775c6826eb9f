import { Option, type Command } from 'commander';
import type { Outcome } from '../actions/outcome.ts';
import { CONFIG_FLAG, SETTING_FLAGS } from '../config/flags.ts';
import type { ActionContext, RunOptions } from '../actions/context.ts';
import type { Hint } from '../steps.ts';

/** What a command asks the composition root to do. */
export interface Run {
  readonly command: string;
  /** Commander's option values. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly options: RunOptions;
  /** Nothing is told but what was asked for, or why there is none. */
  readonly quiet?: boolean;
  /** What to do when it was interrupted, if it is not to be run again. */
  readonly whenInterrupted?: Hint;
  readonly action: (context: ActionContext, options: RunOptions) => Promise<Outcome>;
}

export interface ServeRequest {
  readonly directory: string;
  readonly port: number;
  /** A multiple of real time, or as fast as there is something to do. */
  readonly pace: number | 'jump';
  readonly withoutIam: boolean;
  readonly output: 'text' | 'json';
}

/** What commands are given to carry out what they were asked. */
export interface Runner {
  readonly run: (run: Run) => Promise<void>;
  readonly serve: (request: ServeRequest) => Promise<void>;
}

export const WITHOUT_IAM_FLAG = ['--without-iam', 'have the sandbox not look at policies of users and roles'] as const;

export function outputOption(): Option {
  return new Option('--output <format>', 'text for people, json for programs: one event a line')
    .choices(['text', 'json'])
    .default('text')
    .env('MLOPS_LAB_OUTPUT');
}

/** Has a command take the settings, and where and how to run. */
export function withCommonOptions(command: Command): Command {
  command.addOption(
    new Option('--sandbox [dir]', 'rehearse in the embedded sandbox, kept in DIR (default: .mlops-lab/sandbox)').env(
      'MLOPS_LAB_SANDBOX',
    ),
  );
  command.option(...WITHOUT_IAM_FLAG);
  command.addOption(outputOption());
  command.option(CONFIG_FLAG.flag, CONFIG_FLAG.description);
  for (const { flag, description } of SETTING_FLAGS) command.option(flag, description);
  return command;
}

/** For commands that change something. */
export function withChangeOptions(command: Command): Command {
  return withCommonOptions(command)
    .option('--dry-run', 'show the plan, change nothing')
    .option('--yes', 'carry out the plan without asking')
    .option('--express', 'CloudFormation express mode: faster, resources may settle later; rollback stays on');
}

export const AS = 'the data scientist to act as, for administrators (default: your own name)';

/** The run of a command with `--as`. */
export function runFor(context: ActionContext, flags: Readonly<Record<string, unknown>>): ActionContext {
  return typeof flags.as === 'string' ? { ...context, as: flags.as } : context;
}

export function runOptions(flags: Readonly<Record<string, unknown>>): RunOptions {
  return { dryRun: flags.dryRun === true, yes: flags.yes === true, express: flags.express === true };
}
