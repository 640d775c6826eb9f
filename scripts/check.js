// Every check of the project, two at a time where none needs what another makes. `node scripts/check.js lint knip` runs some.
import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** @typedef {{ name: string, command: string[], tool?: string, alone?: boolean, waits?: boolean, asked?: boolean }} Check */

const VITEST = ['npx', 'vitest', 'run', '--reporter', 'dot'];

/** Those that run alone show what they say as they go, the others at their end. The longest goes first.
 * What mostly waits for other programs runs beside all of them.
 * What is only run when it is asked for by name says so.
 * @type {Check[]} */
const CHECKS = [
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], alone: true },
  // Beside the tests, since these take long, or programs that are not everywhere.
  // What all of these begin with is made once in each worker.
  { name: 'policies', command: [...VITEST, '--mode', 'policies', '--maxWorkers', '1'] },
  { name: 'documents', command: [...VITEST, '--mode', 'documents', '--maxWorkers', '1'] },
  { name: 'sweeps', command: [...VITEST, '--mode', 'sweeps'] },
  { name: 'outside', command: [...VITEST, '--mode', 'outside'], waits: true },
  // Types, too.
  { name: 'lint', command: ['npx', 'oxlint'] },
  { name: 'package', command: ['node', 'scripts/check-package.js'] },
  { name: 'templates', command: ['cfn-lint', '--include-checks', 'I', '--', 'templates/**/*.yaml'], tool: 'cfn-lint' },
  { name: 'layers', command: ['node', 'lint/run.js'] },
  { name: 'knip', command: ['npx', 'knip'] },
  { name: 'cycles', command: ['node', 'scripts/check-cycles.js'] },
  { name: 'format', command: ['npx', 'oxfmt', '--check'] },
  { name: 'test', command: ['npm', 'test', '--silent'], alone: true },
  { name: 'lives', command: [...VITEST, '--mode', 'lives'], alone: true, asked: true },
  { name: 'chaos', command: ['npm', 'run', '--silent', 'chaos', '--', '--runs', '3'], alone: true, asked: true },
  { name: 'mutants', command: ['npm', 'run', '--silent', 'named-mutants'], alone: true, asked: true },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`no such check: ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const chosen = CHECKS.filter(({ name, asked = false }) => (wanted.length === 0 ? !asked : wanted.includes(name)));
/** @type {string[]} */
const failed = [];
for (const batch of batches(chosen)) {
  const waiting = batch.filter(({ waits = false }) => waits);
  const working = batch.filter(({ waits = false }) => !waits);
  await Promise.all([lane(waiting), lane(working), lane(working)]);
}
if (failed.length > 0) {
  console.error(`\n✖ failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** Checks that run alone, and between them those that may run side by side. @param {Check[]} checks @returns {Check[][]} */
function batches(checks) {
  const isAlone = ({ alone = false }) => alone;
  return [
    checks.filter((check) => isAlone(check) && check.name === 'build'),
    checks.filter((check) => !isAlone(check)),
    checks.filter((check) => isAlone(check) && check.name !== 'build'),
  ];
}

/** Takes one check after the other from those that are left. @param {Check[]} left */
async function lane(left) {
  for (let check = left.shift(); check; check = left.shift()) if (!(await passes(check))) failed.push(check.name);
}

/**
 * A check whose tool is missing is loud, and counts as failed in CI, where every tool has to be.
 * @param {Check} check @returns {Promise<boolean>}
 */
async function passes({ name, command: [program = '', ...args], tool, alone = false }) {
  if (tool && spawnSync(tool, ['--version'], { stdio: 'ignore' }).error) {
    console.error(`! ${name}: NOT CHECKED, because ${tool} is not installed (see CONTRIBUTING.md)`);
    return !process.env.CI;
  }
  const started = performance.now();
  const status = await (alone ? shown(program, args) : told(program, args));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`${status === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
  return status === 0;
}

/** @param {string} program @param {string[]} args @returns {Promise<number | null>} */
function shown(program, args) {
  return new Promise((resolve) => spawn(program, args, { stdio: 'inherit' }).on('close', resolve));
}

/** @param {string} program @param {string[]} args @returns {Promise<number | null>} */
async function told(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [out, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  process.stdout.write(out);
  process.stderr.write(errors);
  return status;
}
