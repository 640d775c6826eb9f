import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import type { Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  configureDeployment(command, runner);
  withHelp(command, {
    about: `
Asks for what flags, MLOPS_LAB_* variables and mlops-lab.yaml leave open, reaches each account at once, shows what it will do,
and does it. Ctrl-C keeps the answers.
Running it again changes only what differs; after an interruption it goes on where it stopped.`,
    examples: [
      ['mlops-lab init --sandbox --yes', 'rehearse the whole lab without an AWS account'],
      ['mlops-lab init', 'guided, on AWS'],
      ['mlops-lab init --dry-run', 'show the plan only'],
      ['mlops-lab init --yes --output json', 'for programs'],
    ],
  });
}
