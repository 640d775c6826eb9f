// Every check of the project, one after the other. `node scripts/check.js lint knip` runs some of them.
import { spawnSync } from 'node:child_process';

/** @type {{ name: string, command: string[], tool?: string }[]} */
const CHECKS = [
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'format', command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['npx', 'eslint', '.'] },
  { name: 'typecheck', command: ['npx', 'tsc', '--noEmit'] },
  { name: 'knip', command: ['npx', 'knip'] },
  { name: 'templates', command: ['cfn-lint', '--include-checks', 'I', '--', 'templates/**/*.yaml'], tool: 'cfn-lint' },
  // Beside the tests, since it asks more than a hundred thousand questions.
  { name: 'policies', command: ['npx', 'vitest', 'run', '--mode', 'policies', '--reporter', 'dot'] },
  { name: 'package', command: ['node', 'scripts/check-package.js'] },
  { name: 'test', command: ['npm', 'test', '--silent'] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`no such check: ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const failed = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).filter(
  (check) => !passes(check),
);
if (failed.length > 0) {
  console.error(`\n✖ failed: ${failed.map(({ name }) => name).join(', ')}`);
  process.exitCode = 1;
}

/** A check whose tool is missing is loud, and counts as failed in CI, where every tool has to be. */
function passes({ name, command: [program, ...args], tool }) {
  if (tool && spawnSync(tool, ['--version'], { stdio: 'ignore' }).error) {
    console.error(`! ${name}: NOT CHECKED, because ${tool} is not installed (see CONTRIBUTING.md)`);
    return !process.env.CI;
  }
  const started = performance.now();
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`${status === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
  return status === 0;
}
