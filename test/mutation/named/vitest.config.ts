import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests as they are, over a program with one mutant in it, which `MUTATION_PLAN` names. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts', 'lambda-code/**/*.test.ts'],
    pool: 'forks',
    execArgv: ['--import', fileURLToPath(new URL('../run/register.js', import.meta.url))],
    maxWorkers: 1,
    isolate: false,
    sequence: { seed: 1 },
    provide: { seed: 1, all: false },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    bail: 1,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
