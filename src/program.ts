import { readFileSync } from 'node:fs';
import type { Command, CommanderError } from 'commander';
import { wantsJson } from './arguments.ts';
import { commandLine, namedIn } from './cli.ts';
import { conclude, delivered } from './conclude.ts';
import { EXIT, type ExitCode, LabError, usageError } from './errors.ts';
import type { Io } from './io.ts';
import { packageFile } from './package-files.ts';
import { describeError } from './ui/describe-error.ts';
import { createUi } from './ui/index.ts';
import { keepFailures } from './ui/streams.ts';
import { writeVisibly } from './ui/terminal.ts';

/** Runs one command line and gives the exit code that it deserves. */
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
      exitCode = await runAction(request, io);
    },
    serve: async (request) => {
      const { serve } = await import('./serve.ts');
      exitCode = await serve(request, io);
    },
  });
  const objections: string[] = [];
  const streams = {
    writeOut: (text: string) => writeVisibly(io.stdout, text),
    writeErr: (text: string) => void objections.push(text),
  };
  for (const command of withSubcommands(program)) command.exitOverride().configureOutput(streams);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!isCommanderError(error)) throw error;
    if (error.exitCode !== 0) return refused(args, io, objections.join(''), error);
  }
  return exitCode ?? delivered(io);
}

/** For people the objection with how to go on, as commander words it; for programs the same as a result. */
function refused(
  args: readonly string[],
  io: Io,
  objection: string,
  error: CommanderError,
): Promise<ExitCode> | ExitCode {
  if (wantsJson(args, io.env)) return ended(args, io, unusable(error));
  writeVisibly(io.stderr, objection);
  return EXIT.usage;
}

function unusable({ code, message }: CommanderError): LabError {
  const told = code === 'commander.help' ? 'no command is given' : message.replace(/^error: /, '');
  return usageError('usage', told, 'run with --help for what there is');
}

/** Ends a run that did not come as far as its action. */
async function ended(args: readonly string[], io: Io, error: unknown): Promise<ExitCode> {
  const output = wantsJson(args, io.env) ? 'json' : 'text';
  const exitCode = error instanceof LabError ? error.exitCode : EXIT.failed;
  const result = { command: namedIn(args), status: 'failed', error: describeError(error, io.env) } as const;
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
