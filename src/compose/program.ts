import { readFileSync } from 'node:fs';
import type { Command, CommanderError } from 'commander';
import { wantsJson } from './arguments.ts';
import { commandLine, namedIn } from '../commands/index.ts';
import { conclude, delivered } from './conclude.ts';
import { EXIT, type ExitCode, LabError, usageError } from '../errors.ts';
import type { ResultEvent } from '../events.ts';
import type { Io } from './io.ts';
import { looksSecret, MASK } from '../lab/secrets.ts';
import { packageFile } from '../package-files.ts';
import { describeError } from '../ui/result/describe-error.ts';
import { createUi } from '../ui/index.ts';
import { legible } from '../ui/text/redact.ts';
import { keepFailures } from '../ui/streams.ts';
import { writeVisibly } from '../ui/views/terminal.ts';

/** Runs one command line and returns its exit code. */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  [io.stdout, io.stderr].forEach(keepFailures);
  try {
    return await parsedAndRun(args, io);
  } catch (error) {
    return ended(args, io, error);
  }
}

async function parsedAndRun(args: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode | undefined;
  const program = await commandLine(args, version(), {
    run: async (request) => {
      const { runAction } = await import('./compose.ts');
      exitCode = await runAction(request, args, io);
    },
    serve: async (request) => {
      const { serve } = await import('./serve.ts');
      exitCode = await serve(request, args, io);
    },
  });
  const texts: string[] = [];
  const objections: string[] = [];
  const streams = {
    writeOut: (text: string) => void texts.push(text),
    writeErr: (text: string) => void objections.push(text),
  };
  for (const command of withSubcommands(program)) command.exitOverride().configureOutput(streams);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!isCommanderError(error)) throw error;
    if (error.exitCode !== 0) return refused(args, io, objections.join(''), error);
  }
  return exitCode ?? answered(args, io, texts.join(''));
}

/** Prints a help text or the version; programs get it inside the result. */
async function answered(args: readonly string[], io: Io, text: string): Promise<ExitCode> {
  if (wantsJson(args, io.env)) {
    return concluded(args, io, { command: namedIn(args), status: 'succeeded', text }, EXIT.done);
  }
  writeVisibly(io.stdout, text);
  return delivered(io);
}

/** People get commander's message and how to go on; programs get the same as a result. */
function refused(
  args: readonly string[],
  io: Io,
  objection: string,
  error: CommanderError,
): Promise<ExitCode> | ExitCode {
  const hidden = (text: string) => legible(args.reduce(withoutSecret, text));
  if (wantsJson(args, io.env)) return ended(args, io, unusable(args, error, hidden));
  writeVisibly(io.stderr, hidden(objection));
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

/** Ends a run that failed before its action began. */
async function ended(args: readonly string[], io: Io, error: unknown): Promise<ExitCode> {
  const exitCode = error instanceof LabError ? error.exitCode : EXIT.failed;
  const { showSteps } = await import('./show-steps.ts');
  const show = showSteps({ command: namedIn(args), flags: {}, options: { dryRun: false }, args });
  const result = { command: namedIn(args), status: 'failed', error: describeError(error, io.env, show) } as const;
  return concluded(args, io, result, exitCode);
}

async function concluded(args: readonly string[], io: Io, result: ResultEvent, exitCode: ExitCode): Promise<ExitCode> {
  const output = wantsJson(args, io.env) ? 'json' : 'text';
  return conclude(await createUi({ ...io, output, yes: true }), io, { result, exitCode, output });
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function version(): string {
  const manifest = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
