import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  compile, type Dense, dense, differentiate, f32, f64, type Float, foldIn, halfSquaredError, input, item, key, map, meanSquaredError,
  type Ops, pipe, relu, type Shape, sigmoid, softmaxCrossEntropy, type Some, tensor, type Tensor, toFlat, trace, tree, treeEquals,
} from '../../src/index.ts'
import { type PerExample, perExampleGradients } from '../../src/differentiate/index.ts'
import { draw, drawWhole, redraw } from '../support/draw.ts'
import { distance } from '../support/numbers.ts'

const N = 8
const one = pipe(input([5]), dense(4), relu, dense(3))
const many = pipe(input([N, 5]), dense(4), relu, dense(3))
const env = { key: key(0), train: true }

/** The parameters in small whole numbers. */
const wholeParams = tree.mapTensors((p, path) => drawWhole(f32, path.length, p.shape as Shape, 2), one.init(f32, key(1))[0])
const x = drawWhole(f32, 3, [N, 5]) as Float<readonly [8, 5]>
const labels = drawWhole(f32, 4, [N, 3]) as Float<readonly [8, 3]>
const weights = { params: wholeParams, state: [] as const }

/** The sum over the examples, leaf by leaf. */
const total = (ops: Ops, stacked: PerExample<8, typeof wholeParams>['gradients']): typeof wholeParams =>
  tree.mapTensors((p, path) => {
    const leaf: Tensor = tree.leafAt(stacked, path)
    expect(leaf.shape).toEqual([N, ...p.shape])
    return ops.sum(leaf, [0] as Some)
  }, wholeParams)

describe('gradients of each example', () => {
  it('have the parameters\' type with the examples in front', () => {
    const each = perExampleGradients(one, halfSquaredError, N)(f32)(weights, { x, labels }, key(0))
    expectTypeOf(each).toEqualTypeOf<PerExample<8, readonly [Dense<5, 4>, Dense<4, 3>]>>()
    expectTypeOf(each.gradients[0].w).toEqualTypeOf<Float<readonly [8, 5, 4]>>()
    expectTypeOf(each.gradients[1].b).toEqualTypeOf<Float<readonly [8, 3]>>()
    expectTypeOf(each.losses).toEqualTypeOf<Float<readonly [8]>>()
    expect(each.gradients[0].w.shape).toEqual([8, 5, 4])
  })

  it('add up to the batch\'s gradient: exactly, in whole numbers', () => {
    const { losses, gradients } = perExampleGradients(one, halfSquaredError, N)(f32)(weights, { x, labels }, key(0))
    const batch = differentiate(many, halfSquaredError)(f32, env)(wholeParams, [], { x, labels })
    expect(distance(total(f32, gradients), batch.gradients)).toBe(0)
    expect(item(f32.sumAll(losses))).toBe(item(batch.loss))
  })

  it('of a mean add up to as many times the mean\'s gradient as there are examples', () => {
    // 4 outputs and 8 examples, so that means divide by powers of 2 and stay exact.
    const [alone, together] = [pipe(input([5]), dense(4)), pipe(input([N, 5]), dense(4))]
    const params = [{ w: drawWhole(f32, 5, [5, 4]), b: drawWhole(f32, 6, [4]) }] as readonly [Dense<5, 4>]
    const targets = drawWhole(f32, 7, [N, 4]) as Float<readonly [8, 4]>
    const { losses, gradients } = perExampleGradients(alone, meanSquaredError, N)(f32)({ params, state: [] }, { x, labels: targets }, key(0))
    const batch = differentiate(together, meanSquaredError)(f32, env)(params, [], { x, labels: targets })
    expect(distance(f32.sum(gradients[0].w, [0]), f32.scale(batch.gradients[0].w, N))).toBe(0)
    expect(distance(f32.sum(gradients[0].b, [0]), f32.scale(batch.gradients[0].b, N))).toBe(0)
    expect(item(f32.sumAll(losses))).toBe(N * item(batch.loss))
  })

  it('are those of each example alone, to the bit', () => {
    const net = pipe(input([5]), dense(4), sigmoid, dense(3))
    const params = redraw(f32, 8, wholeParams)
    const chances = f32.cast(f32.equal(f32.iota([8, 3], 1), f32.iota([8, 3], 1)), 'float')
    const { losses, gradients } = perExampleGradients(net, softmaxCrossEntropy, N)(f32)({ params, state: [] }, { x, labels: chances }, key(0))
    for (let i = 0; i < N; i++) {
      const row = <S extends Shape>(all: Tensor, shape: S): Float<S> =>
        f32.reshape(f32.slice(all, { start: [i, ...shape.map(() => 0)] }, [1, ...shape] as Some) as Tensor, shape) as Float<S>
      const alone = differentiate(net, softmaxCrossEntropy)(f32, env)(params, [], { x: row(x, [5] as const), labels: row(chances, [3] as const) })
      expect(treeEquals(tree.mapTensors((p, path) => row(tree.leafAt(gradients, path), p.shape as Shape), params), alone.gradients)).toBe(true)
      expect(toFlat(losses)[i]).toBe(item(alone.loss))
    }
  })

  it('compile to the same bits, and to one loop whatever the number of examples', () => {
    const f = perExampleGradients(one, halfSquaredError, N)
    const compiled = compile(f)
    const params = redraw(f32, 9, wholeParams)
    const given = [{ params, state: [] as const }, { x: draw(f32, 1, [N, 5]) as typeof x, labels }, key(0)] as const
    expect(treeEquals(compiled(...given), f(f32)(...given))).toBe(true)
    compiled.dispose()
    const hundred = { x: draw(f32, 1, [100, 5]) as Float<readonly [100, 5]>, labels: draw(f32, 2, [100, 3]) as Float<readonly [100, 3]> }
    const more = [given[0], hundred, key(0)] as const
    expect(trace(perExampleGradients(one, halfSquaredError, 100), more).graph.nodes.length).toBe(trace(f, given).graph.nodes.length)
  })

  it('draw example i\'s randomness from child i of the key, and none when the network is not training', () => {
    const noisy = pipe(input([2]), (prev) => map<readonly [], readonly [], Float<readonly [2]>, Float<readonly [2]>, Float<readonly [2]>>(
      prev, [2], { kind: 'noisy' }, (ops, { key: own, train }) => (v) => {
        const noise = ops.scale(ops.unitFromBits(ops.randomBits(own, [2])), train ? 1 : 0)
        return [ops.add(v, noise), (dy) => dy]
      }))
    const examples = { x: f64.fill([3, 2], 0), labels: f64.fill([3, 2], 0) }
    const losses = (train: boolean) =>
      toFlat(perExampleGradients(noisy, halfSquaredError, 3, { train })(f64)({ params: [], state: [] }, examples, key(5)).losses)
    const expected = [0, 1, 2].map((i) => item(differentiate(noisy, halfSquaredError)(f64, { key: foldIn(key(5), i), train: true })(
      [], [], { x: tensor([0, 0]), labels: tensor([0, 0]) }).loss))
    expect(losses(true)).toEqual(expected)
    expect(new Set(expected).size).toBe(3)
    expect(losses(false)).toEqual([0, 0, 0])
  })
})
