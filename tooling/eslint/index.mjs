import eslint from '@eslint/js';
import typescript from 'typescript-eslint';

const message = (reason) => `${reason} (packages run in every JavaScript engine and have no hidden state)`;

/** What only Node or only a page has. */
const hostGlobals = [
  'process',
  'Buffer',
  'global',
  'require',
  '__dirname',
  '__filename',
  'setImmediate',
  'window',
  'document',
  'localStorage',
  'navigator',
];

const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Name every export: a default export has no name to search for.' };

/** The lint rules of the repository: typescript-eslint's strict type-checked set, tuned for numerical code. `root` holds `tsconfig.json`. */
export const rules = (root) =>
  typescript.config(
    {
      ignores: [
        '**/dist/',
        '**/node_modules/',
        '**/coverage/',
        '**/.generated/',
        '**/.cache/',
        '**/.turbo/',
        'tooling/benchmarks/',
        'tooling/reference/',
        'apps/examples/plugin-*/',
      ],
    },
    eslint.configs.recommended,
    {
      files: ['**/*.ts', '**/*.tsx'],
      extends: [typescript.configs.strictTypeChecked],
      languageOptions: { parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: root } },
      linterOptions: { reportUnusedDisableDirectives: 'error' },
      rules: {
        // `a[i]!` in a loop whose bounds were checked is the honest spelling under noUncheckedIndexedAccess.
        '@typescript-eslint/no-non-null-assertion': 'off',
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
        '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
        '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
        '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
        '@typescript-eslint/consistent-type-exports': 'error',
        '@typescript-eslint/explicit-module-boundary-types': 'error',
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        // The tree constraint `<P>(params: P & Tree<Value, P>)` mentions P once on purpose.
        '@typescript-eslint/no-unnecessary-type-parameters': 'off',
        'no-restricted-syntax': ['error', defaultExport],
        'no-eval': 'error',
        'no-new-func': 'error',
        // Parts and plugins are plain objects: their functions do not use `this` and are passed around.
        '@typescript-eslint/unbound-method': 'off',
        // A published constant is written as published.
        'no-loss-of-precision': 'off',
        eqeqeq: ['error', 'always', { null: 'ignore' }],
        'prefer-const': 'error',
      },
    },
    {
      files: ['packages/*/src/**/*.ts'],
      ignores: ['**/*.test.ts', '**/*.test-d.ts', '**/test-support/**', '**/checks/**'],
      rules: {
        'no-console': 'error',
        'no-restricted-globals': ['error', ...hostGlobals.map((name) => ({ name, message: message('A host global') }))],
        'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: message('Randomness is an explicit key') }],
        'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      },
    },
    {
      files: ['**/*.test.ts', '**/*.test-d.ts'],
      rules: {
        // A test checks what the types already promise.
        '@typescript-eslint/no-unnecessary-condition': 'off',
        '@typescript-eslint/explicit-module-boundary-types': 'off',
      },
    },
    // Outside the type-checked program: presets, checkers and configuration files.
    {
      files: ['**/*.config.ts', '**/*.mjs'],
      extends: [typescript.configs.disableTypeChecked],
      languageOptions: {
        parserOptions: { project: null },
        globals: {
          console: 'readonly',
          process: 'readonly',
          Buffer: 'readonly',
          URL: 'readonly',
          performance: 'readonly',
          setTimeout: 'readonly',
          clearTimeout: 'readonly',
          structuredClone: 'readonly',
        },
      },
      rules: { 'no-restricted-syntax': 'off' },
    },
    // The whole script of a frame: `runtime` stands before it.
    {
      files: ['apps/site/src/race/plugin/frame-script.js'],
      languageOptions: {
        globals: {
          addEventListener: 'readonly',
          parent: 'readonly',
          runtime: 'readonly',
          Worker: 'readonly',
          URL: 'readonly',
          Blob: 'readonly',
        },
      },
    },
    // What runs in a page: handed to the browser that a walk drives, or served as it is.
    {
      files: ['tooling/evidence/site/**/*.mjs', 'apps/site/public/*.js'],
      languageOptions: {
        globals: {
          document: 'readonly',
          innerWidth: 'readonly',
          localStorage: 'readonly',
          location: 'readonly',
          getComputedStyle: 'readonly',
          navigator: 'readonly',
        },
      },
    },
  );
