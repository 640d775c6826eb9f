import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comment, type Shell, shellOf, variableLines } from '../../src/lab/shells.ts';

describe('variables for a shell', () => {
  it.each<[Shell, string, string]>([
    ['sh', 'a+/=', "export K='a+/='"],
    ['sh', "it's $HOME", `export K='it'\\''s $HOME'`],
    ['fish', 'a+/=', "set -gx K 'a+/='"],
    ['fish', String.raw`it's \n $HOME`, String.raw`set -gx K 'it\'s \\n $HOME'`],
    ['powershell', 'a+/=', "$Env:K = 'a+/='"],
    ['powershell', "it's $HOME ’", "$Env:K = 'it''s $HOME ’’'"],
    ['cmd', 'a+/=', 'set K=a+/='],
    ['cmd', '%PATH% & "b" ^ (c|d)', 'set K=^%PATH^% ^& ^"b^" ^^ ^(c^|d^)'],
  ])('%s: %s', (shell, value, line) => {
    expect(variableLines(shell, { K: value })).toEqual([line]);
  });

  it('come back from sh as they went in, whatever is in them', () => {
    const text = fc.string({ unit: 'binary-ascii' }).filter((value) => !value.includes('\0'));
    const comesBack = (value: string) => {
      const script = `${variableLines('sh', { K: value }).join('\n')}\nprintf %s "$K"`;
      expect(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout).toBe(value);
    };
    fc.assert(fc.property(text, comesBack), { numRuns: 20 });
  });

  it('have comments beside them', () => {
    expect((['sh', 'fish', 'powershell', 'cmd'] as const).map((shell) => comment(shell, 'x'))).toEqual([
      ...['# x', '# x', '# x', 'rem x'],
    ]);
  });
});

const WINDOWS = {
  ComSpec: String.raw`C:\Windows\system32\cmd.exe`,
  USERPROFILE: String.raw`C:\Users\ada`,
  PSModulePath: String.raw`C:\Program Files\WindowsPowerShell\Modules`,
};

describe('the shell that a program was started from', () => {
  it.each<[string, Record<string, string>, Shell]>([
    ['nothing is known', {}, 'sh'],
    ['bash', { SHELL: '/bin/bash' }, 'sh'],
    ['zsh', { SHELL: '/bin/zsh' }, 'sh'],
    ['fish', { SHELL: '/usr/local/bin/fish' }, 'fish'],
    ['a shell that is only called like it', { SHELL: '/opt/catfish' }, 'sh'],
    [
      'PowerShell on Linux',
      { SHELL: '/bin/bash', PSModulePath: '/home/ada/.local/share/powershell/Modules' },
      'powershell',
    ],
    ['the command prompt', WINDOWS, 'cmd'],
    [
      'PowerShell on Windows',
      { ...WINDOWS, PSModulePath: String.raw`c:\users\ada\Documents\PowerShell\Modules;${WINDOWS.PSModulePath}` },
      'powershell',
    ],
    ['Git Bash', { ...WINDOWS, SHELL: '/usr/bin/bash' }, 'sh'],
    ['fish on Windows', { ...WINDOWS, SHELL: String.raw`C:\msys64\usr\bin\fish.exe` }, 'fish'],
  ])('%s', (_, env, shell) => {
    expect(shellOf(env)).toBe(shell);
  });
});
