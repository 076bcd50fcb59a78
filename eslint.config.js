import functional from 'eslint-plugin-functional'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { noTypedArrayWrites } from './test/house-rules/no-typed-array-writes.js'

/** Where loops and writing are the point: numbers of a tensor before anybody else holds them, and the loops that are timed. */
const kernels = ['src/**/kernels/**/*.ts', 'src/engines/wasm/host/**/*.ts', 'src/math/**/*.ts', 'compare/bench/kernels/**/*.ts']

/** Where numbers and text come from outside, so that nothing may pass unlooked at. */
const borders = ['src/io/**/*.ts', 'src/formats/**/*.ts', 'src/run/**/*.ts', 'src/cli/**/*.ts', 'compare/tensorflow/**/*.ts']

const all = (level, names) => Object.fromEntries(names.map((name) => [name, level]))
const mutation = ['functional/no-let', 'functional/no-loop-statements', 'functional/immutable-data', 'pullback/no-typed-array-writes']
const unsafe = ['argument', 'assignment', 'member-access', 'return'].map((name) => `@typescript-eslint/no-unsafe-${name}`)

export default defineConfig(
  {
    // AssemblyScript is another language; the refused programs do not compile on purpose.
    ignores: ['dist/', 'src/engines/*/assembly/', 'compare/bench/assembly/', 'test/refused/programs/', 'test/readme/example/', 'test/engines/wasm/*-entry.ts'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { functional, pullback: { rules: { 'no-typed-array-writes': noTypedArrayWrites } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // `Tensor` alone means "some tensor": its shape is `any` by design (`Some` in src/tensor.ts), and engines check it
      // while running. No other `any` can be written, and at the borders these four rules stay on.
      ...all('off', unsafe),
      // An async function is how a throw becomes a rejection.
      '@typescript-eslint/require-await': 'off',
      // `() => f()` may hand on a `void`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      // A tensor prints itself: the value behind the interface has a `toString`.
      '@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['Tensor', 'Float', 'Ids', 'Error', 'URL'] }],
      // A number in a message reads as it is meant to.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `[...text]` takes a text apart into code points, which is what a width in columns counts.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A parameter that is there for its type alone begins with `_`.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: borders, rules: all('error', unsafe) },
  { files: ['src/**/*.ts', 'compare/**/*.ts', 'spec/**/*.ts'], rules: all('error', mutation) },
  {
    files: kernels,
    // An index that a loop counts, or that is masked to a table's length, is inside; asking again for each element costs time.
    rules: all('off', [...mutation, '@typescript-eslint/no-non-null-assertion']),
  },
  {
    files: ['test/**/*.ts'],
    // A test may know that something is there, and fails when it is not; it may say which type it means where none is needed.
    rules: all('off', ['@typescript-eslint/no-non-null-assertion', '@typescript-eslint/no-unnecessary-type-assertion']),
  },
)
