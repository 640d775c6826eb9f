import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a file or folder of the package, both from source and from the build. */
export function packageFile(path: string): string {
  return join(packageRoot(), path);
}

/** Path of a build artifact: code for other threads or processes, or data loaded on demand. Works from source, too. */
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
