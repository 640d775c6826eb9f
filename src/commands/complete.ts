import { Argument, type Command } from 'commander';
import type { NamesRequest, Runner } from './command.ts';

/** What the scripts of `completion` run. */
export function configure(command: Command, { names }: Runner): void {
  command
    .addArgument(new Argument('<kind>', 'what is to be named').choices(['labs', 'notebooks', 'courses']))
    .argument('[words...]', 'the command line so far, after --')
    .action(async (kind: NamesRequest['kind'], words: readonly string[]) => names({ kind, words }));
}
