import type { NamesRequest } from '../commands/command.ts';
import { CONFIG_FLAG, flagName } from '../config/flags.ts';
import { sandboxDirectory } from '../config/rehearsal.ts';
import type { Io } from './io.ts';
import { given } from './arguments.ts';

/** Offers nothing where nothing can be read: whoever completes a line has not run it yet, and wants no error. */
export async function namesFor({ kind, ...request }: NamesRequest, io: Io): Promise<string[]> {
  const words = joined(request.words);
  const found = await NAMES[kind](words, io).catch(() => []);
  return [...new Set(found)].filter(isOneLine).sort();
}

const NAMES: Readonly<Record<NamesRequest['kind'], (words: readonly string[], io: Io) => Promise<string[]>>> = {
  labs,
  notebooks,
  courses: async () => (await import('../config/course-choice.ts')).builtInCourses(),
};

/** Settings that are wrong elsewhere still name their labs. */
async function labs(words: readonly string[], { env, cwd }: Io): Promise<string[]> {
  const [{ readSettingsFile }, { labEntries }] = await Promise.all([
    import('../config/settings-file.ts'),
    import('../config/lab-entries.ts'),
  ]);
  const by = flagName(CONFIG_FLAG);
  const named = given(words, by) ?? env[CONFIG_FLAG.env];
  const file = await readSettingsFile({ cwd, named: named ? { file: named, by } : undefined });
  const entries = await labEntries(file);
  return (entries?.labs ?? [file]).map(({ values }) => values.name).filter((name) => typeof name === 'string');
}

/** Of a rehearsal, since on AWS only AWS knows them. */
async function notebooks(words: readonly string[], { env, cwd }: Io): Promise<string[]> {
  const named = given(words, '--sandbox');
  const isUsual = words.includes('--sandbox') && (named === undefined || named.startsWith('-'));
  const directory = sandboxDirectory({ sandbox: isUsual || (named ?? env.MLOPS_LAB_SANDBOX) }, cwd);
  if (directory === undefined) return [];
  const { launchedIn } = await import('../sandbox/launched.ts');
  return launchedIn(directory);
}

/** bash takes the = of `--sandbox=DIR` for a word. */
function joined(words: readonly string[]): string[] {
  return words.reduce<string[]>((before, word) => {
    const last = before.at(-1);
    const belongs = last !== undefined && (word === '=' || (last.startsWith('--') && last.endsWith('=')));
    return belongs ? [...before.slice(0, -1), last + word] : [...before, word];
  }, []);
}

/** The shells take a name a line. */
function isOneLine(name: string): boolean {
  return !/\p{Cc}/u.test(name);
}
