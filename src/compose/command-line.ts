import type { Command, CommanderError } from 'commander';
import type { Runner } from '../commands/command.ts';
import { COMMAND_NAMES } from '../commands/entries.ts';
import { helpWidth } from '../commands/help-layout.ts';
import { commandLine } from '../commands/index.ts';
import { EXIT, type ExitCode, type LabError, usageError } from '../errors.ts';
import { looksSecret, MASK } from '../lab/secrets.ts';
import { workflowCommand } from '../ui/ci/github.ts';
import { providerOf } from '../ui/ci/provider.ts';
import { legible } from '../lab/redact.ts';
import { visible } from '../ui/text/visible.ts';
import { writeVisibly } from '../ui/views/terminal.ts';
import { answered } from './answered.ts';
import { wantsJson } from './arguments.ts';
import type { Io } from './io.ts';

/** Understands the arguments and does what they ask for. */
export async function parsedAndRun(args: readonly string[], version: string, io: Io): Promise<ExitCode> {
  let exitCode: ExitCode | undefined;
  const texts: string[] = [];
  const runner: Runner = {
    run: async (request) => {
      const { runAction } = await import('./compose.ts');
      exitCode = await runAction(request, args, io);
    },
    report: async (request) => {
      const { reportClass } = await import('./class-report.ts');
      exitCode = await reportClass(request, args, io);
    },
    roster: async (request) => {
      const { proposeRoster } = await import('./class-roster.ts');
      exitCode = await proposeRoster(request, args, io);
    },
    courses: async (request) => {
      const { runOnCourses } = await import('./course.ts');
      exitCode = await runOnCourses(request, args, io);
    },
    serve: async (request) => {
      const { serve } = await import('./serve.ts');
      exitCode = await serve(request, args, io);
    },
    completion: async (shell) => {
      const { completionScript } = await import('../commands/completion/script.ts');
      texts.push(completionScript(shell, await commandLine(COMMAND_NAMES, version, runner)));
    },
    names: async (request) => {
      const { namesFor } = await import('./names.ts');
      texts.push(...(await namesFor(request, io)).map((name) => `${name}\n`));
    },
  };
  const program = await commandLine(args, version, runner);
  const help: string[] = [];
  const objections: string[] = [];
  const width = helpWidth(io.stdout.columns);
  const streams = {
    getOutHelpWidth: () => width,
    writeOut: (text: string) => void help.push(text),
    writeErr: (text: string) => void objections.push(text),
  };
  for (const command of withSubcommands(program)) command.exitOverride().configureOutput(streams);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!isCommanderError(error)) throw error;
    if (error.exitCode !== 0) return refused(args, io, objections.join(''), error);
  }
  texts.push(...help);
  return exitCode ?? answered(args, io, texts.join(''));
}

/** People get commander's message and how to go on; programs get the same as a result. */
async function refused(args: readonly string[], io: Io, objection: string, error: CommanderError): Promise<ExitCode> {
  const hidden = (text: string) => legible(args.reduce(withoutSecret, text));
  const usage = unusable(args, error, hidden);
  if (wantsJson(args, io.env)) {
    const { endedByError } = await import('./endings.ts');
    return endedByError(args, io, usage);
  }
  writeVisibly(io.stderr, hidden(objection), io.env);
  if (providerOf(io.env) === 'github') io.stderr.write(`${workflowCommand('error', visible(usage.message))}\n`);
  return EXIT.usage;
}

/** A value typed into the wrong place is repeated in the message, and may be a secret, even a short one. */
function withoutSecret(text: string, arg: string): string {
  const [, value = arg] = /^-[^=]*=(.*)$/s.exec(arg) ?? [];
  return looksSecret(value) ? text.replaceAll(value, MASK) : text;
}

function unusable(
  args: readonly string[],
  { code, message }: CommanderError,
  hidden: (text: string) => string,
): LabError {
  const objection = code === 'commander.help' ? missingCommand(args) : message.replace(/^error: /, '');
  return usageError('usage', hidden(objection), 'run with --help for what there is');
}

/** `help` takes the name of a command. */
function missingCommand(args: readonly string[]): string {
  const topic = args[args.indexOf('help') + 1];
  return args.includes('help') && topic !== undefined ? `unknown command '${topic}'` : 'no command is given';
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
