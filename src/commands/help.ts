import { Help, Option, type Command } from 'commander';
import { SETTING_FLAGS } from '../config/flags.ts';
import { own } from '../own.ts';

/** What many commands know alike would fill two screens in the help of each, so it is told once, as topics of `help`. */
const HEADINGS = { options: 'Options of many commands:', settings: 'Settings:' } as const;

export type Topic = keyof typeof HEADINGS;

export function shared(option: Option): Option {
  return option.helpGroup(HEADINGS.options);
}

export function withSettingOptions(command: Command): Command {
  const options = SETTING_FLAGS.map(({ flag, description }) => new Option(flag, description));
  return options.reduce((each, option) => each.addOption(option.helpGroup(HEADINGS.settings)), command);
}

/** The settings that some commands are about, by the beginning of their paths. */
const ABOUT: Readonly<Record<string, string>> = {
  tools: 'catalog.',
  datascience: 'network.',
  pipeline: 'pipeline.',
};

/** A command's help has the options of its own, and the settings that it is about; `more` says where the others are. */
export function withShortHelp(command: Command, more: string): Command {
  const about = own(ABOUT, command.name());
  const settings = SETTING_FLAGS.filter(({ path }) => about !== undefined && path.startsWith(about));
  const isShown = ({ helpGroupHeading, flags }: Option) =>
    helpGroupHeading === undefined || settings.some(({ flag }) => flag === flags);
  return showing(command, isShown).addHelpText('after', () => (isTopic(command.name()) ? '' : `\nMore: ${more}`));
}

function isTopic(name: string): name is Topic {
  return Object.hasOwn(HEADINGS, name);
}

/** A topic's help has what is shared, and nothing else. */
export function withTopicHelp(command: Command, topic: Topic): Command {
  const isShown = ({ helpGroupHeading }: Option) => helpGroupHeading === HEADINGS[topic];
  return showing(command.usage('').helpOption(false), isShown);
}

function showing(command: Command, isShown: (option: Option) => boolean): Command {
  return command.configureHelp({ visibleOptions: (each) => new Help().visibleOptions(each).filter(isShown) });
}
