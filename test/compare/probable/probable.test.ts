import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f32, f64, key, normal, type Ops, type Some, type Tensor, toFlat } from '../../../src/index.ts'
import { boundedOf, boundOps } from '../../../compare/index.ts'
import { errorsAsWritten } from '../../../compare/errors.ts'
import { probableErrorOf, samplingOps } from '../../../compare/probable/index.ts'
import { outcome, quantities } from '../../../compare/quantity.ts'
import { caseExamples, caseOf, largest, perceptron } from '../cases.ts'
import { holds } from '../../support/examples.ts'

/** |ours − truth| / probable error, the worst of all elements of a step. */
const worstRatio = (given: ReturnType<typeof caseOf>): number => {
  const [ours, truth, sampling] = [quantities(outcome(f32, given)), quantities(outcome(f64, given)), quantities(outcome(samplingOps('chosen'), given))]
  return Math.max(...ours.map(({ tensor }, i) => {
    const [t, e] = [toFlat(truth[i]!.tensor), toFlat(probableErrorOf(sampling[i]!.tensor))]
    return Math.max(...toFlat(tensor).map((x, j) => x === t[j] ? 0 : Math.abs(x - t[j]!) / e[j]!))
  }))
}

it('our engine uses a small part of it, on random networks', () => {
  holds(fc.property(caseExamples(), (example) => { expect(worstRatio(caseOf(example))).toBeLessThan(0.35) }), 150)
})

describe('a wide network', () => {
  const given = perceptron(8, [128, 96, 64, 10])

  it('our engine uses a small part of it', () => { expect(worstRatio(given)).toBeLessThan(0.2) })

  it('is bounded to four digits where the worst case leaves hardly one', () => {
    const worst = quantities(outcome(boundOps('chosen'), given))
    errorsAsWritten(given)('chosen').forEach(({ kind, tensor }, i) => {
      if (kind !== 'gradient') return
      const size = largest(boundedOf(worst[i]!.tensor).value)
      expect(largest(boundedOf(worst[i]!.tensor).error) / size).toBeGreaterThan(2e-3)
      expect(largest(tensor) / size).toBeLessThan(2e-4)
    })
  })
})

describe('the spread of the samples', () => {
  const spread = (f: (ops: Ops) => Tensor): readonly number[] => toFlat(probableErrorOf(f(samplingOps('chosen'))))

  it('of one rounding is u, eight times', () => {
    expect(spread((ops) => ops.add(ops.fill([1], 1), ops.fill([1], 2)))[0]).toBeCloseTo(8 * 3 * 2 ** -24, 12)
  })

  it('of a sum of n equal terms grows as the root of n', () => {
    const of = (n: number): number => spread((ops) => ops.sumAll(ops.fill([n], 1)))[0]! / n
    expect(of(2501) / of(101)).toBeCloseTo(5, 1)
  })

  it('counts a cancelled error as cancelled: x − x has none but its own, though x is inexact', () => {
    const e = (ops: Ops): Tensor => ops.exp(normal(f32, key(1), [16]))
    expect(Math.max(...spread((ops) => {
      const y = e(ops)
      return ops.sub(y, y)
    }))).toBe(0)
  })

  it('adds up what two paths share: 2 x is twice as inexact as x', () => {
    const [once, twice] = [1, 2].map((times) => spread((ops) => {
      const y: Tensor = ops.exp(ops.fill([1], 0.3))
      return times === 1 ? y : ops.sub(ops.add(y, y), ops.fill([1], 0))
    })[0]!)
    expect(twice! / once!).toBeGreaterThan(1.8)
  })

  it('is the same for the same program', () => {
    const program = (ops: Ops): Tensor => ops.tanh(ops.matmul(normal(f32, key(1), [4, 4]), ops.exp(normal(f32, key(2), [4, 4]))))
    expect(spread(program)).toEqual(spread(program))
  })

  it('follows layout: rows by number, windows, transposes and parts', () => {
    const x = normal(f32, key(3), [3, 4])
    const moved = (ops: Ops, y: Tensor): Tensor => {
      const part = ops.transpose(ops.pad(ops.slice(y, { start: [0, 1], stride: [2, 1] }, [2, 2]), { start: [0, 1], stride: [2, 1] }, [3, 4]), [1, 0] as Some)
      const rows = ops.gather(part as Some, ops.iota([4], 0))
      return ops.concat([ops.scale(ops.scatterAdd([4, 3], ops.iota([4], 0), rows as Some), 8), part] as Some, 1, [4, 6])
    }
    const direct = toFlat(moved(f64, probableErrorOf(samplingOps('chosen').exp(x) as Tensor)))
    const through = spread((ops) => moved(ops, ops.exp(x)))
    through.forEach((e, i) => { expect(Math.abs(e - direct[i]!)).toBeLessThan(1e-6 + 0.3 * direct[i]!) })
  })
})
