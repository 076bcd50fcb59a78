import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = fileURLToPath(new URL('./example', import.meta.url))
const readme = readFileSync(`${root}/README.md`, 'utf8')

/** The programs of the README, in its order. */
const [step = '', layers = '', experiment = ''] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, program = '']) => program)
const files = { step: `${folder}/step.ts`, layers: `${folder}/layers.ts`, experiment: `${folder}/experiment.ts` }

const fromSource = (program: string): string =>
  program.replace("'pullback'", "'../../../src/index.ts'").replace("'pullback/node'", "'../../../src/node.ts'")

mkdirSync(folder, { recursive: true })
writeFileSync(files.step, fromSource(step))
writeFileSync(files.layers, fromSource(layers))
writeFileSync(files.experiment, fromSource(experiment))
const runs = mkdtempSync(join(tmpdir(), 'pullback-readme-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

test('the examples compile as they stand', () => {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, (path) => readFileSync(path, 'utf8')) as { config: { compilerOptions: object } }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const messages = ts.getPreEmitDiagnostics(ts.createProgram(Object.values(files), options)).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'))
  expect(step.trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  expect(experiment.length).toBeGreaterThan(0)
  expect(messages).toEqual([])
})

test('the experiment is trained by the command, and its receipt is confirmed', () => {
  const place = join(runs, 'flowers')
  const { status, stdout, stderr } = spawnSync(process.execPath,
    ['--import', 'tsx', 'src/cli/main.ts', 'train', files.experiment, '--folder', place, '--require', 'accuracy>=0.9'], { cwd: root, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout).toContain('accuracy reached the mark of 0.9')
  expect(status).toBe(0)
  const replayed = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'replay', join(place, 'receipt.json'), '--engine', 'eager'], { cwd: root, encoding: 'utf8' })
  expect(replayed.stdout).toContain('CONFIRMED')
})

test('the step runs: the loss falls, the first state is untouched, every value is printed', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', files.step], { cwd: root, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const [, before, after] = /loss ([\d.]+), then ([\d.]+)/.exec(stdout) ?? []
  expect(Number(after)).toBeLessThan(Number(before))
  expect(stdout).toMatch(/\ntrue [0-9a-f]{8}\n/)
  expect(stdout).toContain('dw = x^T dy')
})

test('the networks of layers are built and initialized', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', files.layers], { cwd: root, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

test('the two commands are the ones that package.json knows', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> }
  expect(readme).toContain('npm ci && npm start')
  expect(readme).toContain('npm ci && npm test')
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
})
