import { Command, type Option, type ParseOptionsResult } from 'commander';

/** What is no file, no name and no number. */
const LIKE_AN_OPTION = /^-[-a-z]/i;

/**
 * A command whose options take no other option for their value, as commander's do: `teardown --summary --sandbox --yes`
 * would take down the lab on AWS, and write `--sandbox`.
 */
export class LabCommand extends Command {
  override createCommand(name?: string): LabCommand {
    return new LabCommand(name);
  }

  override parseOptions(argv: string[]): ParseOptionsResult {
    for (let at = 0; at < argv.length && argv[at] !== '--'; at += 1) {
      const option = this.options.find((each) => each.required && [each.short, each.long].includes(argv[at]));
      if (!option) continue;
      at += 1;
      this.#refuseOption(argv[at] ?? '', option);
    }
    return super.parseOptions(argv);
  }

  #refuseOption(value: string, { flags, long }: Option): void {
    if (!LIKE_AN_OPTION.test(value)) return;
    this.error(
      `error: option '${flags}' argument missing: '${value}' comes next; if that is the value, write it as '${long ?? ''}=${value}'`,
      { code: 'commander.optionMissingArgument' },
    );
  }
}
