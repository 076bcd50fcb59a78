import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Readies what many tests need once, such as TensorFlow's native library. */
const setup = './test/global-setup.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: existsSync(new URL(setup, import.meta.url)) ? [setup] : [],
    // The test machines have two cores, and some tests start processes of their own.
    maxWorkers: 2,
    // Tests that compile, train or start a process take seconds on a busy machine; one that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 300_000,
    // A test that is only marked to run alone, or an empty suite, must not pass unseen.
    allowOnly: false,
  },
})
