/**
 * Packs the project as npm would publish it, installs that without a registry, and lives through a rehearsal with it: in a folder
 * elsewhere, with a home that is empty. `--nodes 22,24` repeats that with the newest of those versions of Node.js, which
 * npm's packages `node-PLATFORM-ARCH` bring.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesIn } from './third-parties.js';

const MEGABYTE = 1_000_000;
const MOST_PACKED = 2.5 * MEGABYTE;
const MOST_ON_DISK = 12 * MEGABYTE;
const NEEDED = [
  'bin/mlops-lab.js',
  'dist/main.js',
  'dist/types/types.d.ts',
  'dist/THIRD-PARTY.txt',
  'dist/sbom.cdx.json',
  'docs/lab-guide.md',
  'docs/course.schema.json',
  'docs/events.schema.json',
  'docs/mlops-lab.schema.json',
  'docs/mlops-lab.1',
  'templates/tools/pre-reqs.yaml',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'LICENSE',
];
const LIFE = [
  ['init', '--sandbox', '--yes'],
  ['submit', '--sandbox', '--watch'],
  ['status', '--sandbox'],
  ['teardown', '--sandbox', '--yes'],
];

const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-package-'));
try {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.types.json']);
  execFileSync('node', ['scripts/bill-of-materials.js']);
  execFileSync('npx', ['publint', '--strict'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const tarball = pack();
  const home = made('home');
  const place = made('place');
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const registry = ['--offline', '--registry', 'http://127.0.0.1:1'];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...registry, tarball], { cwd: place, env });
  checkInstalled(join(place, 'node_modules'));
  for (const node of [process.execPath, ...others()])
    live(node, join(place, 'node_modules/mlops-lab/bin/mlops-lab.js'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} name */
function made(name) {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

/** Packs after a build, and gives where the package is. */
function pack() {
  const told = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [{ filename, files, size, unpackedSize }] = JSON.parse(told.toString());
  const paths = files.map((/** @type {{ path: string }} */ { path }) => path);
  for (const needed of NEEDED) if (!paths.includes(needed)) throw new Error(`the package lacks ${needed}`);
  for (const [what, bytes, most] of [
    ['packed', size, MOST_PACKED],
    ['on disk', unpackedSize, MOST_ON_DISK],
  ]) {
    console.log(`${what}: ${(bytes / MEGABYTE).toFixed(2)} MB`);
    if (bytes > most) throw new Error(`the package is too large ${what}`);
  }
  return join(folder, filename);
}

/** @param {string} modules the folder that the package was installed into */
function checkInstalled(modules) {
  const installed = readdirSync(modules).filter((name) => !name.startsWith('.'));
  if (installed.join() !== 'mlops-lab') throw new Error(`the package brings others along: ${installed.join(', ')}`);
  const notices = readFileSync(join(modules, 'mlops-lab/dist/THIRD-PARTY.txt'), 'utf8');
  if (/iam-simulate|AGPL/.test(notices)) throw new Error('the package holds what must stay in the tests');
  checkBill(JSON.parse(readFileSync(join(modules, 'mlops-lab/dist/sbom.cdx.json'), 'utf8')), namesIn(notices));
}

/**
 * The bill of materials lists what the notices list, each with what identifies it.
 * @param {{ components: { name: string, version: string, purl: string, hashes: unknown[], licenses: unknown[] }[] }} bill
 * @param {string[]} held
 */
function checkBill({ components }, held) {
  const listed = components.map(({ name, version }) => `${name} ${version}`);
  if (listed.toSorted().join() !== held.toSorted().join()) throw new Error('bill of materials and notices differ');
  const vague = components.filter(
    ({ purl, hashes, licenses }) => !purl || hashes.length === 0 || licenses.length === 0,
  );
  if (vague.length > 0) throw new Error(`the bill does not identify ${vague.map(({ name }) => name).join(', ')}`);
}

/** @param {string} node @param {string} binary */
function live(node, binary) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const work = made(`work-${version}`);
  const env = { PATH: process.env.PATH ?? '', HOME: made(`home-${version}`), AWS_EC2_METADATA_DISABLED: 'true' };
  const started = performance.now();
  for (const line of LIFE) {
    const said = execFileSync(node, [binary, ...line], { cwd: work, env, encoding: 'utf8', stdio: 'pipe' });
    if (line[0] === 'init' && !said.includes('MasterPortfolioId')) throw new Error('the packed init gives no outputs');
  }
  console.log(`a rehearsal with ${version}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Other versions of Node.js that were asked for, each as a path. */
function others() {
  const [, wanted = ''] = /--nodes[= ](\S+)/.exec(process.argv.join(' ')) ?? [];
  return wanted.split(',').filter(Boolean).map(fetched);
}

/** @param {string} version */
function fetched(version) {
  const name = `node-${process.platform}-${process.arch}`;
  const place = made(`node-${version}`);
  const install = ['install', '--no-audit', '--no-fund', '--prefix', place, `${name}@${version}`];
  execFileSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] });
  const path = join(place, 'node_modules', name, 'bin/node');
  if (!statSync(path).isFile()) throw new Error(`${name} brings no ${path}`);
  return path;
}
