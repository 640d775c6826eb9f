import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** In the project, so that packages are found from there. */
const FOLDER = join(ROOT, 'node_modules/.cache/mlops-lab');

/**
 * Makes a module of the source one that Node.js runs, and gives its path: what the build makes has no modules to import.
 * @param {string} source such as `src/config/reference.ts`
 */
async function runnable(source) {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${source.replaceAll(/\W+/g, '-')}.mjs`);
  const build = await rolldown({ cwd: ROOT, input: source, platform: 'node', external: /^[^./]/ });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
  return file;
}

/** Whoever calls says what type the module has. @param {string} source @returns {Promise<object>} */
export async function loadSource(source) {
  return import(pathToFileURL(await runnable(source)).href);
}
