import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './lint/layers.js';
import { ownNames } from './lint/own-names.js';

/** The rules that are this project's own. All others, and whether types are right, oxlint checks (`.oxlintrc.json`). */
const SHIPPED = { files: ['src/**/*.ts', 'lambda-code/**/*.ts'], ignores: ['**/*.test.ts'] };

export default defineConfig(
  {
    ...SHIPPED,
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: 'lint/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { lab: { rules: { layers, 'own-names': ownNames } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { 'lab/layers': 'error', 'lab/own-names': 'error' },
  },
  { files: ['src/own.ts'], rules: { 'lab/own-names': 'off' } },
);
