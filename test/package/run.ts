import { spawnSync } from 'node:child_process'

/** What a finished process left. */
export interface Finished {
  readonly status: number | null
  readonly output: string
}

/** Runs a program to its end, with nothing to read and npm's own talk kept out of what it prints. */
export const run = (folder: string, program: string, ...parts: readonly string[]): Finished => {
  const { status, stdout, stderr, error } = spawnSync(program, parts, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (error !== undefined) throw error
  return { status, output: `${stdout}${stderr}`.replace(/^npm warn Unknown user config.*\n/gm, '') }
}

/** The same for a program that must succeed; what it printed. */
export const succeed = (folder: string, program: string, ...parts: readonly string[]): string => {
  const { status, output } = run(folder, program, ...parts)
  if (status !== 0) throw new Error(`${program} ${parts.join(' ')} ended with ${String(status)}:\n${output}`)
  return output
}
