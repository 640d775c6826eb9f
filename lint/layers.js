import { dirname, join } from 'node:path';
import ts from 'typescript';
import { nodesIn } from './nodes.js';

/** @import { Finding } from './nodes.js' */

/**
 * What the modules of a folder may import, besides each other: the map of ARCHITECTURE.md. The longest path that a file
 * lies under decides. A path is a folder or a module from the root of the repository; `types` are taken as types alone.
 *
 * @typedef {object} Layer
 * @property {string} is what the folder is
 * @property {readonly string[]} [modules]
 * @property {readonly string[]} [packages] `*` at the end stands for anything
 * @property {readonly string[]} [types] packages of which nothing is loaded
 */

/** Dictionaries: everybody has them. */
const OWN = 'src/own.ts';
const FILES = 'src/package-files.ts';
const ERRORS = ['src/errors.ts', 'src/error-codes', 'src/steps.ts'];
const LAB = ['src/lab', 'src/events.ts', ...ERRORS];
const SDK = ['@aws-sdk/*', '@smithy/*'];

const BOX = 'src/sandbox';
const KERNEL = [`${BOX}/kernel`];
/** Who asks, and what that may do: every service needs it of IAM and STS, and no call of theirs would say it. */
const IDENTITY = [`${BOX}/services/iam`, `${BOX}/services/sts`];
/** @param {string} is @param {readonly string[]} neighbours @returns {Layer} */
const service = (is, ...neighbours) => ({
  is,
  modules: [...KERNEL, ...IDENTITY, ...neighbours],
  packages: ['node:crypto', 'node:util'],
  types: ['@aws-sdk/*'],
});

/** @type {Readonly<Record<string, Layer>>} */
export const LAYERS = {
  'src/main.ts': { is: 'the entry', modules: ['src/compose', 'src/errors.ts'] },
  'src/types.ts': { is: 'what other programs may import', modules: ['src/events.ts', 'src/lab'] },
  [OWN]: { is: 'dictionaries, which everybody may import' },
  'src/errors.ts': { is: 'errors', modules: ['src/error-codes', 'src/steps.ts'] },
  'src/error-codes': { is: 'the registry of errors and exit codes' },
  'src/steps.ts': { is: 'what is suggested, with its command' },
  'src/events.ts': { is: 'what a run reports', modules: ['src/events', 'src/lab', 'src/error-codes'] },
  'src/events': { is: 'its lines, by subject', modules: ['src/lab', 'src/error-codes'] },
  'src/package-files.ts': { is: 'what the package brings along', packages: ['node:*'] },
  'src/lab': { is: 'rules, pure', modules: [...ERRORS, 'data/prices.json'], packages: ['fflate', 'yaml', 'zod'] },
  'src/ports': { is: 'what actions need, in their words', modules: LAB },
  'src/pages': { is: 'pages for a browser', modules: LAB, packages: ['node:crypto', 'uqr'] },
  'src/actions': {
    is: 'use cases',
    modules: [...LAB, 'src/ports', 'src/pages'],
    packages: ['node:crypto', 'node:path'],
  },
  'src/config': {
    is: 'settings',
    modules: [...LAB, 'src/ports', 'src/system', FILES],
    packages: ['node:*', 'csv-parse/sync', 'yaml', 'zod'],
  },
  'src/assets': { is: 'what is uploaded', modules: [...LAB, 'src/ports', FILES], packages: ['node:*'] },
  'src/aws': {
    is: 'the SDK',
    modules: [...LAB, 'src/ports'],
    packages: [...SDK, 'http-proxy-agent', 'https-proxy-agent', 'node:*'],
  },
  'src/ui': {
    is: 'the terminal',
    modules: [...LAB, 'src/ports'],
    packages: ['chalk', 'fast-string-width', 'inquirer', 'ora', 'node:util'],
  },
  'src/system': {
    is: 'files, clock and browser of this machine',
    modules: [...LAB, 'src/ports', FILES],
    packages: ['node:*'],
  },
  'src/commands': {
    is: 'flags and help',
    modules: [...LAB, 'src/actions', 'src/config', 'src/ui/text'],
    packages: ['commander'],
  },
  'src/compose': {
    is: 'the composition root',
    modules: [
      'package.json',
      'src/actions',
      'src/assets',
      'src/aws',
      'src/commands',
      'src/config',
      'src/ports',
      'src/system',
      'src/ui',
      BOX,
      FILES,
      ...LAB,
    ],
    packages: ['node:*'],
    types: ['commander'],
  },
  'lambda-code': {
    is: 'functions of the pipeline',
    modules: ['src/lab'],
    packages: ['@aws-sdk/*', '@smithy/*', 'node:*'],
  },

  [BOX]: {
    is: 'the sandbox, put together, and its ways in',
    modules: [BOX],
    packages: ['@smithy/core/protocols', 'node:*'],
  },
  [`${BOX}/kernel`]: { is: 'world, calls, policies', packages: ['node:*', 'zod'], types: ['@aws-sdk/*'] },
  [`${BOX}/limits`]: { is: "what the API's model allows", modules: [...KERNEL, FILES], packages: ['node:fs'] },
  [`${BOX}/wire`]: { is: 'protocols and signatures', modules: [...KERNEL, FILES], packages: [...SDK, 'node:*'] },
  [`${BOX}/loopback`]: { is: 'HTTP on this machine', modules: KERNEL, packages: ['node:http'] },
  [`${BOX}/storage`]: { is: 'the folder', modules: KERNEL, packages: ['node:*'], types: ['zod'] },
  [`${BOX}/workers`]: {
    is: 'threads that are waited for',
    modules: [FILES],
    packages: ['node:fs', 'node:worker_threads'],
  },
  [`${BOX}/xgboost`]: {
    is: 'models',
    modules: [`${BOX}/workers`, FILES],
    packages: ['fflate', 'ml-xgboost/dist/wasm/xgboost.js', 'node:zlib', 'zod'],
  },
  [`${BOX}/cloudformation`]: {
    is: 'stacks',
    modules: [...KERNEL, ...IDENTITY, FILES],
    packages: ['node:fs', 'node:util', 'yaml'],
    types: ['@aws-sdk/*'],
  },
  [`${BOX}/authorization`]: {
    is: 'which policies apply',
    modules: [...KERNEL, `${BOX}/services/iam`, `${BOX}/cloudformation/made-by.ts`],
  },
  [`${BOX}/signin`]: { is: 'the sign-in page', modules: [...KERNEL, ...IDENTITY], packages: ['node:crypto'] },
  [`${BOX}/services`]: { is: 'the list of services', modules: [...KERNEL, `${BOX}/cloudformation`] },
  [`${BOX}/services/iam`]: { ...service('IAM'), modules: KERNEL },
  [`${BOX}/services/sts`]: { ...service('STS'), modules: [...KERNEL, `${BOX}/services/iam`] },
  [`${BOX}/services/cloudwatch`]: service('CloudWatch'),
  [`${BOX}/services/codepipeline`]: service('CodePipeline'),
  [`${BOX}/services/ec2`]: service('EC2'),
  [`${BOX}/services/events`]: { ...service('EventBridge'), packages: ['node:net'] },
  [`${BOX}/services/kms`]: service('KMS'),
  [`${BOX}/services/logs`]: service('CloudWatch Logs'),
  [`${BOX}/services/organizations`]: service('Organizations'),
  [`${BOX}/services/s3`]: { ...service('S3'), packages: ['node:*'] },
  [`${BOX}/services/sns`]: service('SNS'),
  [`${BOX}/services/ssm`]: service('SSM'),
  // A notebook has an interface in the network and a volume under a key; a model is an object.
  [`${BOX}/services/sagemaker`]: service(
    'SageMaker',
    `${BOX}/services/ec2`,
    `${BOX}/services/kms`,
    `${BOX}/services/s3`,
    `${BOX}/xgboost`,
  ),
  // Code is an object, its variables are under a key, and functions call AWS over a port of their own.
  [`${BOX}/services/lambda`]: {
    ...service('Lambda', `${BOX}/services/kms`, `${BOX}/services/s3`, `${BOX}/loopback`, `${BOX}/workers`, FILES),
    packages: ['fflate', 'node:*'],
  },
  // What a product asks for is what its template declares.
  [`${BOX}/services/servicecatalog`]: service('Service Catalog', `${BOX}/cloudformation/template`),
};

/**
 * What a module imports that its layer may not, at the node that says so.
 * @param {string} file its path from the root
 * @param {ts.SourceFile} source @returns {Finding[]}
 */
export function layers(file, source) {
  const layer = layerOf(file);
  const rules = layer === undefined ? undefined : LAYERS[layer];
  if (!layer || !rules)
    return [{ node: source, says: `${file} is in no layer: give its folder one in lint/layers.js` }];
  return nodesIn(source).flatMap((node) => {
    const specifier = specifierIn(node);
    const says = specifier && objection(targetOf(file, specifier), isOfTypes(node), [layer, rules]);
    return says ? [{ node, says }] : [];
  });
}

/** @param {string} file @returns {string | undefined} */
function layerOf(file) {
  return Object.keys(LAYERS)
    .filter((path) => isWithin(file, path))
    .sort((one, other) => other.length - one.length)[0];
}

/** The module that a node names. @param {ts.Node} node @returns {string | undefined} */
function specifierIn(node) {
  const named = moduleNamed(node);
  return named && ts.isStringLiteralLike(named) ? named.text : undefined;
}

/** @param {ts.Node} node @returns {ts.Node | undefined} */
function moduleNamed(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? node.arguments[0]
    : undefined;
}

/** @param {ts.Node} node */
function isOfTypes(node) {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isExportDeclaration(node) ? node.isTypeOnly : ts.isImportTypeNode(node);
}

/** The path from the root where it is a module of ours. @param {string} file @param {string} specifier */
function targetOf(file, specifier) {
  return specifier.startsWith('.') ? join(dirname(file), specifier).replaceAll('\\', '/') : specifier;
}

/** @param {string} imported @param {boolean} ofTypes @param {[string, Layer]} layer @returns {string | undefined} */
function objection(imported, ofTypes, [layer, { is, modules = [], packages = [], types = [] }]) {
  if ([layer, OWN, ...modules].some((path) => isWithin(imported, path)) || isAmong(imported, packages))
    return undefined;
  const who = `${layer} (${is})`;
  if (!isAmong(imported, types)) return `${who} may not import ${imported}; see lint/layers.js`;
  return ofTypes ? undefined : `${who} may import no more than types from ${imported}; see lint/layers.js`;
}

/** @param {string} file @param {string} path */
function isWithin(file, path) {
  return file === path || file.startsWith(`${path}/`);
}

/** @param {string} name @param {readonly string[]} patterns */
function isAmong(name, patterns) {
  return patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}
