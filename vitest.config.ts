import { defineConfig } from 'vitest/config';

// `--mode policies` is the check of the templates' policies, which takes too long to come along with every test.
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'policies' ? ['test/policies/**/*.check.ts'] : ['test/**/*.test.ts', 'lambda-code/**/*.test.ts'],
    sequence: { shuffle: true },
    testTimeout: 120_000,
    // Loading the SDK's clients anew for each file would take longer than the tests, and no file leaves anything behind.
    isolate: false,
    maxWorkers: '100%',
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
}));
