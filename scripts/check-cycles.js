// @ts-check
/**
 * Fails where modules import each other in a circle, be it for types alone, which the build does not see.
 * Run by `npm run check -- cycles`; folders other than these can be given.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const given = process.argv.slice(2);
const files = (given.length > 0 ? given : ['src', 'lambda-code', 'test']).flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path)),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const circles = circlesIn(imports);
for (const circle of circles) console.error(`circular: ${[...circle, circle[0]].join('\n       -> ')}`);
if (circles.length > 0) process.exitCode = 1;
else console.log(`${files.length} modules, no circle of imports`);

/** @param {string} file @returns {string[]} */
function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, false);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => join(dirname(file), fileName));
}

/**
 * One circle for each import that leads back to where the walk came from.
 * @param {ReadonlyMap<string, readonly string[]>} graph @returns {string[][]}
 */
function circlesIn(graph) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {string[]} */
  const path = [];
  /** @param {string} module @returns {string[][]} */
  const from = (module) => {
    if (path.includes(module)) return [path.slice(path.indexOf(module))];
    if (done.has(module)) return [];
    path.push(module);
    const found = (graph.get(module) ?? []).flatMap(from);
    path.pop();
    done.add(module);
    return found;
  };
  return [...graph.keys()].flatMap(from);
}
