import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { compile, dense, equals, f32, type Float, flow, fromFlat, input, key, type Ops, pipe, predict, relu, type Some, type Tensor, tensor } from '../../src/index.ts'
import * as metrics from '../../src/metrics/index.ts'
import { dataset, type Dataset, evaluateOn, oneHot, predictOn } from '../../src/data/index.ts'
import { draw } from '../support/draw.ts'
import { holds } from '../support/examples.ts'

const body = flow(dense(5), relu, dense(3))
const nets = [pipe(input([1, 4]), body), pipe(input([3, 4]), body), pipe(input([8, 4]), body)] as const
const [params, state] = nets[0].init(f32, key(1))
const weights = { params, state }
type Params = typeof params
const metric = metrics.combine({ accuracy: metrics.accuracy, crossEntropy: metrics.crossEntropy, matrix: metrics.confusionMatrix(3) })

const examples = (seed: number, count: number): Dataset<[4], [], 'float', 'i32'> =>
  dataset<number, [4], [], 'float', 'i32'>(draw(f32, seed, [count, 4]), fromFlat([count] as Some, Array.from({ length: count }, (_, i) => i % 3), { dtype: 'i32' }) as Some)

describe('a network of a fixed batch size on a dataset of any size', () => {
  test('gives what the network of the whole size gives, to the bit, whatever the batch size', () => {
    holds(fc.property(fc.nat(1000), fc.integer({ min: 1, max: 20 }), (seed, count) => {
      const all = examples(seed, count)
      const whole: Tensor = predict(pipe(input([count, 4] as never), body as Some) as Some)(weights as Some, all.x)
      for (const net of nets as readonly (typeof nets[1])[]) {
        expect(equals(predictOn(net)(weights, all.x), whole)).toBe(true)
        expect(evaluateOn(net, all, metric)(weights)).toEqual(metric(whole, all.labels))
      }
    }), 25)
  })

  test('with a compiled predictor too', () => {
    const [net, all] = [nets[2], examples(3, 20)]
    const compiled = compile((ops: Ops) => (params: Params, x: Float<readonly [8, 4]>) => predict(net, ops)({ params, state: [] }, x))
    const predictor = ({ params }: { readonly params: Params }, x: Float<readonly [8, 4]>) => compiled(params, x)
    expect(equals(predictOn(net, predictor)(weights, all.x), predictOn(net)(weights, all.x))).toBe(true)
    expect(evaluateOn(net, all, metric, predictor)(weights)).toEqual(evaluateOn(net, all, metric)(weights))
  })

  test('no row is counted that is not there, and every one that is', () => {
    const values = evaluateOn(nets[2], examples(4, 13), metric)(weights)
    expectTypeOf(values).toEqualTypeOf<{
      readonly accuracy: number, readonly crossEntropy: number, readonly matrix: readonly (readonly number[])[]
    }>()
    expect(values.matrix.flat().reduce((a, b) => a + b)).toBe(13)
    const seen: unknown[] = []
    predictOn(nets[1], (own, x) => { seen.push(x.shape); return predict(nets[1])(own, x) })(weights, examples(4, 7).x)
    expect(seen).toEqual([[3, 4], [3, 4], [3, 4]])
  })

  test('labels may be numbers of classes or shares; a metric of one may not be given the other', () => {
    const [ids, shares] = [examples(5, 9), { x: examples(5, 9).x, labels: oneHot(examples(5, 9).labels, 3) }]
    expect(evaluateOn(nets[1], shares, metrics.accuracy)(weights)).toBe(evaluateOn(nets[1], ids, metrics.accuracy)(weights))
    expect(evaluateOn(nets[1], shares, metrics.meanSquaredError)(weights)).toBeGreaterThan(0)
    // @ts-expect-error -- class numbers for a metric of real numbers
    expect(() => evaluateOn(nets[1], ids, metrics.meanSquaredError)(weights)).toThrow('meanSquaredError: outputs are [3, 3], labels are [3]')
  })

  test('a dataset of other rows does not compile', () => {
    const other = dataset(tensor([[1, 2, 3]]), tensor([0], { dtype: 'i32' }))
    // @ts-expect-error -- rows of three numbers for a network of four
    expect(() => evaluateOn(nets[1], other, metrics.accuracy)(weights)).toThrow('predict: x is [3, 3], the network was built for [3, 4]')
  })
})
