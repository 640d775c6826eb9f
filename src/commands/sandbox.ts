import { InvalidArgumentError, Option, type Command } from 'commander';
import { SANDBOX_PORT } from '../config/rehearsal.ts';
import { SHELLS, type Shell } from '../lab/shells.ts';
import { withHelp } from './help-text.ts';
import { withOutputOptions, WITHOUT_IAM_FLAG, type Runner, type ServeRequest } from './command.ts';

/** Each takes a moment to make, and a typing error should not take minutes. */
const MOST_ACCOUNTS = 10_000;

interface Flags {
  readonly port: number;
  readonly speed: ServeRequest['pace'];
  readonly withoutIam?: boolean;
  readonly accounts: number;
  readonly config?: string;
  readonly shell?: Shell;
  readonly output: ServeRequest['output'];
}

export function configure(command: Command, { serve }: Runner): void {
  command
    .argument('[dir]', 'folder that keeps the sandbox', '.mlops-lab/sandbox')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes any free one', portNumber, SANDBOX_PORT)
    .option(
      '--speed <speed>',
      'jump: finish at once whatever is in progress; real; or a multiple of real time',
      pace,
      'jump',
    )
    .option('--accounts <number>', 'how many accounts there are besides: 100000000001 and so on', accountNumber, 0)
    .option('--config <file>', 'settings, with a roster if there is one, whose accounts there are besides')
    .addOption(new Option('--shell <shell>', 'whose syntax is printed (default: that of this one)').choices(SHELLS))
    .option(...WITHOUT_IAM_FLAG);
  withOutputOptions(command).action(async (directory: string, { speed, withoutIam = false, ...flags }: Flags) =>
    serve({ directory, pace: speed, withoutIam, ...flags }),
  );
  withHelp(command, {
    about: `
Prints the environment for other terminals and runs until it is interrupted. Three accounts are there from the
beginning, and whichever --accounts and --config add: any account may be one of the sandbox. docs/sandbox.md tells what is
emulated and how faults are laid in.`,
    examples: [
      ['mlops-lab sandbox --speed 60'],
      ['mlops-lab sandbox --shell powershell'],
      ['mlops-lab sandbox --config class.yaml'],
    ],
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function accountNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > MOST_ACCOUNTS) {
    throw new InvalidArgumentError(`It is no number from 0 to ${String(MOST_ACCOUNTS)}.`);
  }
  return number;
}

function pace(text: string): number | 'jump' {
  if (text === 'jump') return 'jump';
  const speed = text === 'real' ? 1 : Number(text);
  if (!(speed > 0)) throw new InvalidArgumentError('It is neither "jump" nor "real" nor a number above 0.');
  return speed;
}
