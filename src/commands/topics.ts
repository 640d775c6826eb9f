import type { Command } from 'commander';
import { reportOption, withClassOptions } from './command.ts';
import { withHelp } from './help-text.ts';
import { withTopicHelp, type Topic } from './help.ts';

const ABOUT: Readonly<Record<Topic, string>> = {
  options: 'Those about several labs are of the commands that work on a whole lab; docs/classes.md has more.',
  settings:
    'Each is also a variable, MLOPS_LAB_METRIC for --metric, and a line of mlops-lab.yaml: docs/configuration.md has all of them.',
};

/** `mlops-lab help options` and `help settings`: not commands that do anything, but what commands have in common. */
export function configure(command: Command): void {
  const topic = command.name() === 'options' ? 'options' : 'settings';
  withHelp(withTopicHelp(withClassOptions(command).addOption(reportOption()), topic), { about: ABOUT[topic] });
  command.action(() => command.help());
}
