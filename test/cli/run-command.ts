import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command line as its users do: in a process of its own. */
export const pullback = (...words: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...words], { cwd: root, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}
