import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './lint/layers.js';
import { ownNames } from './lint/own-names.js';

export default defineConfig(
  { ignores: ['dist', 'coverage', 'generated', 'node_modules'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { lab: { rules: { layers, 'own-names': ownNames } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'exports have names' },
        { selector: 'TSEnumDeclaration', message: 'use a union of string literals' },
      ],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      eqeqeq: 'error',
      // The sandbox's state is plain JSON, and records go out of it by their keys.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `invoke<Output>` names what the caller expects of another service.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // There are no enums, as the rule above sees to; this one takes longer than all others.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Names in AWS are ASCII.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowThrowingAny: false }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'lambda-code/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'lab/layers': 'error' },
  },
  {
    files: ['src/**/*.ts', 'lambda-code/**/*.ts'],
    ignores: ['src/own.ts'],
    rules: { 'lab/own-names': 'error' },
  },
  // What a function writes to the console is its log.
  { files: ['lambda-code/job/log.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/unbound-method': 'off', 'max-lines': 'off' },
  },
  { files: ['**/*.config.*', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
