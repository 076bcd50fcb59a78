import { spawnSync } from 'node:child_process'
import type { TestContext } from 'vitest'

/** The environment of Python, with the packages of `PULLBACK_PYTHON_PATH` beside its own. */
const environment = (): NodeJS.ProcessEnv => {
  const { PULLBACK_PYTHON_PATH: more, PYTHONPATH: own } = process.env
  return { ...process.env, PYTHONPATH: [own, more].filter((path) => path !== undefined && path !== '').join(':') }
}

/** Runs a Python program and gives back what it printed as JSON. */
const run = (program: string, words: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', program, ...words], { encoding: 'utf8', env: environment() })
  return { code: status, out: stdout, err: error === undefined ? stderr : error.message }
}

const said = new Set<string>()

/** Python with these packages; where it lacks one, the test is skipped, and the reason is printed. */
export const pythonWith = (packages: readonly string[], context: TestContext): ((program: string, ...words: readonly string[]) => unknown) => {
  const { code, err } = run(packages.map((name) => `import ${name}`).join('\n'), [])
  if (code !== 0) {
    const reason = err.trim().split('\n').at(-1) ?? ''
    const line = `NOT CHECKED AGAINST Python's ${packages.join(' and ')}: ${reason} (PULLBACK_PYTHON_PATH may name a folder with them)`
    if (!said.has(line)) console.warn(`\n${line}\n`)
    said.add(line)
    return context.skip(line)
  }
  return (program, ...words) => {
    const ended = run(program, words)
    if (ended.code !== 0) throw new Error(ended.err)
    return JSON.parse(ended.out) as unknown
  }
}
