import { InvalidArgumentError, Option, type Command } from 'commander';
import { looksSecret } from '../lab/secrets.ts';
import { withHelp, type HelpText } from './help-text.ts';
import { runOptions, withClassOptions, type Runner } from './command.ts';

const LONGEST_CONTACT = 200;

export function configure(command: Command, { run }: Runner): void {
  withClassOptions(command)
    .argument('[dir]', 'folder for the pages', 'handout')
    .option('--contact <text>', 'whom people ask for help, and how')
    .addOption(new Option('--until <date>', 'the last day of the lab, such as 2026-12-24').argParser(date))
    .hook('preAction', expectFolder)
    .hook('preAction', expectContact)
    .action(async (folder: string, flags: Flags) => {
      const { handout } = await import('../actions/handout/index.ts');
      const { contact, until } = flags;
      const { inLab, conclude } = handout({ folder, contact: contact?.trim(), until });
      await run({ command: 'handout', flags, options: runOptions(flags), action: inLab, conclude });
    });
  withHelp(command, HELP);
}

interface Flags extends Readonly<Record<string, unknown>> {
  readonly contact?: string;
  readonly until?: string;
}

const HELP: HelpText = {
  about: `
Writes a page for the people who work in the lab: how to sign in, with a QR code; what to enter, click and paste, with the
names of this lab; what the verdict of the pipeline means, what is billed, when it ends and whom to ask. Each person of the
settings has a page of their own, and a class has an index. A page is one file that needs nothing else, on a screen and on
paper. There is no secret in it: links that let people in are made by "mlops-lab login".

It replaces its own pages and nothing else, and deletes nothing. The lab has to stand.`,
  examples: [
    ['mlops-lab handout --contact "Grace, room 12" --until 2030-12-24'],
    ['mlops-lab handout course --all'],
    ['mlops-lab handout --sandbox'],
  ],
};

function date(text: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('It is a day of the calendar as YYYY-MM-DD, such as 2026-12-24.');
}

/** As of a variable that is not set: nobody means the working folder by it. */
function expectFolder(command: Command): void {
  if (command.args[0] === '') command.error('error: the folder for the pages is empty: name one, or leave it out');
}

/** What is refused is not repeated: it may be a secret. */
function expectContact(command: Command): void {
  const { contact } = command.opts<Flags>();
  if (contact === undefined) return;
  const text = contact.trim();
  if (text === '' || text.length > LONGEST_CONTACT)
    command.error(`error: --contact is a text of 1 to ${String(LONGEST_CONTACT)} characters`);
  if (looksSecret(text))
    command.error('error: --contact looks like a secret, and pages are handed out: say whom to ask');
}
