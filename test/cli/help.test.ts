import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SETTING_FLAGS, flagName } from '../../src/config/flags.ts';
import { runProgram } from '../../src/compose/program.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { examplesIn, HELP_PATHS } from '../support/help-examples.ts';
import { FakeOutput } from '../ui/fake-streams.ts';
import { wholeProgram } from '../support/whole-program.ts';

const cwd = workFolder();

async function help(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await mlopsLab(args, { cwd });
  expect(code).toBe(0);
  return stdout;
}

describe('the help of a command', () => {
  it.each([[], ...HELP_PATHS].map((path) => ['mlops-lab', ...path].join(' ')))('fits a screen: %s', async (path) => {
    const lines = (await help(...path.split(' ').slice(1), '--help')).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
  });

  it.each(HELP_PATHS.map((path) => path.join(' ')))(
    'is folded at words to 80 columns, but for examples: %s',
    async (path) => {
      const lines = (await help(...path.split(' '), '--help')).split('\n');
      const tooLong = lines.filter((line) => line.length > 80 && !/^ +(\$|\{)/.test(line));
      expect(tooLong).toEqual([]);
    },
  );

  it('has the settings that it is about, and names where the others are', async () => {
    const pipeline = await help('pipeline', '--help');
    expect(pipeline).toMatch(/^Settings: --metric, --threshold, /m);
    expect(pipeline).not.toMatch(/--tools-account|--threshold <number>/);
    expect(await help('help', 'pipeline')).toMatch(/--threshold <number> +highest acceptable value/);
    const init = await help('init', '--help');
    expect(init).not.toMatch(/--threshold|--output <format>|--shard/);
    expect(init).toContain('More: mlops-lab help options (--output, --lab, …), mlops-lab help settings');
  });

  it('leaves out of --help what does not fit, and tells it all by "help"', async () => {
    const brief = await help('teardown', '--help');
    expect(brief).toContain('More: mlops-lab help teardown, mlops-lab help options');
    expect(brief).not.toContain('Between two classes');
    expect(brief).toContain('$ mlops-lab teardown --dry-run');
    expect(brief).not.toContain('MLOPS_LAB_SANDBOX');
    expect(await help('class', '--help')).toContain('More: mlops-lab help class');
    expect(await help('--help')).toContain('More: mlops-lab help COMMAND, mlops-lab help\n');
    expect(await help('help', 'teardown')).toContain('Between two classes');
    const launch = await help('notebook', 'launch', '--help');
    expect(launch).toContain('mlops-lab notebook help launch');
    expect(await help('notebook', 'help', 'launch')).toContain('decided by the product');
  });
});

describe('the help of the program', () => {
  it('has all commands, those that init has as parts on one line', async () => {
    const [brief, whole] = [await help('--help'), await help('help')];
    const names = HELP_PATHS.filter(({ length }) => length === 1).flat();
    for (const name of names) expect(whole).toMatch(new RegExp(`^  ${name} `, 'm'));
    const listed = names.filter((name) => new RegExp(`^  ${name} `, 'm').test(brief));
    const [, parts = ''] = /^Parts of init: (.*)$/m.exec(brief) ?? [];
    expect([...listed, ...parts.split(', ')].toSorted()).toEqual(names.toSorted());
    expect(whole).toContain('--version');
    expect(await help('-h')).toBe(brief);
    expect(await help('--help', '--color', 'never')).toBe(brief);
  });

  it.each([
    [undefined, 80],
    [20, 40],
    [40, 40],
    [200, 100],
  ])('fits a terminal of %s columns, whose input it leaves alone', async (columns, width) => {
    const stdout = new FakeOutput(columns === undefined ? {} : { columns });
    const io = {
      env: {},
      cwd,
      stdout,
      stderr: new FakeOutput(),
      signal: new AbortController().signal,
      get stdin(): never {
        throw new Error('standard input was opened');
      },
    };
    expect(await runProgram(['--help'], io)).toBe(0);
    const lines = stdout.text.split('\n');
    expect(lines.filter(({ length }) => length > width)).toEqual([]);
    expect(lines).toContain('Commands:');
  });
});

describe('the topics of help', () => {
  it('list all settings, and nothing else', async () => {
    const settings = await help('help', 'settings');
    for (const setting of SETTING_FLAGS) expect(settings).toContain(flagName(setting));
    expect(settings).not.toMatch(/--shard|--output|More:/);
  });

  it('list what commands have in common, and no settings', async () => {
    const options = await help('help', 'options');
    for (const flag of ['--output', '--color', '--config', '--quiet', '--lab', '--all', '--shard', '--without-iam']) {
      expect(options).toContain(flag);
    }
    expect(options).not.toMatch(/--threshold|More:/);
  });
});

/** The command lines of ours in an example. */
function commandLines(line: string): string[] {
  const [, inner] = /[(<"](mlops-lab [^)]*?)"?(?:\)| --profile)/.exec(line) ?? [];
  const command = inner ?? (line.startsWith('mlops-lab ') ? line : '');
  return command ? [command.replace(/ [>|].*/, '').replaceAll('$PWD', '.')] : [];
}

/** The words that a shell makes of each line, without the program's name. */
function wordsOf(lines: readonly string[]): string[][] {
  const script = lines.map((line) => `printf '%s\\n' ${line}\necho`).join('\n');
  const said = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
  return said
    .trimEnd()
    .split('\n\n')
    .map((words) => words.split('\n').slice(1));
}

describe('the examples of help', () => {
  it('are command lines that the program understands', async () => {
    const texts = await Promise.all(HELP_PATHS.map((path) => help(...path.slice(0, -1), 'help', path.at(-1) ?? '')));
    const lines = [...new Set(texts.flatMap(examplesIn).flatMap(commandLines))];
    expect(lines.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    const words = wordsOf(lines);
    expect(words).toHaveLength(lines.length);
    for (const [at, line] of lines.entries()) {
      const program = await wholeProgram();
      const quiet = { writeErr: () => undefined, writeOut: () => undefined };
      for (const each of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
        each.exitOverride().configureOutput(quiet);
      }
      await program.parseAsync(words[at], { from: 'user' }).catch((error: unknown) => {
        wrong.push(`${line}: ${String(error)}`);
      });
    }
    expect(wrong).toEqual([]);
  });
});
