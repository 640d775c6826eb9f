// @ts-check
/**
 * Loads TypeScript with its mutants. All that is imported from a module with `?graph=N` belongs to that graph, and so is loaded
 * anew for each: what a module works out as it is loaded has its mutants too.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

/** @type {Readonly<Record<string, string>>} */
let mutated = {};
/** @type {Map<string, Promise<string>>} */
const loaded = new Map();

/** @param {{ sources: Record<string, string> }} plan */
export function initialize({ sources }) {
  mutated = sources;
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  const graph = context.parentURL && new URL(context.parentURL).searchParams.get('graph');
  return graph && isOwn(resolved.url) ? { ...resolved, url: `${resolved.url}?graph=${graph}` } : resolved;
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!isOwn(url)) return nextLoad(url, context);
  const file = fileURLToPath(url);
  const source = loaded.get(file) ?? javaScript(file);
  loaded.set(file, source);
  return { format: 'module', source: await source, shortCircuit: true };
}

/** @param {string} url */
function isOwn(url) {
  const { protocol, pathname } = new URL(url);
  return protocol === 'file:' && pathname.endsWith('.ts') && !pathname.includes('/node_modules/');
}

/** @param {string} file */
async function javaScript(file) {
  const { code, errors } = transformSync(file, mutated[file] ?? (await readFile(file, 'utf8')), {});
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  return code;
}
