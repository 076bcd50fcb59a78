import { describe, expect, it } from 'vitest'
import { Either, TaskEither } from '../../../src/fp.ts'
import {
  compareStep, examples, finiteDifferences, printReport, printSummary, type Report, reportFromJson, reportToJson, tensorFlowWitness,
  type Witness,
} from '../../../compare/index.ts'

const { step, state, batch } = examples.mazur
const absent: Witness = {
  name: 'tfjs-node', isTensorFlow: true, open: TaskEither.left({ kind: 'unavailable', reason: 'there is none here' }),
}
const report = await compareStep(step, { state, batches: [batch], witnesses: [absent, tensorFlowWitness('tfjs-cpu'), finiteDifferences()] })

describe('as JSON', () => {
  it('comes back number for number', () => {
    const special = [NaN, Infinity, -Infinity, -0]
    const odd: Report = { ...report, rows: report.rows.map((row, i) => ({ ...row, largestRelative: special[i % 4] ?? 0 })) }
    expect(reportFromJson(reportToJson(odd))).toEqual(Either.right(odd))
    expect(Object.is(Either.getOrElse(() => report)(reportFromJson(reportToJson(odd))).rows[3]?.largestRelative, -0)).toBe(true)
  })

  it('is what it says: plain JSON of a named format and version', () => {
    expect(JSON.parse(reportToJson(report))).toMatchObject({ format: 'pullback-comparison', formatVersion: 1 })
  })

  it.each([
    ['{', /^not JSON/], ['{}', /not a comparison report/], ['7', /not a comparison/],
    ['{"format":"pullback-comparison","formatVersion":2,"rows":[]}', /format version 1/],
  ])(
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

  const table = (title: string): readonly string[] => {
    const first = lines.findIndex((line) => line.startsWith(title)) + 4
    return lines.slice(first, lines.indexOf('', first))
  }

  it.each(['same forward', 'same network', 'finite differences'])(
    '%s: what stands in a line is of the element that is shown', (title) => {
      table(title).forEach((line) => {
        const [ours = NaN, theirs = NaN, difference = NaN, , bound = NaN, ratio = NaN, anywhere = NaN] =
          line.replace(/^.{12}\s+(\[.*?\])?/, '').trim().split(/\s+/).slice(0, 7).map(Number)
        // The values are printed with nine digits, the others with two.
        expect(Math.abs(Math.abs(ours - theirs) - difference)).toBeLessThan(0.05 * difference + 2e-9 * Math.abs(ours))
        expect(Math.abs(difference / bound - ratio)).toBeLessThanOrEqual(0.1 * ratio + 1e-4)
        expect(anywhere).toBeGreaterThanOrEqual(difference)
      })
      expect(table(title)).toHaveLength(9)
    })

  it('has the largest difference of any element and witness beside it', () => {
    const one = (ours: number, theirs: number, bound: number) => {
      const difference = Math.abs(ours - theirs)
      return { index: [0], ours, theirs, difference, bound, ratio: difference / bound }
    }
    const [row] = report.rows.filter(({ kind }) => kind === 'gradient')
    const odd = { ...row!, tensor: 'w', worst: one(1, 1.25, 0.5), shown: one(1, 1.25, 0.5), largestAbsolute: 8, ulps: 99 }
    const other = { ...odd, witness: 'other', worst: one(5, 7, 100), shown: one(1, 1.125, 0.5), largestAbsolute: 9 }
    const printed = printReport({ ...report, rows: [odd, other] }).split('\n')
    expect(printed.find((line) => line.startsWith('tensor'))?.split(/\s{2,}/).slice(5)).toEqual(
      ['diff', 'ulps', 'bound', 'diff/bound', 'largest anywhere', 'verdict'])
    expect(printed.find((line) => line.startsWith('gradient w'))?.split(/\s+/).slice(3)).toEqual(
      ['1.00000000', '1.25000000', '1.12500000', '2.5e-1', '2.1e+6', '5.0e-1', '0.50', '9.0e+0', 'agrees'])
  })

  it('says how far the agreement of TensorFlow goes', () => {
    const partly = (checked: readonly string[], unchecked: readonly string[]): string | undefined =>
      printSummary({ ...report, summary: { ...report.summary, tensorflowModes: { checked, unchecked } } }).split('\n')[1]
    expect(printSummary(report).split('\n')[1]).toBe('TensorFlow agreed.')
    expect(partly(['same forward'], ['same network']))
      .toBe('TensorFlow agreed, in the same forward only: the same network was NOT CHECKED.')
    expect(partly(['trial'], ['same forward', 'same network']))
      .toBe('TensorFlow agreed, in the trial only: the same forward and the same network were NOT CHECKED.')
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

  it('fits 150 columns with every backend', () => {
    const rows = report.rows.filter((row) => row.witness === 'tfjs-cpu')
    const all = ['tfjs-cpu', 'tfjs-wasm', 'tfjs-node'].flatMap((name) =>
      rows.map((row) => ({ ...row, witness: name, verdict: 'not checked' as const })))
    expect(Math.max(...printReport({ ...report, rows: all }).split('\n').map((line) => line.length))).toBeLessThanOrEqual(150)
  })
})
