import { InvalidArgumentError, type Command } from 'commander';
import { SANDBOX_PORT } from '../config/rehearsal.ts';
import { withOutputOptions, WITHOUT_IAM_FLAG, type Runner, type ServeRequest } from './command.ts';

interface Flags {
  readonly port: number;
  readonly speed: ServeRequest['pace'];
  readonly withoutIam?: boolean;
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
    .option(...WITHOUT_IAM_FLAG);
  withOutputOptions(command).action(async (directory: string, { port, speed, withoutIam = false, output }: Flags) =>
    serve({ directory, port, pace: speed, withoutIam, output }),
  );
  command.addHelpText(
    'after',
    `
Prints the environment for other terminals and runs until it is interrupted. Three accounts are there from the
beginning; docs/sandbox.md tells what is emulated and how faults are laid in.

Example:
  $ mlops-lab sandbox --speed 60`,
  );
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function pace(text: string): number | 'jump' {
  if (text === 'jump') return 'jump';
  const speed = text === 'real' ? 1 : Number(text);
  if (!(speed > 0)) throw new InvalidArgumentError('It is neither "jump" nor "real" nor a number above 0.');
  return speed;
}
