import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, Misuse, type Optimizer, sgd, type Some, tensor, toFlat, treeEquals } from '../../src/index.ts'
import { linear } from '../../src/schedules/index.ts'
import { chain, decoupledWeightDecay, scaleBy, weightDecay } from '../../src/transformations/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import { engines } from '../support/numbers.ts'

const decays = fc.constantFrom(1e-4, 0.1, 0.3, 1)
const rounding = { f32: Math.fround, f64: (x: number) => x }

describe('weightDecay: g + λ p', () => {
  test('each element, to the bit: λ is rounded once, then λ p, then the sum', () => {
    holds(fc.property(shape(0, 3, 5), seed, decays, (sizes, from, decay) => {
      for (const precision of precisions) {
        const [ops, round] = [engines[precision], rounding[precision]]
        const [p, g] = [{ w: draw(ops, from, sizes) }, { w: draw(ops, from + 1, sizes) }]
        const [{ w }] = weightDecay(decay)(ops, p).update(g, [])
        expect(toFlat(w)).toEqual(toFlat(g.w).map((x, i) => round(x + round(round(decay) * toFlat(p.w)[i]!))))
      }
    }), 40)
  })
})

describe('decoupledWeightDecay: u − η λ p', () => {
  test('each element, to the bit, with a number and with a schedule of the step', () => {
    holds(fc.property(shape(0, 3, 5), seed, decays, (sizes, from, decay) => {
      for (const precision of precisions) {
        const [ops, round] = [engines[precision], rounding[precision]]
        const [p, u] = [{ w: draw(ops, from, sizes) }, { w: draw(ops, from + 1, sizes) }]
        for (const [rate, rates] of [[0.3, [0.3, 0.3, 0.3]], [linear({ initial: 0.5, steps: 4 }), [0.5, 0.375, 0.25]]] as const) {
          const rule = decoupledWeightDecay(decay, rate)(ops, p)
          rates.reduce((slots, eta, step) => {
            const [{ w }, next] = rule.update(u, slots)
            expect(toFlat(w)).toEqual(toFlat(u.w).map((x, i) => round(x + round(-round(eta) * round(round(decay) * toFlat(p.w)[i]!)))))
            expect(toFlat(next.count)).toEqual([step + 1])
            return next
          }, rule.init())
        }
      }
    }), 40)
  })

  test('after plain descent it is the weight decay of plain descent, but for rounding: η (g + λ p) = η g + η λ p', () => {
    const [p, g] = [{ w: draw(f64, 1, [50]) }, { w: draw(f64, 2, [50]) }]
    const update = (optimizer: Optimizer<typeof p, Some>): readonly number[] => {
      const rule = optimizer(f64, p)
      return toFlat(rule.update(g, rule.init())[0].w)
    }
    const one = update(chain(weightDecay(0.1), sgd({ learningRate: 0.3 })))
    const other = update(chain(sgd({ learningRate: 0.3 }), decoupledWeightDecay(0.1, 0.3)))
    // each is three roundings of at most |u| + |η λ p| away from the truth
    one.forEach((u, i) => {
      const size = Math.abs(0.3 * toFlat(g.w)[i]!) + Math.abs(0.03 * toFlat(p.w)[i]!)
      expect(Math.abs(u - other[i]!)).toBeLessThanOrEqual(8 * 2 ** -53 * size)
    })
  })
})

describe('both', () => {
  test('with 0 no bit changes, also where a weight is infinite', () => {
    const [p, g] = [{ w: tensor([Infinity, NaN, 1, -0]) }, { w: tensor([-0, 1, 0, -0]) }]
    expect(treeEquals(weightDecay(0)(f32, p).update(g, [])[0], g)).toBe(true)
    const rule = decoupledWeightDecay(0, 0.1)(f32, p)
    expect(treeEquals(rule.update(g, rule.init())[0], g)).toBe(true)
    const still = decoupledWeightDecay(0.1, 0)(f32, p)
    expect(treeEquals(still.update(g, still.init())[0], g)).toBe(true)
  })

  test.each([-0.1, NaN, Infinity, 1e39])('a decay of %s is refused at once', (decay) => {
    expect(() => weightDecay(decay)).toThrow(Misuse)
    expect(() => weightDecay(decay)).toThrow(`weightDecay: decay ${String(decay)} is not a finite number from 0 upward`)
    expect(() => decoupledWeightDecay(decay, 0.1)).toThrow(`decoupledWeightDecay: decay ${String(decay)} is not a finite number from 0 upward`)
    expect(() => decoupledWeightDecay(0.1, decay)).toThrow(`decoupledWeightDecay: learning rate ${String(decay)} is not a finite number from 0 upward`)
  })
})

describe('scaleBy: k u', () => {
  test('by a number, and by a schedule of the step', () => {
    const u = { w: tensor([3, -0, -5]) }
    const [{ w }] = scaleBy(-0.5)(f32, u).update(u, { count: tensor(9, { dtype: 'i32' }) })
    expect(toFlat(w)).toEqual([-1.5, 0, 2.5])
    const rule = scaleBy(linear({ initial: 1, steps: 4 }))(f32, u)
    const [, second] = rule.update(u, rule.init())
    expect(toFlat(rule.update(u, second)[0].w)).toEqual([2.25, -0, -3.75])
    expect(rule.settings).toEqual({ factor: 'linear(initial 1, final 0, steps 4)' })
  })

  test.each([NaN, Infinity, -1e39])('a factor of %s is refused', (factor) => {
    expect(() => scaleBy(factor)).toThrow(`scaleBy: factor ${String(factor)} is not a finite number`)
  })
})
