import { describe, expect, it } from 'vitest'
import { Either, TaskEither } from '../../../src/fp.ts'
import {
  compareStep, examples, finiteDifferences, printReport, type Report, reportFromJson, reportToJson, tensorFlowWitness, type Witness,
} from '../../../compare/index.ts'

const { step, state, batch } = examples.mazur
const absent: Witness = { name: 'tfjs-node', isTensorFlow: true, open: TaskEither.left({ kind: 'unavailable', reason: 'there is none here' }) }
const report = await compareStep(step, { state, batches: [batch], witnesses: [absent, tensorFlowWitness('tfjs-cpu'), finiteDifferences()] })

describe('as JSON', () => {
  it('comes back number for number', () => {
    const odd: Report = { ...report, rows: report.rows.map((row, i) => ({ ...row, largestRelative: [NaN, Infinity, -Infinity, -0][i % 4] ?? 0 })) }
    expect(reportFromJson(reportToJson(odd))).toEqual(Either.right(odd))
    expect(Object.is(Either.getOrElse(() => report)(reportFromJson(reportToJson(odd))).rows[3]?.largestRelative, -0)).toBe(true)
  })

  it('is what it says: plain JSON of a named format and version', () => {
    expect(JSON.parse(reportToJson(report))).toMatchObject({ format: 'pullback-comparison', formatVersion: 1 })
  })

  it.each([['{', /^not JSON/], ['{}', /not a comparison report/], ['{"format":"pullback-comparison","formatVersion":2,"rows":[]}', /format version 1/], ['7', /not a comparison/]])(
    '%s is refused with a reason', (text, reason) => {
      expect(Either.swap(reportFromJson(text))).toEqual(Either.right(expect.stringMatching(reason)))
    })
})

describe('in print', () => {
  const text = printReport(report)
  const lines = text.split('\n')

  it('names the network, and has a table for each mode', () => {
    expect(lines[0]).toBe('dense(2), sigmoid, dense(2), sigmoid; halfSquaredError; sgd(learningRate: 0.5); 12 parameters; 1 step')
    expect(lines.filter((line) => /^(same forward|same network|finite differences)/.test(line))).toHaveLength(3)
  })

  it('has a line for each tensor with our value beside theirs, and the verdict', () => {
    const gradient = lines.filter((line) => line.startsWith('gradient 0.w'))
    expect(gradient).toHaveLength(3)
    gradient.forEach((line) => { expect(line).toMatch(/\[[01], [01]\]\s+0\.000\d+\s+0\.000\d+.*agrees$/) })
    expect(lines.filter((line) => line.startsWith('loss'))[0]).toMatch(/0\.29837\d+\s+0\.29837\d+/)
  })

  it('says loudly who was not asked and why', () => {
    expect(text).toContain('  tfjs-node: NOT AVAILABLE, so it was not asked: there is none here')
    expect(text).toMatch(/ {2}tfjs-cpu: tfjs-cpu 4\.22\.0, tfjs-core 4\.22\.0/)
    expect(text.endsWith('none differs.\nTensorFlow agreed.')).toBe(true)
  })

  it('never says that TensorFlow agreed when it was not there', async () => {
    const alone = printReport(await compareStep(step, { state, batches: [batch], witnesses: [absent, finiteDifferences()] }))
    expect(alone).not.toContain('TensorFlow agreed')
    expect(alone).toContain('TensorFlow was NOT AVAILABLE: this says nothing about it.')
  })

  it('is compact for many steps: a line for each step, mode and witness', async () => {
    const many = await compareStep(step, { state, batches: [batch, batch, batch], witnesses: [tensorFlowWitness('tfjs-cpu')] })
    expect(printReport(many).split('\n').filter((line) => /^ +[123] {2}same (forward|network)/.test(line))).toHaveLength(6)
    expect(printReport(many, { full: true })).toContain('step 3')
  })

  it('fits a terminal of 140 columns', () => { expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(140) })
})
