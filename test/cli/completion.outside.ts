import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installed } from '../conformance/installed.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

/** What a shell says with the script loaded, and a program beside it that names odd things. */
async function said(shell: string, args: (script: string) => readonly string[]): Promise<string[]> {
  const cwd = workFolder();
  const { stdout: script } = await mlopsLab(['completion', shell], { cwd });
  writeFileSync(join(cwd, 'script'), script);
  const program = String.raw`printf '%s\n' plain "it's" '$(touch hacked)' 'a b'`;
  writeFileSync(join(cwd, 'mlops-lab'), `#!/bin/sh\n${program}\n`);
  chmodSync(join(cwd, 'mlops-lab'), 0o755);
  const env = { ...process.env, HOME: cwd, PATH: [cwd, process.env.PATH].join(delimiter) };
  const { stdout, stderr } = spawnSync(shell, args('script'), { cwd, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

const NAMES = ['plain', "it's", '$(touch hacked)', 'a b'];

/** Line, and what is offered: the words alone. */
const LINES: readonly [line: string, offered: readonly string[]][] = [
  ['mlops-lab sta', ['staging', 'status']],
  ['mlops-lab notebook te', ['terminate']],
  ['mlops-lab init --qu', ['--quiet']],
  ['mlops-lab status --output ', ['text', 'json']],
  ['mlops-lab completion po', ['powershell']],
  ['mlops-lab status --lab ', NAMES],
  ['mlops-lab notebook open ', NAMES],
];

describe.runIf(installed('fish', 'its completion is not tried'))('fish', () => {
  it.each(LINES)('completes "%s"', async (line, offered) => {
    const lines = await said('fish', (script) => ['-c', `source ${script}; complete -C '${line}'`]);
    expect(lines.map((each) => each.replace(/\t.*/, '')).sort()).toEqual([...offered].sort());
  });
});

/** The shell's own functions, which match and insert, only print here what they are given. */
const WIDGETS = `
compdef() { }
compadd() { while [[ $1 == -* ]]; do [[ $1 == -a ]] && { print -rl -- \${(P)2}; return }; shift; done; print -rl -- $@ }
_describe() { print -rl -- \${(P)@[-1]} }
`;

describe.runIf(installed('zsh', 'its completion is not tried'))('zsh', () => {
  it.each(LINES)('completes "%s"', async (line, offered) => {
    const words = line.split(' ');
    const begun = words.at(-1) ?? '';
    const set = `words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${String(words.length)}`;
    const lines = await said('zsh', (script) => ['-f', '-c', `${WIDGETS}; . ./${script}; ${set}; _mlops_lab`]);
    const found = lines.map((each) => each.replace(/:.*/, '')).filter((each) => each.startsWith(begun));
    expect(found.sort()).toEqual([...offered].sort());
  });
});
