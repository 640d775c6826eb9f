import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import type { Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  configureDeployment(command, runner);
  withHelp(command, {
    about: `
Deploys the stacks pre-reqs (buckets, key) and LabSCToolsAccountSetup (portfolio, notebook product), and uploads the
assets between them. The other accounts are named in policies, but nothing is done there.`,
    examples: [['mlops-lab tools --sandbox --yes']],
  });
}
