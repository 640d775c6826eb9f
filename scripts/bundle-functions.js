// Bundles each Lambda function with the SDK clients it uses into one file, in zips whose bytes depend on nothing else
// than the sources: not on the machine, the folder, the time or the time zone. Run by `npm run build`.
// `node scripts/bundle-functions.js [OUTPUT [ROOT [SOURCE…]]]`; of the sources all, where none is named
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { zipSync } from 'fflate';
import { rolldown } from 'rolldown';
import { virtualModule } from './virtual-module.js';

/** The workshop's names of the zips, by the folders of their sources. */
const FUNCTIONS = {
  'train-model': 'MLOps-BIA-TrainModel',
  'get-status': 'MLOps-BIA-GetStatus',
  'deploy-model': 'MLOps-BIA-DeployModel',
  'evaluate-model': 'MLOps-BIA-EvaluateModel',
};

/**
 * What the SDK's clients bring along for elsewhere, and every start of a function would load. Lambda gives a role's keys
 * in variables of the environment (developer guide, "Defined runtime environment variables"), so that no other of the
 * SDK's sources of credentials is asked; and no operation of ours answers with a stream of events.
 */
const WITHOUT = [
  virtualModule(
    '@aws-sdk/credential-provider-node',
    "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  ),
  virtualModule(
    '@smithy/core/event-streams',
    "export const EventStreamSerde = class { constructor() { throw new Error('no stream of events'); } };\n" +
      'export const eventStreamSerdeProvider = undefined;',
    /HttpProtocol/,
  ),
];

/** Local fields, as zip archives have no time zone: the earliest that they can tell. */
const TIME = new Date(1980, 0, 1);

const [output = 'generated/functions', root = fileURLToPath(new URL('..', import.meta.url)), ...sources] =
  process.argv.slice(2);

await bundleAll(resolve(root), resolve(root, output));

/**
 * @param {string} root
 * @param {string} folder
 */
async function bundleAll(root, folder) {
  mkdirSync(folder, { recursive: true });
  const wanted = Object.entries(FUNCTIONS).filter(([source]) => sources.length === 0 || sources.includes(source));
  const bundles = wanted.map(async ([source, name]) => {
    const code = await bundle(root, join(root, 'lambda-code', source, 'index.ts'));
    writeFileSync(join(folder, `${name}.zip`), zipped(code));
  });
  await Promise.all(bundles);
}

/**
 * @param {string} cwd
 * @param {string} input
 */
async function bundle(cwd, input) {
  const build = await rolldown({
    cwd,
    input,
    platform: 'node',
    plugins: WITHOUT,
    resolve: { mainFields: ['module', 'main'] },
  });
  try {
    const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false, comments: false });
    const [chunk, ...others] = output;
    if (others.length > 0) throw new Error(`${input} became ${output.length} files; a function is one`);
    return chunk.code;
  } finally {
    await build.close();
  }
}

/** @param {string} code */
function zipped(code) {
  const file = new TextEncoder().encode(code);
  // Made as on Unix (3), readable by everybody: Lambda runs functions as another user.
  return zipSync({ 'index.mjs': file }, { level: 9, mtime: TIME, os: 3, attrs: 0o644 << 16 });
}
