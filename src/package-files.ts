import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file or folder that the package brings along, wherever in it the source lies or what was built of it. */
export function packageFile(path: string): string {
  return join(packageRoot(), path);
}

/** What the build made to be run by another thread or process, or to be loaded when needed; also for callers that run from source. */
export function builtFile(name: string): string {
  return packageFile(join('dist', name));
}

let root: string | undefined;

function packageRoot(): string {
  if (root !== undefined) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return (root = folder);
}
