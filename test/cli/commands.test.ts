import { expect, test } from 'vitest'
import { reportFromJson } from '../../compare/index.ts'
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

test('the digits: the first steps agree with TensorFlow, the held-out accuracy reaches the mark, the weights have their bits', () => {
  const { code, out } = pullback('train', '--check', '3')
  expect(out).toContain('1437 digits to train on, 360 held out; 1320 steps of 32')
  expect(out).toContain('TensorFlow agreed.')
  expect(Number(/held-out accuracy ([\d.]+) %/.exec(out)?.[1])).toBeGreaterThanOrEqual(95)
  expect(out).toContain('SHA-256 of the trained weights f72ed66d4b90c557470332841c79253068db953617a1f90fb875ee12e5131197')
  expect(code).toBe(0)
})

test('a run that does not reach the mark ends with 1 and says so', () => {
  const { code, out } = pullback('train', '--check', '0', '--epochs', '1', '--learning-rate', '0')
  expect(out).toContain('BELOW the mark of 95.0 %')
  expect(code).toBe(1)
})
