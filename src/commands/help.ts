import { Help, Option, type Command } from 'commander';
import { flagName, SETTING_FLAGS } from '../config/flags.ts';
import { own } from '../own.ts';
import { isWhole } from './help-page.ts';
import { withHelp } from './help-text.ts';

/** What many commands know alike would fill two screens in the help of each, so it is told once, as topics of `help`. */
export const OPTION_HEADINGS = { options: 'Options of many commands:', settings: 'Settings:' } as const;

export type Topic = keyof typeof OPTION_HEADINGS;

export function shared(option: Option): Option {
  return option.helpGroup(OPTION_HEADINGS.options);
}

export function withSettingOptions(command: Command): Command {
  const options = SETTING_FLAGS.map(({ flag, description }) => new Option(flag, description));
  return options.reduce((each, option) => each.addOption(option.helpGroup(OPTION_HEADINGS.settings)), command);
}

/** The settings that some commands are about, by the beginning of their paths. */
const ABOUT: Readonly<Record<string, string>> = {
  tools: 'catalog.',
  datascience: 'network.',
  pipeline: 'pipeline.',
};

/**
 * A command's help has the options of its own, and the settings that it is about; `more` says where the others are. `help COMMAND`
 * explains those settings, and `COMMAND --help` names them, since a list of them fills half a screen.
 */
export function withShortHelp(command: Command, more: readonly string[]): Command {
  const about = own(ABOUT, command.name());
  const settings = SETTING_FLAGS.filter(({ path }) => about !== undefined && path.startsWith(about));
  const isShown = ({ helpGroupHeading, flags }: Option) =>
    helpGroupHeading === undefined || (isWhole(command) && settings.some(({ flag }) => flag === flags));
  return withHelp(showing(command, isShown), { settings: settings.map(flagName), more });
}

/** A topic's help has what is shared, and nothing else. */
export function withTopicHelp(command: Command, topic: Topic): Command {
  const isShown = ({ helpGroupHeading }: Option) => helpGroupHeading === OPTION_HEADINGS[topic];
  return withHelp(showing(command.usage('').helpOption(false), isShown), { settings: [], more: [] });
}

function showing(command: Command, isShown: (option: Option) => boolean): Command {
  return command.configureHelp({
    ...command.configureHelp(),
    visibleOptions: (each) => new Help().visibleOptions(each).filter(isShown),
    optionDescription: (option) => (isWhole(command) ? new Help().optionDescription(option) : withoutVariable(option)),
  });
}

/** The variables of options are all of one form, and docs/configuration.md lists them. */
function withoutVariable(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(env: \w+\)$/, '');
}
