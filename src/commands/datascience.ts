import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import type { Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  configureDeployment(command, runner);
  withHelp(command, {
    about: `
Deploys the stacks LabDSAccountNetwork (network, endpoints) and LabDSAccountSCSetup (imported portfolio, roles). The
second one takes outputs of the Tools account's stacks, so "mlops-lab tools" comes first.`,
    examples: [['mlops-lab datascience --sandbox --yes']],
  });
}
