import type { Run } from '../commands/command.ts';
import { CONFIG_FLAG, flagName, SETTING_FLAGS } from '../config/flags.ts';
import type { ResultEvent } from '../events.ts';
import { own } from '../own.ts';
import { sandboxDirectory } from '../config/rehearsal.ts';

/**
 * Has the commands that a result suggests be about the same lab: what a user copies after a rehearsal must not reach
 * AWS, nor another lab because the name was given by flag and is written nowhere. Notebooks stay the same person's.
 */
export function aboutTheSameLab(result: ResultEvent, { flags, options }: Pick<Run, 'flags' | 'options'>): ResultEvent {
  const rehearsal = sandboxDirectory(flags, '.') !== undefined;
  const remembered = !rehearsal && !options.dryRun;
  const again = [
    ...(rehearsal ? [sandboxFlag(flags.sandbox)] : []),
    ...[CONFIG_FLAG, ...(remembered ? [] : SETTING_FLAGS)].flatMap((setting) => {
      const value = own(flags, setting.attribute);
      return typeof value === 'string' ? [`${flagName(setting)} ${quoted(value)}`] : [];
    }),
  ];
  const person = result.command.startsWith('notebook ') && typeof flags.as === 'string' ? flags.as : undefined;
  if (again.length === 0 && person === undefined) return result;
  const same = (command: string, of: string) =>
    [command, ...again, ...(person !== undefined && of.startsWith('notebook ') ? [`--as ${quoted(person)}`] : [])].join(
      ' ',
    );
  const told = (text: string) => text.replace(/"mlops-lab (notebook \w+|\w+)/g, same);
  const { next, error } = result;
  return {
    ...result,
    ...(next && { next: next.map(told) }),
    ...(error?.hint && { error: { ...error, hint: told(error.hint) } }),
  };
}

function sandboxFlag(value: unknown): string {
  return typeof value === 'string' && value !== '' ? `--sandbox=${quoted(value)}` : '--sandbox';
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
