import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** For what hangs: on a busy machine, tests that are sound may take minutes. */
const HANGING = 10 * 60_000;

/** The tests as they are, over a program with one mutant in it, which `MUTATION_PLAN` names. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts', 'lambda-code/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('../run/register.js', import.meta.url))],
    maxWorkers: 1,
    isolate: false,
    sequence: { seed: 1 },
    provide: { seed: 1, all: false },
    testTimeout: HANGING,
    hookTimeout: HANGING,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
