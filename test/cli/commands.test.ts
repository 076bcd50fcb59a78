import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type LayersReport, reportFromJson } from '../../compare/index.ts'
import { pullback } from './run-command.ts'

test('help and version', () => {
  expect(pullback('--help')).toMatchObject({ code: 0, err: '' })
  expect(pullback('--help').out).toContain('Exit codes: 0 everything that was checked agrees; 1 something disagreed')
  expect(pullback('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('explain prints every value with its formula, as text and as Markdown', () => {
  const text = pullback('explain', 'mazur')
  expect(text.code).toBe(0)
  expect(text.out).toMatch(/3\.sigmoid\.y +\[1, 2\] +0\.751365 +0\.772928 +y = 1 \/ \(1 \+ e\^\{-x\}\)/)
  expect(pullback('explain', 'mazur', '--markdown').out).toContain('$$dw = x^T dy = \\begin{pmatrix} 0.082167 & -0.0226025 \\\\ 0.0826676 & -0.0227402 \\end{pmatrix}$$')
})

test('compare prints a table that names every witness, and JSON that is read back', () => {
  const table = pullback('compare', 'mazur')
  ;['tfjs-node', 'tfjs-wasm', 'tfjs-cpu', 'finite differences', 'gradient 0.w', 'weight 1.b', 'bound', 'verdict'].forEach((word) => {
    expect(table.out).toContain(word)
  })
  expect(table.out).toContain('none differs')
  const json: unknown = JSON.parse(pullback('compare', 'mazur', '--json').out)
  expect(Array.isArray(json)).toBe(true)
  expect((json as readonly unknown[]).map((report) => reportFromJson(JSON.stringify(report))._tag)).toEqual(['Right'])
})

test('layers proves those that are named, as text and as JSON', () => {
  const text = pullback('layers', '--only', 'relu', 'dense')
  expect(text).toMatchObject({ code: 0 })
  expect(text.out).toMatch(/^dense +\[2, 4\] → \[2, 3\] .* same bits +\d+$/m)
  expect(text.out.indexOf('\ndense ')).toBeLessThan(text.out.indexOf('\nrelu '))
  expect(text.out).toMatch(/All agree\.\n$/)
  const json = JSON.parse(pullback('layers', '--only', 'relu', '--json').out) as readonly LayersReport[]
  expect(json.at(-1)).toMatchObject({ agreed: true, witness: { available: true }, layers: [{ name: 'relu', family: 'activations', complaints: [] }] })
})

const scratch = (): string => join(mkdtempSync(join(tmpdir(), 'pullback-cli-')), 'run')

test('the digits: the first steps agree with TensorFlow, the held-out accuracy reaches the mark, the weights have their bits', () => {
  const folder = scratch()
  const { code, out } = pullback('train', 'digits', '--folder', folder, '--check', '3', '--require', 'accuracy>=0.95')
  expect(out).toContain('TensorFlow agreed.')
  expect(out).toContain('accuracy reached the mark of 0.95')
  expect(out).toContain('SHA-256 of the trained weights f72ed66d4b90c557470332841c79253068db953617a1f90fb875ee12e5131197')
  expect(code).toBe(0)
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('TensorFlow agreed.')
})

test('a run that does not reach the mark ends with 1 and says so', () => {
  const { code, out } = pullback('train', 'digits', '--folder', scratch(), '--set', 'epochs=1', '--set', 'learningRate=0', '--require', 'accuracy>=0.95')
  expect(out).toContain('accuracy STAYED BELOW the mark of 0.95')
  expect(code).toBe(1)
})

describe('after a run', () => {
  const [folder, other] = [scratch(), scratch()]
  const inRun = (...parts: readonly string[]): string => join(folder, ...parts)
  beforeAll(() => {
    expect(pullback('train', 'iris', '--folder', folder, '--json').code).toBe(0)
    expect(pullback('train', 'iris', '--folder', other, '--set', 'learningRate=0.02', '--json').code).toBe(0)
  }, 60_000)

  test('inspect shows the run, its receipt, its checkpoint and its network', () => {
    const run = pullback('inspect', folder)
    ;['iris (shipped)', 'adam(learningRate 0.01', 'stopped early after step', 'links, whole'].forEach((part) => { expect(run.out).toContain(part) })
    expect(pullback('inspect', inRun('receipt.json')).out).toBe(run.out)
    expect(pullback('inspect', inRun('run.json')).out).toContain('dense, tanh, dense; 67 parameters')
    const checkpoint = pullback('inspect', inRun('checkpoints/best.safetensors'))
    expect(checkpoint.out).toMatch(/params\.0\.w +F32 +\[4, 8\] +32 +128/)
    expect(pullback('inspect', 'iris').out).toMatch(/0\.dense +\[15, 8\] +0 +40 +480/)
  })

  test('evaluate gives the metrics that the run reported', () => {
    const last = JSON.parse(pullback('evaluate', folder, '--json').out) as { readonly metrics: { readonly accuracy: number } }
    expect(last.metrics.accuracy).toBeGreaterThan(0.9)
    expect(pullback('evaluate', folder, '--best').out).toContain('versicolor')
    expect(pullback('evaluate', inRun('checkpoints/last.safetensors'), '--json').out).toBe(pullback('evaluate', folder, '--json').out)
  })

  test('replay confirms the receipt, and tells two receipts apart', () => {
    expect(pullback('replay', inRun('receipt.json'), '--engine', 'eager').out).toContain('CONFIRMED')
    const compared = pullback('replay', inRun('receipt.json'), '--against', join(other, 'receipt.json'))
    expect(compared.out).toMatch(/setting learningRate +0\.01 +0\.02/)
    expect(compared.out).toContain('everything is the same up to step 0')
    expect(compared.code).toBe(1)
  })

  test('convert goes to npz and back, and to a model of TensorFlow.js', () => {
    expect(pullback('convert', inRun('checkpoints/best.safetensors'), inRun('best.npz')).code).toBe(0)
    expect(pullback('convert', inRun('best.npz'), inRun('again.safetensors')).code).toBe(0)
    expect(pullback('convert', inRun('best.npz'), inRun('again.safetensors')).code).toBe(2)
    const [before, after] = [inRun('checkpoints/best.safetensors'), inRun('again.safetensors')].map((file) =>
      (JSON.parse(pullback('inspect', file, '--json').out) as { readonly tensors: unknown }).tensors)
    expect(after).toEqual(before)
    expect(pullback('convert', inRun('checkpoints/best.safetensors'), inRun('model')).code).toBe(0)
    expect(readdirSync(inRun('model')).sort()).toEqual(['model.json', 'weights.bin'])
  })
})

test.each(['start', 'train', 'resume', 'evaluate', 'compare', 'explain', 'replay', 'inspect', 'convert', 'layers', 'tensorflow'])(
  '%s has help with examples and can answer in JSON', (command) => {
    const { code, out } = pullback(command, '--help')
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`Examples:\n  pullback ${command}`))
    expect(out).toContain('--json')
  })

test('explain answers in JSON', () => {
  const lines = JSON.parse(pullback('explain', 'mazur', '--json').out) as readonly { readonly label: string }[]
  expect(lines.map(({ label }) => label)).toContain('3.sigmoid.y')
})
