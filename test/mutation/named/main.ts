/*
 * `npm run check -- mutants`, or `npm run named-mutants -- WORDS`: makes slips that cost somebody money or data when they were made, one after the other, and
 * looks whether the tests that are there against each fail for it. With words, only those of which a slip or a file tells.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NAMED } from './index.ts';
import type { NamedMutant } from './mutant.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
/** Many times as long as the tests of a file take, also on a busy machine, in milliseconds. */
const LONGEST = 20 * 60_000;
const CONFIG = fileURLToPath(new URL('vitest.config.ts', import.meta.url));

const words = process.argv.slice(2);
const chosen = NAMED.filter(({ slip, file }) => words.every((word) => `${slip} ${file}`.includes(word)));
const alive = chosen.filter((mutant) => !isKilled(mutant));
process.stdout.write(`${String(chosen.length - alive.length)} of ${String(chosen.length)} named mutants are dead\n`);
process.exitCode = chosen.length > 0 && alive.length === 0 ? 0 : 1;

function isKilled(mutant: NamedMutant): boolean {
  const by = mutant.killedBy.find((test) => fails(test, mutant));
  process.stdout.write(`${by ? '✔' : '✖'} ${mutant.slip} (${mutant.file})${by ? `: ${by}` : ''}\n`);
  return by !== undefined;
}

/** Tests that cannot be loaded prove nothing: only those that were found, and failed or could not be prepared, do. */
function fails(test: string, mutant: NamedMutant): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-mutant-'));
  const [plan, report] = [join(folder, 'plan.json'), join(folder, 'report.json')];
  try {
    writeFileSync(plan, JSON.stringify({ sources: { [join(ROOT, mutant.file)]: mutated(mutant) } }));
    const args = ['run', '--config', CONFIG, '--reporter=json', `--outputFile=${report}`, test];
    const env = { ...process.env, MUTATION_PLAN: plan };
    const bounds = { timeout: LONGEST, killSignal: 'SIGKILL' } as const;
    const { stderr, signal } = spawnSync(process.execPath, [VITEST, ...args], { env, encoding: 'utf8', ...bounds });
    if (signal !== null) return toldEndless(test);
    if (!existsSync(report)) throw new Error(`${test} could not be run: ${stderr}`);
    const { success, numTotalTests } = JSON.parse(readFileSync(report, 'utf8')) as Totals;
    if (numTotalTests === 0) throw new Error(`${test} could not be run: ${stderr}`);
    return !success;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A mutant with which tests do not end is noticed as well as one with which they fail. */
function toldEndless(test: string): true {
  process.stdout.write(`  ${test} did not end\n`);
  return true;
}

interface Totals {
  /** Neither a test nor what prepares tests has failed. */
  readonly success: boolean;
  readonly numTotalTests: number;
}

function mutated({ slip, file, before, after }: NamedMutant): string {
  const parts = readFileSync(join(ROOT, file), 'utf8').split(before);
  if (parts.length !== 2) throw new Error(`"${slip}" has no one place in ${file}: ${before}`);
  return parts.join(after);
}
