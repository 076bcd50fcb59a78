import { describe, expect, test } from 'vitest'
import {
  adam, dense, f32, initialize, input, item, key, type Ops, pipe, relu, sgd, softmaxCrossEntropy, type Some, tensor, type Tensor, trace, trainStep,
} from '../../../src/index.ts'
import type { Graph, Node } from '../../../src/engines/trace/graph.ts'
import { withFoldedLayouts } from '../../../src/engines/trace/layouts.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import { draw, drawProbabilities } from '../../support/draw.ts'
import { like, primitivesOf } from './traced.ts'

const x: Some = like([2, 3])

/** What is left of a function of one [2, 3] tensor: the nodes beside the argument. */
const left = (f: (ops: Ops, x: Some) => Tensor | readonly Tensor[]): readonly Pick<Node, 'op' | 'operands' | 'attributes' | 'shape'>[] =>
  optimize(trace((ops) => (given: Tensor) => f(ops, given), [x]).graph).nodes.slice(1)
    .map(({ op, operands, attributes, shape }) => ({ op, operands, attributes, shape }))

/** The primitives that are left. */
const kinds = (f: (ops: Ops, x: Some) => Tensor | readonly Tensor[]): readonly string[] => left(f).map(({ op }) => op)

/** The number of a `fill` that is left alone. */
const fill = (value: number, shape: readonly number[]) => [{ op: 'fill', operands: [], attributes: { value }, shape }]

describe('dead code', () => {
  test('goes, arguments stay', () => {
    const { graph } = trace((ops) => (a: Tensor, _unused: Tensor) => { ops.exp(ops.neg(a)); return ops.neg(a) }, [x, x])
    expect(primitivesOf(optimize(graph))).toEqual({ argument: 2, neg: 1 })
  })

  test('the gradient of the input is dead in a training step', () => {
    const step = trainStep(pipe(input([4, 3]), dense(5), relu, dense(2)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
    const { graph } = trace(step.program, [initialize(step, key(1)), { x: draw(f32, 1, [4, 3]), labels: drawProbabilities(f32, 2, [4, 2]) }])
    const products = ({ nodes }: Graph) => nodes.flatMap(({ op, label }) => op.startsWith('matmul') ? [`${op} ${label ?? ''}`] : [])
    expect(products(graph)).toEqual(
      ['matmul ', 'matmul ', 'matmulTN 2.dense.dw', 'matmulNT 2.dense.dx', 'matmulTN 0.dense.dw', 'matmulNT 0.dense.dx'])
    expect(products(optimize(graph))).toEqual(['matmul ', 'matmul ', 'matmulTN 2.dense.dw', 'matmulNT 2.dense.dx', 'matmulTN 0.dense.dw'])
  })
})

describe('sharing', () => {
  test('the same call on the same operands is made once', () => {
    expect(kinds((ops, a) => ops.add(ops.exp(a), ops.mul(ops.exp(a), ops.exp(a))))).toEqual(['exp', 'mul', 'add'])
  })

  test('also with operands exchanged, where that changes no bit', () => {
    expect(kinds((ops, a) => [ops.add(a, ops.exp(a)), ops.add(ops.exp(a), a)])).toEqual(['exp', 'add'])
    expect(kinds((ops, a) => [ops.sub(a, ops.exp(a)), ops.sub(ops.exp(a), a)])).toEqual(['exp', 'sub', 'sub'])
    expect(kinds((ops, a) => [ops.matmulNT(a, ops.exp(a) as Some), ops.matmulNT(ops.exp(a) as Some, a)])).toEqual(['exp', 'matmulNT', 'matmulNT'])
  })

  test('what differs in an attribute, a shape or a kind is not the same', () => {
    expect(kinds((ops, a) => [ops.scale(a, 2), ops.scale(a, 3)])).toEqual(['scale', 'scale'])
    expect(kinds((ops, a) => [ops.sum(a, [0] as Some), ops.sum(a, [1] as Some)])).toEqual(['sum', 'sum'])
    expect(kinds((ops, a) => [ops.reshape(a, [6]), ops.reshape(a, [3, 2])])).toEqual(['reshape', 'reshape'])
    expect(kinds((ops, a) => [ops.cast(a, 'i32'), ops.cast(a, 'bool')])).toEqual(['cast', 'cast'])
    expect(kinds((ops) => [ops.fill([2], 0), ops.fill([2], -0), ops.fill([2], NaN), ops.fill([2], NaN)])).toEqual(['fill', 'fill', 'fill'])
    expect(kinds((ops, a) => [ops.slice(a, { start: [0, 0] }, [1, 1]), ops.slice(a, { start: [0, 1] }, [1, 1])])).toEqual(['slice', 'slice'])
    expect(kinds((ops, a) => [ops.slice(a, { start: [0, 0] }, [1, 1]), ops.slice(a, { start: [0, 0], stride: [1, 1] }, [1, 1])])).toEqual(['slice'])
    expect(kinds((ops) => [ops.fill([2], 2 ** -149), ops.fill([2], 2 ** -148), ops.fill([2], 1 + 2 ** -23), ops.fill([2], 1)])).toHaveLength(4)
  })

  test('constants of the same bits are one, and +0 is not −0', () => {
    const constants = ([[1, 2], [1, 2], [1, 3], [1, 3], [0, 0], [0, -0]] as const).map((numbers) => tensor(numbers))
    const { graph } = trace(() => (_x: Tensor) => [...constants, tensor([1, 2], { dtype: 'i32' })], [x])
    expect(primitivesOf(graph)['constant']).toBe(7)
    expect(optimize(graph).results.map(({ node }) => node)).toEqual([1, 1, 2, 2, 3, 4, 5])
  })

  test('the first label stays', () => {
    const labelled = (ops: Ops, a: Some) => [ops.exp(a), ops.note('e', ops.exp(a), 'e^x'), ops.note('f', ops.exp(a))]
    const { nodes } = optimize(trace((ops) => (a: Tensor) => labelled(ops, a), [x]).graph)
    expect(nodes.slice(1)).toEqual([{ op: 'exp', operands: [0], attributes: {}, shape: [2, 3], dtype: 'float', label: 'e', formula: 'e^x', place: '' }])
  })

  test('the zeros of relu are filled once, forward and backward', () => {
    const step = trainStep(pipe(input([4, 3]), dense(3), relu, dense(3), relu), softmaxCrossEntropy, adam({ learningRate: 0.1 }))
    const { graph } = trace(step.program, [initialize(step, key(1)), { x: draw(f32, 1, [4, 3]), labels: drawProbabilities(f32, 2, [4, 3]) }])
    const zeros = ({ nodes }: Graph) => nodes.filter(({ op, shape, attributes }) => op === 'fill' && attributes.value === 0 && shape.length === 2)
    expect([zeros(graph).length, zeros(optimize(graph)).length]).toEqual([3, 1])
  })
})

const flip = (ops: Ops, a: Some): Some => ops.transpose(a, (a.shape.length === 2 ? [1, 0] : [0, 2, 1]) as Some)

describe('transposes', () => {
  test('of matrices become flags of the product', () => {
    expect(kinds((ops, a) => ops.matmul(flip(ops, a), a))).toEqual(['matmulTN'])
    expect(kinds((ops, a) => ops.matmul(a, flip(ops, a)))).toEqual(['matmulNT'])
    expect(kinds((ops, a) => ops.matmul(flip(ops, a), flip(ops, ops.reshape(a, [3, 2]))))).toEqual(['reshape', 'matmulTT'])
    expect(kinds((ops, a) => ops.matmulTN(flip(ops, a), ops.reshape(a, [3, 2])))).toEqual(['reshape', 'matmul'])
    expect(kinds((ops, a) => ops.matmulTT(flip(ops, a), flip(ops, ops.reshape(a, [3, 2]))))).toEqual(['reshape', 'matmul'])
    expect(kinds((ops, a) => ops.matmulNT(a, flip(ops, ops.reshape(a, [3, 2]))))).toEqual(['reshape', 'matmul'])
  })

  test('of each matrix of a batch too, but not of other axes', () => {
    const cube = (ops: Ops, a: Some): Some => ops.broadcast(a, [2, 2, 3] as Some, [0] as Some)
    expect(kinds((ops, a) => ops.matmul(flip(ops, cube(ops, a)), cube(ops, a)))).toEqual(['broadcast', 'matmulTN'])
    expect(kinds((ops, a) => ops.matmul(ops.transpose(cube(ops, a), [1, 0, 2] as Some) as Some, flip(ops, cube(ops, a)))))
      .toEqual(['broadcast', 'transpose', 'matmulNT'])
    const four = (ops: Ops, a: Some, order: readonly number[]): Tensor => {
      const batches: Some = ops.broadcast(a, [2, 2, 2, 3] as Some, [0, 1] as Some)
      return ops.matmul(ops.transpose(batches, order as Some) as Some, batches)
    }
    expect(kinds((ops, a) => four(ops, a, [0, 1, 3, 2]))).toEqual(['broadcast', 'matmulTN'])
    expect(kinds((ops, a) => four(ops, a, [1, 0, 3, 2]))).toEqual(['broadcast', 'transpose', 'matmul'])
  })

  test('twice are one, or none', () => {
    expect(left((ops, a) => ops.reshape(flip(ops, flip(ops, a)), [6]))).toEqual([{ op: 'reshape', operands: [0], attributes: {}, shape: [6] }])
    const cube = like([2, 3, 4])
    const turned = (ops: Ops) => (c: Tensor): Tensor => ops.transpose(ops.transpose(c, [1, 2, 0] as Some) as Some, [2, 1, 0] as Some)
    expect(optimize(trace(turned, [cube]).graph).nodes[1]).toMatchObject({ op: 'transpose', operands: [0], attributes: { order: [0, 2, 1] }, shape: [2, 4, 3] })
  })
})

describe('layouts', () => {
  test('of a fill are a fill', () => {
    expect(left((ops) => ops.reshape(ops.fill([2, 3], -0), [6]))).toEqual(fill(-0, [6]))
    expect(left((ops) => ops.spread(ops.fill([], 7), [2, 3]))).toEqual(fill(7, [2, 3]))
    expect(left((ops) => ops.broadcast(ops.fill([3], 7), [2, 3], [0]))).toEqual(fill(7, [2, 3]))
    expect(left((ops) => ops.transpose(ops.fill([2, 3], 7), [1, 0]))).toEqual(fill(7, [3, 2]))
    expect(left((ops) => ops.slice(ops.fill([2, 3], 7), { start: [1, 1] }, [1, 2]))).toEqual(fill(7, [1, 2]))
    expect(left((ops) => ops.pad(ops.fill([2], 7), { start: [1] }, [4], 7))).toEqual(fill(7, [4]))
    expect(kinds((ops) => ops.pad(ops.fill([2], -0), { start: [1] }, [4]))).toEqual(['fill', 'pad'])
    expect(left((ops) => ops.concat([ops.fill([2], 7), ops.fill([1], 7)], 0, [3]))).toEqual(fill(7, [3]))
    expect(left((ops) => ops.spread(tensor(0.1), [2]))).toEqual(fill(Math.fround(0.1), [2]))
  })

  test('that change nothing are their operand', () => {
    for (const same of [
      (ops: Ops, a: Some) => ops.reshape(a, [2, 3]),
      (ops: Ops, a: Some) => ops.reshape(ops.reshape(a, [6]), [2, 3]),
      (ops: Ops, a: Some) => ops.transpose(a, [0, 1] as Some) as Tensor,
      (ops: Ops, a: Some) => ops.broadcast(a, [2, 3] as Some, []) as Tensor,
      (ops: Ops, a: Some) => ops.slice(a, { start: [0, 0] }, [2, 3]),
      (ops: Ops, a: Some) => ops.pad(a, { start: [0, 0] }, [2, 3], 5),
      (ops: Ops, a: Some) => ops.concat([a], 0 as never, [2, 3] as Some),
      (ops: Ops, a: Some) => ops.cast(a, 'float') as Tensor,
    ]) expect(left(same)).toEqual([])
    expect(kinds((ops, a) => ops.transpose(ops.reshape(a, [6, 1]), [1, 0]))).toEqual(['reshape', 'transpose'])
  })

  test('reshapes of reshapes are one', () => {
    expect(left((ops, a) => ops.reshape(ops.reshape(ops.reshape(a, [6]), [1, 6]), [3, 2])))
      .toEqual([{ op: 'reshape', operands: [0], attributes: {}, shape: [3, 2] }])
  })

  test('there and back are none, in one pass', () => {
    const { graph } = trace((ops) => (a: Some) => [ops.reshape(ops.reshape(a, [6]), [2, 3]), flip(ops, flip(ops, a)) as Tensor], [x])
    expect(withFoldedLayouts(graph).results.map(({ node }) => node)).toEqual([0, 0])
  })

  test('that hand on a fill do so before fills are looked for', () => {
    expect(left((ops) => ops.neg(ops.pad(ops.fill([2], 7), { start: [0] }, [2], 1)))).toEqual(fill(-7, [2]))
  })
})

describe('what is known without data', () => {
  test('is computed now, with the bits of the eager engine', () => {
    expect(left((ops) => ops.exp(ops.scale(ops.fill([2], 0.1), 3)))).toEqual(fill(item(f32.exp(f32.scale(f32.fill([], 0.1), 3))), [2]))
    expect(left((ops) => ops.div(ops.fill([2], 0), ops.fill([2], 0)))).toEqual(fill(NaN, [2]))
    expect(left((ops) => ops.cast(ops.fill([2], 1.5), 'float'))).toEqual(fill(1.5, [2]))
    expect(left((ops) => ops.select(tensor(true, { dtype: 'bool' }), ops.fill([], 2), ops.fill([], 3)))).toEqual(fill(2, []))
  })

  test('a single number of another kind becomes a constant, as in counting steps', () => {
    const counted = (ops: Ops) => (n: Tensor): Tensor => ops.add(n as Some, ops.cast(ops.fill([], 1), 'i32'))
    const { nodes } = optimize(trace(counted, [tensor(5, { dtype: 'i32' })]).graph)
    expect(nodes.slice(1).map(({ op, numbers }) => [op, numbers])).toEqual([['constant', Int32Array.of(1)], ['add', undefined]])
    expect(kinds((ops) => ops.cast(ops.fill([2], 1), 'i32'))).toEqual(['fill', 'cast'])
  })

  test('what leaves every number as it is goes', () => {
    for (const same of [
      (ops: Ops, a: Some) => ops.mul(a, ops.fill([2, 3], 1) as Some), (ops: Ops, a: Some) => ops.mul(ops.fill([2, 3], 1) as Some, a),
      (ops: Ops, a: Some) => ops.add(a, ops.fill([2, 3], -0) as Some), (ops: Ops, a: Some) => ops.add(ops.fill([2, 3], -0) as Some, a),
      (ops: Ops, a: Some) => ops.div(a, ops.fill([2, 3], 1) as Some), (ops: Ops, a: Some) => ops.sub(a, ops.fill([2, 3], 0) as Some),
      (ops: Ops, a: Some) => ops.scale(a, 1),
    ] as ((ops: Ops, a: Some) => Tensor)[]) expect(left(same)).toEqual([])
  })

  test('what changes some number stays: x + 0 and x − −0 for −0, 0 x for infinities, 1 / x', () => {
    for (const [op, stays] of Object.entries({
      add: (ops: Ops, a: Some) => ops.add(a, ops.fill([2, 3], 0) as Some), sub: (ops: Ops, a: Some) => ops.sub(a, ops.fill([2, 3], -0) as Some),
      mul: (ops: Ops, a: Some) => ops.mul(a, ops.fill([2, 3], 0) as Some), div: (ops: Ops, a: Some) => ops.div(ops.fill([2, 3], 1) as Some, a),
    } as Record<string, (ops: Ops, a: Some) => Tensor>)) expect(kinds(stays)).toEqual(['fill', op])
    expect(kinds((ops, a) => ops.scale(a, 0))).toEqual(['scale'])
    expect(kinds((ops) => ops.sumAll(ops.fill([2, 3], -0)))).toEqual(['fill', 'sumAll'])
  })

  test('the factor 1 that a backward pass begins with goes', () => {
    const step = trainStep(pipe(input([4, 3]), dense(2)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
    const { graph } = trace(step.program, [initialize(step, key(1)), { x: draw(f32, 1, [4, 3]), labels: drawProbabilities(f32, 2, [4, 2]) }])
    expect([primitivesOf(graph)['spread'], primitivesOf(optimize(graph))['spread']]).toEqual([1, undefined])
    expect(optimize(graph).nodes.find(({ label }) => label === 'loss.dy')?.op).toBe('scale')
  })
})
