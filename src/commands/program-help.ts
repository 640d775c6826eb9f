import { rowLines, wrap } from '../ui/text/layout.ts';
import { COMMANDS, PARTS_OF_INIT, PURPOSE } from './entries.ts';
import { joined, NO_WIDTH } from './help-layout.ts';

export const BEGINNING = 'Rehearse without an AWS account: mlops-lab init --sandbox --yes';
export const MORE: readonly string[] = ['mlops-lab help COMMAND', 'mlops-lab help'];

/** The help of the program, on one screen: its commands, without those that another one does, and without its two options. */
export function programHelp(width = NO_WIDTH): string {
  const shown = COMMANDS.filter(({ name, hidden = false }) => !hidden && !PARTS_OF_INIT.includes(name));
  const rows = shown.map(({ name, description }) => [name, description]);
  return joined([
    ['Usage: mlops-lab [options] [command]'],
    wrap(PURPOSE, width, 0),
    ['Commands:', ...rowLines(rows, width).flat()],
    wrap(`Parts of init: ${PARTS_OF_INIT.join(', ')}`, width, 0),
    wrap(`More: ${MORE.join(', ')}`, width, 0),
    wrap(BEGINNING, width, 0),
  ]);
}
