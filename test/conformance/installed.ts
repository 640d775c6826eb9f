import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether a program is on PATH. Where it is missing, what needs it is said on stderr to be left out; in CI, where it
 * has to be there, that is an error.
 */
export function installed(program: string, what: string, env: NodeJS.ProcessEnv = process.env): boolean {
  if ((env.PATH ?? '').split(delimiter).some((directory) => isExecutable(join(directory, program)))) return true;
  const message = `${program} is not installed: ${what}`;
  if (env.CI) throw new Error(message);
  process.stderr.write(`\n!!! ${message}\n\n`);
  return false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
