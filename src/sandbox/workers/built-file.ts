import { fileURLToPath } from 'node:url';

/** Threads and processes run what was built, also where their caller is run from its source, as in tests. */
export function builtFile(module: URL): string {
  const file = fileURLToPath(module).replace(/\.ts$/, '.js');
  return file.replace(/([\\/])src([\\/]sandbox[\\/])/, '$1dist$2');
}
