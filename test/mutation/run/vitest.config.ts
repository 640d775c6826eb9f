import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { readPlan } from './plan.ts';

const { root, tests } = readPlan();
const ORDER = new Map(tests.map(({ file }, place) => [file, place]));
/** For what hangs: on a busy machine, tests that are sound may take minutes. */
const HANGING = 10 * 60_000;

class Planned extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => placeOf(a) - placeOf(b)));
  }
}

const config = defineConfig({
  root,
  test: {
    include: tests.map(({ file }) => file),
    runner: fileURLToPath(new URL('runner.ts', import.meta.url)),
    pool: 'forks',
    execArgv: ['--import', fileURLToPath(new URL('register.js', import.meta.url))],
    maxWorkers: 1,
    isolate: false,
    // One seed for all: a mutant is to meet the same tests again.
    sequence: { sequencer: Planned, seed: 1 },
    provide: { seed: 1, all: false },
    testTimeout: HANGING,
    hookTimeout: HANGING,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    reporters: [],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});

function placeOf({ moduleId }: TestSpecification): number {
  return ORDER.get(moduleId.slice(root.length + 1)) ?? Infinity;
}

export { config as default };
