import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import type { Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  configureDeployment(command, runner);
  withHelp(command, {
    about: `
Deploys the stack LabStagingAccountSetup (deploy role, execution role, model bucket). It needs no other stack.`,
    examples: [['mlops-lab staging --sandbox --yes']],
  });
}
