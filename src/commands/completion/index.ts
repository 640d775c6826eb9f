import { Argument, type Command } from 'commander';
import type { Runner } from '../command.ts';
import { withHelp } from '../help-text.ts';
import { COMPLETED_SHELLS, type CompletedShell } from './shells.ts';

export function configure(command: Command, { completion }: Runner): void {
  command
    .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(COMPLETED_SHELLS))
    .action(async (shell: CompletedShell) => completion(shell));
  withHelp(command, {
    about: `
Completes commands, options and their values; names of labs from the settings, and names of notebooks from the folder of a
rehearsal, since neither asks AWS anything. After --lab and "notebook open" the shell runs "mlops-lab complete" for them.`,
    examples: [
      ['source <(mlops-lab completion bash)', 'in ~/.bashrc'],
      ['mlops-lab completion zsh > "${fpath[1]}/_mlops-lab"'],
      ['mlops-lab completion fish > ~/.config/fish/completions/mlops-lab.fish'],
      ['mlops-lab completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
    ],
  });
}
