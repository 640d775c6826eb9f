import { InvalidArgumentError, Option, type Command } from 'commander';
import type { NewCourse } from '../actions/course/request.ts';
import type { Outcome } from '../actions/outcome.ts';
import { CONFIG_FLAG } from '../config/flags.ts';
import type { Shard } from '../config/selection.ts';
import type { LabError } from '../errors.ts';
import { sessionMeant } from '../lab/person.ts';
import type { Shell } from '../lab/shells.ts';
import type { ActionContext, RunOptions } from '../actions/context.ts';
import type { CompletedShell } from './completion/shells.ts';
import { shared, withSettingOptions, withShortHelp } from './help.ts';

/** A command's request to the composition root. */
export interface Run {
  readonly command: string;
  /** Commander's option values. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly options: RunOptions;
  /** Prints only the requested text, or the reason why there is none. */
  readonly bare?: boolean;
  readonly action: (context: ActionContext, options: RunOptions) => Promise<Outcome>;
  /** What is done once, after the actions in all labs. */
  readonly conclude?: (outcome: Outcome) => Promise<Outcome>;
  /** Whether somebody who never saw it is led to settings that work. */
  readonly guides?: boolean;
  /** Whether missing settings are not to be asked for, nor answers saved. */
  readonly onlyLooks?: boolean;
  /** What the command does where settings keep the action from being begun. */
  readonly without?: (machine: ActionContext['machine'], alone: boolean, problem: LabError) => Promise<Outcome>;
}

export interface ServeRequest {
  readonly directory: string;
  readonly port: number;
  /** A multiple of real time, or `jump` to whatever happens next. */
  readonly pace: number | 'jump';
  readonly withoutIam: boolean;
  /** How many accounts there are besides the usual ones. */
  readonly accounts: number;
  /** A file with settings, whose accounts there are as well. */
  readonly config?: string;
  /** The shell into which the environment is pasted, if not the one that this was started from. */
  readonly shell?: Shell;
  readonly output: 'text' | 'json';
}

export interface ReportRequest {
  /** Where the summaries are. */
  readonly folder: string;
  readonly output: 'text' | 'json';
}

/** Settings are made from its answer, so that there are none yet. */
export interface RosterCall {
  readonly unit: string;
  readonly profile?: string | undefined;
  readonly file?: string | undefined;
  /** Commander's option values. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly output: 'text' | 'json';
}

/** What is done with courses, for which no lab has to be known. */
export type CourseRequest = { readonly command: string; readonly output: 'text' | 'json' } & (
  | ({ readonly verb: 'new' } & NewCourse)
  | { readonly verb: 'check'; readonly course: string }
  | { readonly verb: 'list' }
);

/** Names that a shell offers to complete a command line with. */
export interface NamesRequest {
  readonly kind: 'labs' | 'notebooks' | 'courses';
  /** The command line so far. */
  readonly words: readonly string[];
}

/** What carries out the commands' requests. */
export interface Runner {
  readonly run: (run: Run) => Promise<void>;
  readonly serve: (request: ServeRequest) => Promise<void>;
  readonly report: (request: ReportRequest) => Promise<void>;
  readonly roster: (request: RosterCall) => Promise<void>;
  readonly courses: (request: CourseRequest) => Promise<void>;
  readonly completion: (shell: CompletedShell) => Promise<void>;
  readonly names: (request: NamesRequest) => Promise<void>;
}

export const WITHOUT_IAM_FLAG = ['--without-iam', 'ignore the policies of users and roles in the sandbox'] as const;

/** Adds what every command knows of how it tells. */
export function withOutputOptions(command: Command): Command {
  return withShortHelp(outputOptions(command), ['mlops-lab help options (--output, --color)']);
}

function outputOptions(command: Command): Command {
  const output = new Option('--output <format>', 'text for people, json for programs: one event per line')
    .choices(['text', 'json'])
    .default('text')
    .env('MLOPS_LAB_OUTPUT');
  const color = new Option('--color <when>', 'colours: auto goes by the terminal, NO_COLOR and FORCE_COLOR')
    .choices(['auto', 'always', 'never'])
    .default('auto');
  return command.addOption(shared(output)).addOption(shared(color));
}

/** Adds the options for settings, and for where and how to run: in one lab. */
export function withCommonOptions(command: Command): Command {
  const lab = new Option('--lab <name>', 'the lab, where the settings describe several');
  return withSettings(command.addOption(shared(lab)));
}

/** The same for a command that runs on several labs at once. */
export function withClassOptions(command: Command): Command {
  const atOnceOption = new Option('--at-once <number>', 'how many labs are worked on at once').argParser(atOnce);
  const ofClass = [
    new Option('--lab <name...>', 'one lab of a class, or several').conflicts(['all', 'retryFailed']),
    new Option('--all', 'all labs of a class').conflicts('retryFailed'),
    new Option('--retry-failed <summary>', 'the labs that did not end well, by the summary of an earlier run'),
    new Option('--shard <i/n>', 'every N-th lab, for one of N machines').argParser(shard),
    atOnceOption.default(MOST_AT_ONCE),
    new Option('--summary <file>', 'write how each lab ended, as JSON'),
  ];
  return ofClass.reduce((each, option) => each.addOption(shared(option)), withSettings(command));
}

/** Labs of their own accounts do not slow each other down; labs that share some do so long before that. */
const MOST_AT_ONCE = 100;

function shard(text: string): Shard {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index && of && index <= of) return { index, of };
  throw new InvalidArgumentError('It is I/N, such as 2/4 for the second of four.');
}

function atOnce(text: string): number {
  const number = Number(text);
  if (!/^\d{1,4}$/.test(text) || number < 1) throw new InvalidArgumentError('It is a number from 1 to 9999.');
  return number;
}

export function sandboxOption(): Option {
  const what = 'rehearse in the sandbox of DIR (default: .mlops-lab/sandbox)';
  return new Option('--sandbox [dir]', what).env('MLOPS_LAB_SANDBOX');
}

function withSettings(command: Command): Command {
  command.addOption(sandboxOption()).addOption(shared(new Option(...WITHOUT_IAM_FLAG)));
  outputOptions(command).addOption(shared(new Option('-q, --quiet', 'tell only warnings on the way to the result')));
  command.addOption(shared(new Option(CONFIG_FLAG.flag, CONFIG_FLAG.description)));
  const more = ['mlops-lab help options (--output, --lab, …)', 'mlops-lab help settings'];
  return withShortHelp(withSettingOptions(command), more);
}

/** For commands whose runs are worth keeping, as a page to read and to hand on. */
export function reportOption(): Option {
  const what = 'write plan, timeline and outcome as a page (FILE.html), for programs (FILE.json), or both (FILE)';
  return shared(new Option('--report <file>', what));
}

/** Adds the options of commands that change labs. */
export function withChangeOptions(command: Command): Command {
  return withClassOptions(command)
    .option('--dry-run', 'show the plan, change nothing')
    .option('-y, --yes', 'carry out the plan without asking')
    .option('--express', 'express mode of CloudFormation: faster; rollback stays on');
}

export const AS =
  'the data scientist to act as, for administrators: a name or address of the settings, or of a session';

/** The request of a command with `--as`. */
export function runFor(context: ActionContext, flags: Readonly<Record<string, unknown>>): ActionContext {
  return typeof flags.as === 'string' ? { ...context, as: sessionMeant(context.people, flags.as) } : context;
}

export function runOptions(flags: Readonly<Record<string, unknown>>): RunOptions {
  return { dryRun: flags.dryRun === true, yes: flags.yes === true, express: flags.express === true };
}
