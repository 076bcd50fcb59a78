import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = fileURLToPath(new URL('./example', import.meta.url))
const file = `${folder}/example.ts`
const readme = readFileSync(`${root}/README.md`, 'utf8')
const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''

mkdirSync(folder, { recursive: true })
writeFileSync(file, example.replace("'pullback'", "'../../../src/index.ts'"))
afterAll(() => { rmSync(folder, { recursive: true }) })

test('the example compiles as it stands', () => {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, (path) => readFileSync(path, 'utf8')) as { config: { compilerOptions: object } }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const messages = ts.getPreEmitDiagnostics(ts.createProgram([file], options)).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'))
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  expect(messages).toEqual([])
})

test('the example runs: the loss falls, the first state is untouched, every value is printed', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], { cwd: root, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const [, before, after] = /loss ([\d.]+), then ([\d.]+)/.exec(stdout) ?? []
  expect(Number(after)).toBeLessThan(Number(before))
  expect(stdout).toMatch(/\ntrue [0-9a-f]{8}\n/)
  expect(stdout).toContain('dw = x^T dy')
})

test('the two commands are the ones that package.json knows', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> }
  expect(readme).toContain('npm ci && npm start')
  expect(readme).toContain('npm ci && npm test')
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
})
