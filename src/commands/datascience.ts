import type { Command } from 'commander';
import type { Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  configureDeployment(command, runner);
  command.addHelpText(
    'after',
    `
Deploys the stack LabDSAccountSCSetup (network, imported portfolio, roles). It takes outputs of the Tools account's
stacks, so "mlops-lab tools" comes first.

Example:
  $ mlops-lab datascience --sandbox --yes`,
  );
}
