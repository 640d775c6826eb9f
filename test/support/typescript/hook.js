/** Has Node run TypeScript as it is imported, with the lines of the source in stack traces. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'file:' || !pathname.endsWith('.ts')) return nextLoad(url, context);
  const file = fileURLToPath(new URL(pathname, 'file:'));
  const { code, map, errors } = transformSync(file, await readFile(file, 'utf8'), { sourcemap: true });
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  return { format: 'module', source: `${code}\n${inline(map)}`, shortCircuit: true };
}

/** @param {object | undefined} map */
function inline(map) {
  const bytes = Buffer.from(JSON.stringify(map));
  return `//# sourceMappingURL=data:application/json;base64,${bytes.toString('base64')}`;
}
