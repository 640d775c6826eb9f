import { InvalidArgumentError, Option, type Command } from 'commander';
import { withHelp } from './help-text.ts';
import { runOptions, withClassOptions, type Runner } from './command.ts';

export function configure(command: Command, { run }: Runner): void {
  withClassOptions(command)
    .addOption(
      new Option('--participants <number>', 'how many people are to have a notebook at once, for the quotas')
        .argParser(participants)
        .default(1),
    )
    .action(async (flags: Record<string, unknown>) =>
      run({
        command: command.name(),
        flags,
        options: runOptions(flags),
        onlyLooks: true,
        action: async (context) => {
          const { doctor } = await import('../actions/doctor/index.ts');
          return doctor(context, Number(flags.participants));
        },
        without: async (machine, alone, problem) => {
          const { doctorOfMachine } = await import('../actions/doctor/index.ts');
          return doctorOfMachine(machine, alone, problem);
        },
      }),
    );
  withHelp(command, {
    about: `
Changes nothing, and asks nothing. Warnings stop no deployment; the exit code is 1 where a check failed, and 2 where the
settings are wrong or missing. What the caller may do is asked of IAM, where it may ask.`,
    examples: [
      ['mlops-lab doctor --participants 30', 'before a class'],
      ['mlops-lab doctor --output json', 'for programs'],
    ],
  });
}

function participants(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1) throw new InvalidArgumentError('It is a number from 1 to 99999.');
  return number;
}
