import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { ownNames } from './lint/own-names.js';

/** Forbids a folder to import what the map in ARCHITECTURE.md does not let it import. */
function mayNotImport(files, ...groups) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
    },
  };
}

const SDK = [['@aws-sdk/*', '@smithy/*'], 'only src/aws and the codecs of src/sandbox speak to AWS'];
const TERMINAL = [['chalk', 'ora', 'inquirer', '@inquirer/*'], 'only src/ui draws and asks'];
const COMMANDER = [['commander'], 'only src/compose and src/commands know the command line'];
const SANDBOX = [['**/sandbox/**', '**/compose/**'], 'only the composition root and tests know the sandbox'];
const ADAPTERS = [
  ['**/aws/**', '**/ui/**', '**/commands/**', '**/assets/**', '**/system/**'],
  'adapters are handed in through ports',
];
const ACTIONS = [['**/actions/**', '**/commands/**'], 'use cases stand above this'];
const INPUT_OUTPUT = [['node:*'], 'pure code: no input, no output, no clock'];

export default defineConfig(
  { ignores: ['dist', 'coverage', 'generated', 'node_modules'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
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
    ignores: ['src/own.ts'],
    plugins: { lab: { rules: { 'own-names': ownNames } } },
    rules: { 'lab/own-names': 'error' },
  },
  mayNotImport(
    ['src/lab/**', 'src/error-codes/**', 'src/events.ts', 'src/errors.ts', 'src/steps.ts'],
    SDK,
    TERMINAL,
    COMMANDER,
    SANDBOX,
    ADAPTERS,
    ACTIONS,
    INPUT_OUTPUT,
    [['**/ports/**', '**/config/**'], 'the lab knows nothing of the world around it'],
  ),
  mayNotImport(['src/ports/**'], SDK, TERMINAL, COMMANDER, SANDBOX, ADAPTERS, ACTIONS, INPUT_OUTPUT),
  mayNotImport(['src/actions/**'], SDK, TERMINAL, COMMANDER, SANDBOX, ADAPTERS, [
    ['node:fs*', 'node:child_process', 'node:net', 'node:http*', 'node:timers*', 'node:process'],
    'actions reach the world through ports',
  ]),
  mayNotImport(['src/config/**', 'src/assets/**'], SDK, TERMINAL, COMMANDER, SANDBOX, ACTIONS, [
    ['**/aws/**', '**/ui/**'],
    'adapters are handed in',
  ]),
  mayNotImport(['src/aws/**'], TERMINAL, COMMANDER, SANDBOX, ACTIONS, [
    ['**/ui/**', '**/config/**'],
    'adapters do not know each other',
  ]),
  mayNotImport(['src/ui/**'], SDK, COMMANDER, SANDBOX, ACTIONS, [
    ['**/aws/**', '**/config/**', '**/assets/**'],
    'adapters do not know each other',
  ]),
  mayNotImport(['src/commands/**'], SDK, TERMINAL, SANDBOX, [
    ['**/aws/**', '**/ui/**', '**/system/**'],
    'commands are flags and help',
  ]),
  mayNotImport(['src/sandbox/**'], TERMINAL, COMMANDER, ACTIONS, [
    [
      '**/lab/**',
      '**/ports/**',
      '**/config/**',
      '**/aws/**',
      '**/ui/**',
      '**/assets/**',
      '**/system/**',
      '**/compose/**',
    ],
    'the sandbox is AWS: it does not know the lab',
  ]),
  mayNotImport(['lambda-code/**'], TERMINAL, COMMANDER, SANDBOX, ACTIONS, [
    ['**/aws/**', '**/ui/**', '**/assets/**', '**/config/**', '**/ports/**'],
    'the functions share no more than src/lab with the command line',
  ]),
  // What a function writes to the console is its log.
  { files: ['lambda-code/job/log.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/sandbox/services/**', 'src/sandbox/cloudformation/**', 'src/sandbox/kernel/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@aws-sdk/*', '@smithy/*'],
              allowTypeImports: true,
              message: 'only the codecs need more than types',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/unbound-method': 'off', 'max-lines': 'off' },
  },
  { files: ['*.config.*', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
