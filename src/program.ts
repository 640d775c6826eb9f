import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommanderError } from 'commander';
import { packageRoot } from './assets/package-root.ts';
import { commandLine } from './cli.ts';
import { EXIT, type ExitCode } from './errors.ts';
import type { Io } from './io.ts';
import { surviveClosedPipe } from './ui/streams.ts';

/** Runs one command line and gives the exit code that it deserves. */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
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
  const streams = {
    writeOut: (text: string) => void io.stdout.write(text),
    writeErr: (text: string) => void io.stderr.write(text),
  };
  [io.stdout, io.stderr].forEach(surviveClosedPipe);
  for (const command of withSubcommands(program)) command.exitOverride().configureOutput(streams);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
