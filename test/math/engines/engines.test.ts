import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { expectedBits } from './expected-bits.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const program = fileURLToPath(new URL('./hash-program.ts', import.meta.url))
const binary = (name: string): string => `${root}node_modules/.bin/${name}`

/** Real processes of three engines. One that does not start fails the test: a promise that was not checked is none. */
const engines: { readonly [name: string]: readonly [command: string, ...args: string[]] } = {
  'Node (V8)': [process.execPath, '--import', 'tsx', program],
  'Bun (JavaScriptCore)': [binary('bun'), 'run', program],
  'Deno (a newer V8)': [binary('deno'), 'run', '--no-lock', '--no-remote', program],
}

describe('the same bits on every engine, over 2^20 inputs a function', () => {
  for (const [name, [command, ...args]] of Object.entries(engines)) {
    it(name, async () => {
      const { stdout } = await run(command, args, { cwd: root, env: { ...process.env, DENO_NO_UPDATE_CHECK: '1' } })
      expect(JSON.parse(stdout)).toEqual(expectedBits)
    }, 60_000)
  }
})
