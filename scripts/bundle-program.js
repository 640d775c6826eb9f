/**
 * Builds the program into `dist/`, with everything that it uses of other packages, so that an installation is one
 * package. Run by `npm run build`. Code that runs is not minified: an error report leads to a
 * line that one can read.
 *
 *   dist/main.js, dist/chunks/   the command line; a command loads the chunks that it needs
 *   dist/sandbox/storage.js      what keeps a sandbox's folder, by itself
 *   dist/functions/              the thread, the process in it and the thread in that which run Lambda functions
 *   dist/xgboost/                the thread that fits models
 *   dist/workers/                the thread that starts these threads
 *   dist/first-model.js          the thread that fits the first model of a course
 *   dist/schemas/                what the sandbox knows of each service's operations
 *   dist/THIRD-PARTY.txt         whose code is inside, under which licence
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { noticesOf } from './third-parties.js';
import { isShape, OPERATION, Shapes } from './shapes.js';
import { virtualModule } from './virtual-module.js';

/** @typedef {import('rolldown').InputOptions} InputOptions @typedef {import('rolldown').OutputOptions} OutputOptions */

/** Beside the command line a thread of it, and what keeps a sandbox's folder, so that processes of any kind can be tried on one. */
const ENTRIES = {
  main: 'src/main.ts',
  'first-model': 'src/compose/first-model-thread.ts',
  'sandbox/storage': 'src/sandbox/storage/index.ts',
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SANDBOX = 'src/sandbox';
const FUNCTIONS = `${SANDBOX}/services/lambda/environment`;
const ESM = /** @type {const} */ ({ format: 'esm', codeSplitting: false });
const CJS = /** @type {const} */ ({ format: 'cjs', codeSplitting: false });
/** The library for XGBoost evaluates what it was compiled with. */
const CHECKS = { eval: false, circularDependency: true };

/** No question of ours opens an editor, and the encodings that inquirer knows for that are as large as the commands. */
const WITHOUT_EDITOR = virtualModule(
  '@inquirer/external-editor',
  "export const editAsync = () => { throw new Error('no editor'); };",
);

/**
 * Commander finds and starts commands that are programs of their own, of which there are none here, with modules of Node
 * that take long to load: longer still where each of their exports is read once, streams included.
 */
const COMMANDER = /[\\/]commander[\\/]/;
const WITHOUT_PROGRAMS = [
  ...['child_process', 'fs', 'path'].map((name) => virtualModule(`node:${name}`, 'module.exports = {};', COMMANDER)),
  virtualModule('node:process', 'module.exports = process;', COMMANDER),
  virtualModule('node:events', "export { EventEmitter } from 'node:events';", COMMANDER),
];

/** Without a `require` in the program, none has to be made in each run. `debug` would have its colours, if they were there. */
const WITHOUT_REQUIRE = [
  virtualModule('supports-color', 'module.exports = undefined;'),
  esmExternalRequirePlugin({ external: [...builtinModules] }),
];

/**
 * What is loaded together is in one file: each file more takes longer to load than what stands in it. A group takes what
 * those above it have left. What every run begins with does not hold the module that begins, since that waits for what
 * imports it, nor what commands share the commands, of which a run has one.
 * @type {import('rolldown').CodeSplittingGroup[]}
 */
const TOGETHER = [
  together('start', loadedBy(['src/main.ts'])),
  together('command-line', loadedWith('src/compose/command-line.ts')),
  together('command', loadedBy(sources('src/commands'))),
  together('labs', loadedWith('src/compose/compose.ts')),
  together('console', loadedWith('src/ui/views/console.ts')),
  together('sdk', loadedWith('src/aws/cloud.ts', /@(aws|aws-sdk|smithy)[\\/](?!client-)/)),
  ...clients().map((client) =>
    together(`client-${client}`, (id) => id.includes(join('@aws-sdk', `client-${client}`, '/'))),
  ),
  together('cloud', loadedWith('src/aws/cloud.ts')),
  together('status', loadedWith('src/actions/status/index.ts')),
  together('sandbox', loadedWith('src/sandbox/sandbox.ts')),
].map((group, at, { length }) => ({ ...group, priority: length - at }));

const require = createRequire(import.meta.url);

/** The library's modules, which come in as far as they are used, instead of what it has for `require`. */
const YAML = join(ROOT, 'node_modules/yaml/browser/index.js');

/** All words in the sandbox's code, among them the names of the operations that it has. */
const SANDBOX_WORDS = new Set(
  readdirSync(join(ROOT, SANDBOX), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8').match(/\w+/g) ?? []),
);

const folder = join(ROOT, 'dist');
rmSync(folder, { recursive: true, force: true });
const modules = new Set(
  (
    await Promise.all([
      write(
        {
          input: ENTRIES,
          plugins: [WITHOUT_EDITOR, ...WITHOUT_PROGRAMS, ...WITHOUT_REQUIRE],
        },
        { format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', codeSplitting: { groups: TOGETHER } },
      ),
      ...['bridge', 'process', 'runtime'].map((name) =>
        write({ input: `${FUNCTIONS}/${name}.ts` }, { ...ESM, file: `functions/${name}.mjs` }),
      ),
      write({ input: `${SANDBOX}/workers/keeper.ts` }, { ...CJS, file: 'workers/keeper.cjs' }),
      write({ input: `${SANDBOX}/xgboost/worker.ts` }, { ...CJS, file: 'xgboost/worker.cjs' }, ['main']),
    ])
  ).flat(),
);
mkdirSync(join(folder, 'schemas'));
for (const module of clients().flatMap(writeSchemas)) modules.add(module);
copyFileSync(join(dirname(require.resolve('ml-xgboost')), 'xgboost.wasm'), join(folder, 'xgboost/xgboost.wasm'));
writeFileSync(join(folder, 'THIRD-PARTY.txt'), noticesOf(modules));

/**
 * Builds, and gives the paths of all modules that came in.
 * @param {InputOptions} input @param {OutputOptions} output
 * @returns {Promise<string[]>}
 */
async function write(input, { file, ...output }, mainFields = ['module', 'main']) {
  const build = await rolldown({
    cwd: ROOT,
    platform: 'node',
    checks: CHECKS,
    onLog: withoutCycles,
    resolve: { mainFields, alias: { yaml: YAML } },
    ...input,
  });
  const place = file === undefined ? { dir: folder } : { file: join(folder, file) };
  try {
    const { output: chunks } = await build.write({ comments: false, ...place, ...output });
    return chunks.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
  } finally {
    await build.close();
  }
}

/**
 * Modules of ours that import each other are an error; what packages do among themselves is theirs.
 * @type {NonNullable<InputOptions['onLog']>}
 */
function withoutCycles(level, log, tell) {
  if (log.code !== 'CIRCULAR_DEPENDENCY') tell(level, log);
  else if (!log.message.includes('node_modules')) throw new Error(log.message);
}

function clients() {
  return readdirSync(join(ROOT, 'node_modules/@aws-sdk'))
    .filter((name) => name.startsWith('client-'))
    .map((name) => name.slice('client-'.length));
}

/**
 * Writes how a client describes its operations, as data, which are read in a fraction of the time that code takes. Of an
 * operation that the sandbox never names it cannot carry out, so that all it needs of it is what a request for it looks like.
 * @param {string} client
 * @returns {string[]} whose they are
 */
function writeSchemas(client) {
  const name = `@aws-sdk/client-${client}`;
  const operations = Object.values(require(name)).filter((each) => isShape(each) && each[0] === OPERATION);
  const shapes = new Shapes();
  const written = operations.map(([, , operation, traits, input, output]) =>
    SANDBOX_WORDS.has(operation)
      ? [operation, shapes.encoded(traits), shapes.encoded(input), shapes.encoded(output)]
      : [operation, shapes.encoded(traits), 'unit', 'unit'],
  );
  writeFileSync(join(folder, `schemas/${client}.json`), JSON.stringify({ operations: written, shapes: shapes.list }));
  return [require.resolve(name)];
}

/**
 * @param {string} name
 * @param {(id: string, context: import('rolldown').ChunkingContext) => boolean} isOf
 * @returns {import('rolldown').CodeSplittingGroup}
 */
function together(name, isOf) {
  return { debugName: name, name: (id, context) => (isOf(id, context) ? name : null) };
}

/** @param {string} folder */
function sources(folder) {
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.ts'));
  return names.map((name) => `${folder}/${name}`);
}

/**
 * Tells what is loaded with a module of ours, itself too, as far as it is one of those.
 * @param {string} module
 */
function loadedWith(module, those = /^/) {
  const isLoaded = loadedBy([module]);
  /** @param {string} id @param {import('rolldown').ChunkingContext} context */
  return (id, context) => (id === join(ROOT, module) || isLoaded(id, context)) && those.test(id);
}

/**
 * Tells what modules of ours load. The bundler's own helpers are in the first group, which is always loaded.
 * @param {readonly string[]} modules
 */
function loadedBy(modules) {
  const beginning = modules.map((module) => join(ROOT, module));
  /** @type {Set<string>} */
  const loaded = new Set();
  /** @param {string} id @param {import('rolldown').ChunkingContext} context */
  return (id, context) => {
    if (loaded.size === 0) {
      for (const each of beginning) loaded.add(each);
      for (const each of loaded) context.getModuleInfo(each)?.importedIds.forEach((imported) => loaded.add(imported));
      for (const each of beginning) loaded.delete(each);
    }
    return loaded.has(id) || id.includes('rolldown/runtime');
  };
}
