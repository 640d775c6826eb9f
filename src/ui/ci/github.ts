import { ERRORS } from '../../error-codes/index.ts';
import type { ErrorReport } from '../../events.ts';
import type { Variables } from '../../ports/variables.ts';
import { providerOf } from './provider.ts';

/** A workflow command (GitHub documentation, "Workflow commands for GitHub Actions"). */
export function workflowCommand(
  name: string,
  message: string,
  properties: Readonly<Record<string, string>> = {},
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return withoutBrackets(`::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escapedData(message)}`);
}

/** As `@actions/core` does it: the runner undoes just that. */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** An error of its own for each mistake in settings, at its line; else one for all. */
export function errorCommands({ code, message, hints }: ErrorReport): string[] {
  const mistakes = ERRORS[code].exit === 'usage' ? message.split('\n').flatMap(mistakeIn) : [];
  if (mistakes.length > 0)
    return mistakes.map(({ at, says }) => workflowCommand('error', says, { ...at, title: code }));
  const remedies = hints.map(({ say, command }) => `\n→ ${say}${command === undefined ? '' : `: ${command}`}`);
  return [workflowCommand('error', `${message}${remedies.join('')}`, { title: code })];
}

/** Settings are complained about by file, line and column. */
const PLACED = /^ {0,2}([^\s:][^:]*):(\d+):(\d+): (.*)$/;

function mistakeIn(line: string) {
  const [, file, row, col, says] = PLACED.exec(line) ?? [];
  if (file === undefined || row === undefined || col === undefined || says === undefined) return [];
  return [{ at: { file, line: row, col }, says }];
}

/**
 * Has a line of text be no workflow command, whoever wrote what is in it. The runner takes for one what begins with two
 * colons after blanks, and what holds `##[` anywhere (actions/runner, ActionCommand.cs).
 */
export function guardOf(env: Variables): (line: string) => string {
  return providerOf(env) === 'github' ? guarded : (line) => line;
}

function guarded(line: string): string {
  return withoutBrackets(line.replace(/^(\s*):(?=:)/gm, '$1\\u003a'));
}

function withoutBrackets(line: string): string {
  return line.replaceAll('##[', '#\\u0023[');
}
