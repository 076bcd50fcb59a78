import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f64, Misuse, sgd, toFlat, tree } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import { engines } from '../support/numbers.ts'

const rates = fc.oneof(fc.double({ min: 1e-6, max: 2, noNaN: true }), fc.constantFrom(0.1, 1e-3, 1))

describe('sgd: p ← p − η g', () => {
  test('each element by itself, to the bit: η is rounded once, then η g, then the difference', () => {
    holds(fc.property(shape(1, 3, 5), seed, rates, (sizes, from, learningRate) => {
      for (const precision of precisions) {
        const [ops, round] = [engines[precision], precision === 'f32' ? Math.fround : (v: number) => v]
        const [params, gradients] = [[{ w: draw(ops, from, sizes) }], [{ w: draw(ops, from + 1, sizes) }]]
        const rule = sgd({ learningRate })(ops, params)
        const [updates, slots] = rule.update(gradients, rule.init())
        const next = tree.zip((p, u) => ops.add(p, u))(params, updates)
        const g = toFlat(gradients[0]!.w)
        expect(toFlat(next[0]!.w)).toEqual(toFlat(params[0]!.w).map((p, i) => round(p + round(-round(learningRate) * g[i]!))))
        expect(toFlat(slots.count)).toEqual([1])
      }
    }), 60)
  })

  test('it says what it is', () => {
    const { kind, settings } = sgd({ learningRate: 0.25 })(f64, [])
    expect({ kind, settings }).toEqual({ kind: 'sgd', settings: { learningRate: 0.25 } })
  })

  test.each([NaN, Infinity, -Infinity, -0.1, -1e-300, 1e39, '0.1' as never, undefined as never])('a learning rate of %s is refused at once', (learningRate) => {
    const make = (): unknown => sgd({ learningRate })
    expect(make).toThrow(Misuse)
    expect(make).toThrow(`sgd: learning rate ${String(learningRate)} is not a finite number from 0 upward`)
  })
})
