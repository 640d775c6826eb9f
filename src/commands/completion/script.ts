import type { Command } from 'commander';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { powershellScript } from './powershell.ts';
import type { CompletedShell } from './shells.ts';
import { knownCommands, type KnownCommand } from './tree.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: Readonly<Record<CompletedShell, (commands: readonly KnownCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** What a shell loads to complete the commands and options of the program. */
export function completionScript(shell: CompletedShell, program: Command): string {
  return SCRIPTS[shell](knownCommands(program));
}
