import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMPLETED_SHELLS } from '../../src/commands/completion/shells.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { wholeProgram } from '../support/whole-program.ts';

const scriptFor = async (shell: string) => (await mlopsLab(['completion', shell], { cwd: workFolder() })).stdout;

/** Every command, with the words that it adds to a line. */
function wordsOf(command: Command, path = ''): [path: string, words: string[]][] {
  const visible = command.createHelp().visibleCommands(command);
  const inner = visible.filter((each) => each.name() !== 'help');
  const options = command.options.flatMap(({ long }) => long ?? []);
  const words = [...inner.map((each) => each.name()), ...options, '--help'];
  return [[path, words], ...inner.flatMap((each) => wordsOf(each, `${path} ${each.name()}`.trim()))];
}

/** The words as a shell's script writes them. */
const WRITTEN: Readonly<Record<string, (word: string) => RegExp>> = {
  bash: (word) => new RegExp(`[ ']${word}[ ']`),
  zsh: (word) => new RegExp(`'${word}:`),
  fish: (word) => new RegExp(word.startsWith('--') ? ` -l ${word.slice(2)} ` : ` -a ${word} `),
  powershell: (word) => new RegExp(`@\\('${word}', `),
};

describe('completion', () => {
  it.each(COMPLETED_SHELLS)('has every command and option of the program for %s', async (shell) => {
    const lines = (await scriptFor(shell)).split('\n');
    const missing = wordsOf(await wholeProgram()).flatMap(([path, words]) => {
      const own = lines.filter((line) => line.includes(shell === 'fish' ? `at \\'${path}\\'` : `'${path}'`)).join('\n');
      return words.filter((word) => !WRITTEN[shell]?.(word).test(own)).map((word) => `${path} ${word}`);
    });
    expect(missing).toEqual([]);
  });

  it.each(COMPLETED_SHELLS)('has the choices of values for %s, and no command that is hidden', async (shell) => {
    const script = await scriptFor(shell);
    expect(script).toMatch(/text'?,? '?json/);
    expect(script).toMatch(/true'?,? '?false/);
    expect(script).toMatch(/mlops-lab complete/);
    expect(script).not.toMatch(/'complete'|'complete:| -a complete /);
  });

  it('is refused for a shell that it does not know, with those that it does', async () => {
    const { code, stderr } = await mlopsLab(['completion', 'tcsh'], { cwd: workFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish, powershell');
  });
});

describe('names to complete with', () => {
  const named = async (cwd: string, ...words: string[]) => {
    const { code, stdout, stderr } = await mlopsLab(['complete', ...words], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout.split('\n').slice(0, -1);
  };

  it('are the labs of the settings, of whichever file the line names', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'mlops-lab.yaml'), 'labs: [{ name: grace }, { name: ada }]\n');
    writeFileSync(join(cwd, 'other.yaml'), 'labs: [{ name: jean }]\n');
    expect(await named(cwd, 'labs', '--', 'status', '--lab')).toEqual(['ada', 'grace']);
    expect(await named(cwd, 'labs', '--', 'status', '--config', 'other.yaml', '--lab')).toEqual(['jean']);
    expect(await named(cwd, 'labs', '--', 'status', '--config', '=', 'other.yaml', '--lab')).toEqual(['jean']);
  });

  it('are none where nothing can be read', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'mlops-lab.yaml'), 'labs: [');
    mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
    writeFileSync(join(cwd, '.mlops-lab/sandbox/state.ndjson'), 'damaged\n');
    expect(await named(cwd, 'labs')).toEqual([]);
    expect(await named(cwd, 'notebooks', '--', 'notebook', 'open', '--sandbox')).toEqual([]);
  });

  it('are the notebooks of the rehearsal that the line is about, and of no other', async () => {
    const cwd = workFolder();
    await mlopsLab(['init', '--sandbox=re hearsal', '--yes', '--quiet'], { cwd });
    await mlopsLab(['notebook', 'launch', 'hers', '--as', 'ada', '--sandbox=re hearsal', '--yes'], { cwd });
    expect(await named(cwd, 'notebooks', '--', 'notebook', 'open', '--sandbox=re hearsal')).toEqual(['hers']);
    expect(await named(cwd, 'notebooks', '--', 'notebook', 'open', '--sandbox', '=', 're hearsal')).toEqual(['hers']);
    expect(await named(cwd, 'notebooks', '--', 'notebook', 'open', '--sandbox', '--quiet')).toEqual([]);
    expect(await named(cwd, 'notebooks', '--', 'notebook', 'open')).toEqual([]);
  });
});

describe('the script for bash', () => {
  /** What the script offers for a line that ends where it is to be completed. Our program is one that names odd things. */
  const offered = async (...words: string[]) => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'script'), await scriptFor('bash'));
    const names = String.raw`mlops-lab() { printf '%s\n' 'plain' "it's" '$(touch hacked)' 'a b'; }`;
    const line = `COMP_WORDS=(mlops-lab ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${String(words.length)}`;
    const shown = String.raw`for each in "\${COMPREPLY[@]}"; do printf '%s\n' "$each"; done`.replaceAll('\\$', '$');
    const script = `. ./script; ${names}; ${line}; _mlops_lab; ${shown}`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').slice(0, -1);
  };

  it.each([
    [['st'], ['staging', 'status']],
    [['notebook', 'te'], ['terminate']],
    [['status', '--col'], ['--color']],
    [
      ['status', '--color', 'a'],
      ['auto', 'always'],
    ],
    [['status', '--color', '=', 'n'], ['never']],
    [
      ['init', '--approval', ''],
      ['true', 'false'],
    ],
    [['status', '--config', ''], []],
    [['status', '--config', 'x', '--output', 'j'], ['json']],
    [['teardown', '--only', 's'], ['staging']],
    [['completion', 'f'], ['fish']],
    [['status', '--lab', 'p'], ['plain']],
    [
      ['notebook', 'open', ''],
      ['plain', String.raw`it\'s`, String.raw`\$\(touch\ hacked\)`, String.raw`a\ b`],
    ],
  ])('offers after %j %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});
