import { readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

const TESTS = ['test/**/*.test.ts', 'lambda-code/**/*.test.ts'];

/**
 * Tests that go through the whole life of a lab, or through several releases: a quarter of them has its turn in a run, half
 * of them in CI, and those that are named on the command line. `--mode lives` goes through all of them.
 */
const LIVES = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.life.sweep.test.ts'))
  .sort();

/** After so many runs each has had its turn. */
const TURNS = process.env['CI'] ? 2 : 4;

/** What `--mode` chooses instead. Sweeps are among the others too, which take one case where they take all: `test/support/sweep.ts`. */
const OTHERS: Readonly<Record<string, string[]>> = {
  sweeps: ['test/**/*.sweep.{test,outside,check}.ts'],
  lives: ['test/**/*.life.sweep.test.ts'],
  outside: ['test/**/*.outside.ts'],
  documents: ['test/docs/**/*.check.ts'],
  policies: ['test/{policies,permissions}/**/*.check.ts'],
};

export default defineConfig(({ mode }) => {
  // Vitest tells it, and takes it again by `--sequence.seed`.
  const seed = seedGiven(process.argv) ?? Date.now();
  return {
    test: {
      include: OTHERS[mode] ?? TESTS,
      exclude: [...configDefaults.exclude, ...(Object.hasOwn(OTHERS, mode) ? [] : notInTurn(seed))],
      sequence: { shuffle: true, seed },
      provide: { seed, all: mode === 'sweeps' },
      // For what hangs alone: whether a test passes is no matter of how busy the machine is.
      testTimeout: 1_200_000,
      hookTimeout: 1_200_000,
      // Loading the SDK's clients anew for each file would take longer than the tests, and no file leaves anything behind.
      isolate: false,
      // Node itself loads what is tested, which then runs as fast as what is shipped.
      experimental: { viteModuleRunner: false, nodeLoader: false },
      setupFiles: ['./test/support/typescript/run.js', './test/support/randomness.ts'],
      maxWorkers: '100%',
      // A whole lab comes and goes in most tests: what is young lives long enough to be collected with little work.
      execArgv: ['--max-semi-space-size=32'],
      env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    },
  };
});

/** By other digits of the seed than those by which sweeps draw their cases, so that each case has its turn. */
function notInTurn(seed: number): string[] {
  const turn = Math.floor(seed / 1000) % TURNS;
  const isNamed = (file: string) => process.argv.some((argument) => file.includes(argument));
  return LIVES.map((file) => `test/${file}`).filter((file, index) => index % TURNS !== turn && !isNamed(file));
}

function seedGiven(args: readonly string[]): number | undefined {
  const [, seed] = /--sequence\.seed[= ](\d+)/.exec(args.join(' ')) ?? [];
  return seed === undefined ? undefined : Number(seed);
}
