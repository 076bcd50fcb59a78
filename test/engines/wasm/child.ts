import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | string | null
  readonly out: string
  readonly err: string
}

/** Starts a program of `children/` with Node and waits until it ends by itself; one that does not is killed, with code null. */
export const child = async (name: string, ...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath, ['--expose-gc', '--import', 'tsx', `test/engines/wasm/children/${name}.ts`, ...words], { cwd: root, timeout: 240_000 },
      (error, out, err) => { resolve({ code: error === null ? 0 : error.code ?? null, out, err }) })
  })

/** What a child printed as JSON. */
export const printed = async <T>(name: string, ...words: readonly string[]): Promise<T> => {
  const { code, out, err } = await child(name, ...words)
  if (code !== 0) throw new Error(`${name} ${words.join(' ')} ended with ${String(code)}: ${err}`)
  return JSON.parse(out) as T
}
