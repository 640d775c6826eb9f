import type { RunOptions } from '../actions/context.ts';
import type { Run } from '../commands/command.ts';
import { CONFIG_FLAG, flagName, SETTING_FLAGS } from '../config/flags.ts';
import { SANDBOX_PORT, sandboxDirectory, sandboxName } from '../config/rehearsal.ts';
import type { NextStep } from '../events.ts';
import { looksSecret } from '../lab/secrets.ts';
import { own } from '../own.ts';
import { mlopsLab, type CommandLine, type SameCommand, type Step } from '../steps.ts';
import { quoted } from './shell.ts';

export type ShowSteps = (steps: readonly Step[]) => NextStep[];

/** A run, and the arguments that it was called with. */
export interface Call extends Pick<Run, 'command' | 'flags'> {
  /** The lab, where the settings describe several. */
  readonly lab?: string | undefined;
  readonly options: Pick<RunOptions, 'dryRun'>;
  readonly args: readonly string[];
}

/**
 * Has steps be about the same lab as the run that suggests them: what a user pastes after a rehearsal must not reach AWS,
 * nor another lab because the name was given by flag and is written nowhere. Notebooks stay the same person's.
 */
export function showSteps(call: Call): ShowSteps {
  const rehearsal = sandboxDirectory(call.flags, '.') !== undefined;
  const shown = ({ say, command }: Step): NextStep => {
    if (command === undefined) return { say };
    const argv = argvOf(command, call, rehearsal);
    // What was typed into the wrong place is not repeated, and with a mask in it no command would work.
    if (argv.some(holdsSecret)) return { say };
    return { say, command: argv.map(quoted).join(' '), argv };
  };
  return (steps) => (rehearsal ? withServer(steps) : steps).map(shown);
}

function holdsSecret(word: string): boolean {
  const [, value = word] = /^-[^=]*=(.*)$/s.exec(word) ?? [];
  return looksSecret(value);
}

/** The AWS CLI reaches a rehearsal only while the sandbox is served. */
function withServer(steps: readonly Step[]): readonly Step[] {
  const first = steps.findIndex(({ command }) => typeof command === 'object' && command.program === 'aws');
  return first < 0 ? steps : [...steps.slice(0, first), SERVE, ...steps.slice(first)];
}

const SERVE: Step = {
  say: 'to reach the rehearsal with the AWS CLI, offer it in another terminal, paste here what that prints, and end it with Ctrl-C afterwards',
  command: mlopsLab('sandbox'),
};

function argvOf(command: CommandLine | SameCommand, call: Call, rehearsal: boolean): readonly string[] {
  if (command === 'again') return ['mlops-lab', ...sameArgs(call)];
  if (command === 'without --dry-run') return ['mlops-lab', ...sameArgs(call).filter((arg) => arg !== '--dry-run')];
  if (command === 'with --again') {
    const [verb = '', ...others] = sameArgs(call);
    return ['mlops-lab', verb, '--again', ...others];
  }
  return [command.program, ...command.args, ...flagsOf(command, call, rehearsal)];
}

/** Whatever labs the run was about, the step is about one. */
function sameArgs({ args, lab }: Call): readonly string[] {
  return lab === undefined ? args : [...withoutSelection(args), '--lab', lab];
}

const SELECTION = /^--(lab|all|retry-failed|shard|at-once|summary)(=|$)/;

/** An option takes the words after it, up to the next one; commands on several labs have no other words. */
function withoutSelection(args: readonly string[]): string[] {
  let isWithin = false;
  return args.filter((arg) => {
    if (SELECTION.test(arg)) isWithin = !arg.includes('=');
    else if (arg.startsWith('-')) isWithin = false;
    else return !isWithin;
    return !SELECTION.test(arg);
  });
}

function flagsOf({ program, args: [verb = ''] }: CommandLine, call: Call, rehearsal: boolean): readonly string[] {
  const { command, flags } = call;
  if (program === 'aws') return rehearsal ? ['--endpoint-url', `http://127.0.0.1:${String(SANDBOX_PORT)}`] : [];
  if (program !== 'mlops-lab') return [];
  const folder = sandboxName(flags);
  const withoutIam = flags.withoutIam === true ? ['--without-iam'] : [];
  if (verb === 'sandbox') return [...(folder === undefined ? [] : [folder]), ...withoutIam];
  const isOfPerson = verb === 'notebook' && command.startsWith('notebook ');
  const person = isOfPerson ? given(flags, 'as', '--as') : [];
  const sandbox = rehearsal ? [folder === undefined ? '--sandbox' : `--sandbox=${folder}`] : [];
  return [...sandbox, ...withoutIam, ...labFlags(call, rehearsal), ...person];
}

/** Which lab it is. A run in earnest has saved its settings in the file; any other keeps none. */
function labFlags({ flags, options, lab }: Call, rehearsal: boolean): string[] {
  const isSaved = !rehearsal && !options.dryRun && lab === undefined;
  const named = lab === undefined ? [] : ['--lab', lab];
  return [...named, ...settingFlags(flags, isSaved)];
}

function settingFlags(flags: Call['flags'], isSaved: boolean): string[] {
  return [CONFIG_FLAG, ...(isSaved ? [] : SETTING_FLAGS)].flatMap((setting) =>
    given(flags, setting.attribute, flagName(setting)),
  );
}

function given(flags: Call['flags'], attribute: string, flag: string): string[] {
  const value = own(flags, attribute);
  if (typeof value !== 'string') return [];
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}
