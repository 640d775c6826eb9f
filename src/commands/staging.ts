import type { Command } from 'commander';
import type { Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  configureDeployment(command, runner);
  command.addHelpText(
    'after',
    `
Deploys the stack LabStagingAccountSetup (deploy role, execution role, model bucket). It needs no other stack.

Example:
  $ mlops-lab staging --sandbox --yes`,
  );
}
