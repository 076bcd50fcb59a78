import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const program = 'test/engines/wasm/children/digits.ts'
const binary = (name: string): string => `${root}node_modules/.bin/${name}`

/** Real processes of three engines. One that does not start fails the test: a promise that was not checked is none. */
const engines: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['Node (V8)', process.execPath, '--import', 'tsx', program],
  ['Bun (JavaScriptCore)', binary('bun'), 'run', program],
  ['Deno (a newer V8)', binary('deno'), 'run', '-A', '--no-lock', '--no-remote', program],
]

/** The weights after the first 100 steps, which the eager engine takes too, and after all 1,320. */
const SHORT = '9a5ee13b6c93c045220ec90b6a2efa7d0e25c5e6f8bb3654a5fbd49c39dd5c59'
/** The same as in test/cli/commands.test.ts. */
const WHOLE = 'f72ed66d4b90c557470332841c79253068db953617a1f90fb875ee12e5131197'

describe('the digits training run has one hash: eager, compiled, on one thread and on two', () => {
  test.each(engines)('%s', async (_name, command, ...args) => {
    const { stdout } = await run(command, args, { cwd: root, env: { ...process.env, DENO_NO_UPDATE_CHECK: '1' }, timeout: 240_000 })
    expect(JSON.parse(stdout)).toEqual({
      steps: 1320,
      short: { 'eager': SHORT, 'one thread': SHORT, 'two threads': SHORT },
      whole: { 'one thread': WHOLE, 'two threads': WHOLE },
      ready: 2,
    })
  }, 300_000)
})
